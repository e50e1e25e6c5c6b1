import type { Cell } from "./cell";
import { nextTurn, sleep } from "./kernel-timers";

/** How long a cell stays busy for the timers that it started, counted from the end of its code, in ms. */
const patience = 3000;

/**
 * Waits for what a cell has begun and does not wait for itself, so that an error in it is still the error of the cell:
 * promises that are about to be rejected, files that are read, and timers that are due within some seconds (of those
 * that repeat, the first time). A timer that is `unref`ed is not waited for.
 * @param isOver ends the waiting early: the cell has failed or was stopped
 */
export async function settle(cell: Cell, isOver: () => boolean): Promise<void> {
  const end = performance.now() + patience;
  await turns();
  while (!isOver() && performance.now() < end) {
    const wait = Math.min(untilNextTimer(cell, end), hasOpenRequests() ? 1 : Number.POSITIVE_INFINITY);
    if (wait === Number.POSITIVE_INFINITY) break;
    await sleep(Math.max(1, Math.min(wait, 20)));
    await turns();
  }
}

/** Milliseconds until the next timer of the cell that is due before the end, or infinity. */
function untilNextTimer(cell: Cell, end: number): number {
  let next = end;
  for (const timer of cell.timers) {
    if (timer.isOver()) cell.timers.delete(timer);
    else if (timer.due < next) next = timer.due;
  }
  return next === end ? Number.POSITIVE_INFINITY : next - performance.now();
}

/** Whether a file is being read or written, or a name looked up, in this process. */
function hasOpenRequests(): boolean {
  return process.getActiveResourcesInfo().some((type) => /^(FSReq|GetAddrInfoReq)/.test(type));
}

async function turns(): Promise<void> {
  await nextTurn();
  await nextTurn();
}
