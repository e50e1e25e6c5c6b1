import { promiseHooks } from "node:v8";
import type { Cell } from "./cell";

// Node's AsyncLocalStorage would do the same, but where it is in use Node 20 ends the process when a running loop is
// terminated, as it finds its stack of asynchronous contexts out of order.

let current: Cell | null = null;
const cell = Symbol("cell");
type Marked = Promise<unknown> & { [cell]?: Cell | null };

/** The cell that started what is running, through promises and timers. What it cannot tell belongs to the last one. */
export const startingCell = {
  get(): Cell | null {
    return current;
  },

  /** Runs the beginning of something that a cell has started. What follows from it belongs to the cell too. */
  enter<T>(of: Cell | null, work: () => T): T {
    current = of;
    return work();
  },

  /** The cell that made a promise. */
  of(promise: Promise<unknown>): Cell | null {
    return (promise as Marked)[cell] ?? null;
  },

  /** From here on promises know their cell. */
  followPromises(): void {
    promiseHooks.createHook({
      init(promise) {
        // Not a property that code could come across.
        if (current !== null) Object.defineProperty(promise, cell, { value: current });
      },
      before(promise) {
        const of = (promise as Marked)[cell];
        if (of !== undefined) current = of;
      },
    });
  },
};
