/** Something that was found to gain. */
export interface Gain {
  readonly gain: number;
}

/** Hands out what gains most, and of equals what was added first: a binary heap. */
export class GainQueue<Item extends Gain> {
  private readonly heap: { readonly item: Item; readonly turn: number }[] = [];
  private turns = 0;

  add(item: Item): void {
    const { heap } = this;
    const entry = { item, turn: this.turns++ };
    let place = heap.length;
    for (; place > 0; place = (place - 1) >>> 1) {
      const parent = heap[(place - 1) >>> 1];
      if (!comesFirst(entry, parent)) break;
      heap[place] = parent;
    }
    heap[place] = entry;
  }

  /** @returns undefined when nothing is left */
  take(): Item | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return last?.item;
    let place = 0;
    for (let child = 1; child < heap.length; child = 2 * place + 1) {
      if (child + 1 < heap.length && comesFirst(heap[child + 1], heap[child])) child++;
      if (!comesFirst(heap[child], last)) break;
      heap[place] = heap[child];
      place = child;
    }
    heap[place] = last;
    return first.item;
  }
}

function comesFirst(a: { item: Gain; turn: number }, b: { item: Gain; turn: number }): boolean {
  return a.item.gain > b.item.gain || (a.item.gain === b.item.gain && a.turn < b.turn);
}
