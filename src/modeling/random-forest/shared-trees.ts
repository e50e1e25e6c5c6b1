import type { MessagePort } from "node:worker_threads";
import type { ForestTask } from "./forest-task";

/** Places in the numbers that the threads of a fit share. */
export const place = {
  /** The next tree that nobody has taken. */
  next: 0,
  /** Trees grown. */
  grown: 1,
  /** Workers at work. */
  active: 2,
  /** Raised whenever one of the above changes in a worker, to wake the thread that waits. */
  news: 3,
} as const;

/** What a worker is told of a fit. */
export interface WorkerJob {
  readonly task: ForestTask;
  readonly nEstimators: number;
  /** Shared, by {@link place}. */
  readonly state: Int32Array;
  /** Where grown trees go. */
  readonly port: MessagePort;
}

/** Takes the next tree. @returns its number, or −1 when all are taken */
export function takeTree(state: Int32Array, nEstimators: number): number {
  const tree = Atomics.add(state, place.next, 1);
  return tree < nEstimators ? tree : -1;
}

/** Lets every thread find that all trees are taken. */
export function takeAll(state: Int32Array, nEstimators: number): void {
  Atomics.store(state, place.next, nEstimators);
}

/** Changes a number and wakes the thread that waits for news. */
export function announce(state: Int32Array, index: number, change: number): void {
  Atomics.add(state, index, change);
  Atomics.add(state, place.news, 1);
  Atomics.notify(state, place.news);
}
