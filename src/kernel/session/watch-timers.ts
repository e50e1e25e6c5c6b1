import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import timersPromises from "node:timers/promises";
import type { Cell, PendingTimer } from "./cell";
import { startingCell } from "./starting-cell";

type Callback = (...args: unknown[]) => void;
type Start = (callback: Callback, delay?: number, ...args: unknown[]) => NodeJS.Timeout;
type Sleep = (delay?: number, value?: unknown, options?: { ref?: boolean }) => Promise<unknown>;

/** The longest delay of Node.js, which takes a longer one for 1. */
const longest = 2 ** 31 - 1;

/** From here on each cell knows the timers that it started, and they know their cell. */
export function watchTimers(): void {
  const { setTimeout, setInterval, setImmediate } = timers;
  const watched = {
    setTimeout: watching(setTimeout as unknown as Start),
    setInterval: watching(setInterval as unknown as Start),
    setImmediate: following(setImmediate as unknown as (callback: Callback, ...args: unknown[]) => unknown),
  };
  Object.assign(timers, watched);
  Object.assign(globalThis, watched);
  const sleep = timersPromises.setTimeout as Sleep;
  Object.assign(timersPromises, {
    setTimeout: (delay?: number, value?: unknown, options?: { ref?: boolean }) =>
      watchedSleep(sleep(delay, value, options), delay, options),
  });
  syncBuiltinESMExports();
}

function watching(start: Start): Start {
  const watched: Start = (callback, delay, ...args) => {
    const cell = startingCell.get();
    if (cell === null || typeof callback !== "function") return start(callback, delay, ...args);
    let hasFired = false;
    const timer = start(
      function (this: unknown, ...values: unknown[]) {
        hasFired = true;
        return startingCell.enter(cell, () => callback.apply(this, values));
      },
      delay,
      ...args,
    );
    cell.timers.add({ due: dueTime(delay), isOver: () => hasFired || isCleared(timer) || !timer.hasRef() });
    return timer;
  };
  return sameProperties(watched, start);
}

function following(start: (callback: Callback, ...args: unknown[]) => unknown): typeof start {
  const followed: typeof start = (callback, ...args) => {
    const cell = startingCell.get();
    if (cell === null || typeof callback !== "function") return start(callback, ...args);
    return start((...values) => startingCell.enter(cell, () => callback(...values)), ...args);
  };
  return sameProperties(followed, start);
}

function watchedSleep(promise: Promise<unknown>, delay: number | undefined, options?: { ref?: boolean }) {
  const cell: Cell | null = startingCell.get();
  if (cell === null || options?.ref === false) return promise;
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  promise.then(end, end);
  cell.timers.add({ due: dueTime(delay), isOver: () => isOver } satisfies PendingTimer);
  return promise;
}

function dueTime(delay: number | undefined): number {
  const milliseconds = Number(delay);
  return performance.now() + (milliseconds >= 1 && milliseconds <= longest ? milliseconds : 1);
}

/** Node.js marks a timer that was cleared in this way since its version 11. */
function isCleared(timer: NodeJS.Timeout): boolean {
  return (timer as unknown as { _destroyed?: boolean })._destroyed === true;
}

/** `util.promisify` finds its own version of a timer in a property. */
function sameProperties<T extends object>(copy: T, original: T): T {
  for (const key of Reflect.ownKeys(original)) {
    if (Object.getOwnPropertyDescriptor(copy, key)?.configurable === false) continue;
    Object.defineProperty(copy, key, Object.getOwnPropertyDescriptor(original, key) ?? {});
  }
  return copy;
}
