import { MessageChannel, type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import type { OnProgress } from "../../core";
import { ForestGrower, type ForestTask, type GrownTree } from "./forest-task";
import type { WorkerNews } from "./forest-worker";
import { place, takeAll, takeTree, type WorkerJob } from "./shared-trees";
import { dismiss, workers } from "./worker-pool";

/** A worker from which nothing has been heard for this long, and for 20 trees' time, is given up. */
const patienceInMs = 20_000;

/**
 * Grows trees 0 … nEstimators − 1 in this thread and in workers. Everybody takes the next tree that nobody has; as a
 * tree depends on its number alone, it does not matter who grows which. This thread never depends on a worker: one that
 * is slow to start finds nothing left to do, and the trees of one that dies are grown here.
 */
export function growWithWorkers(
  task: ForestTask,
  nEstimators: number,
  nJobs: number,
  onProgress?: OnProgress,
): GrownTree[] {
  const state = new Int32Array(new SharedArrayBuffer(16));
  const crew = workers(Math.min(nJobs, nEstimators) - 1);
  const ports = crew.map((worker) => {
    const { port1, port2 } = new MessageChannel();
    const job: WorkerJob = { task, nEstimators, state, port: port2 };
    worker.postMessage(job, [port2]);
    return port1;
  });
  const grown: (GrownTree | undefined)[] = new Array(nEstimators).fill(undefined);
  try {
    const grower = new ForestGrower(task);
    const { told, slowestTree } = growHere(grower, state, grown, onProgress);
    if (!waitForWorkers(state, Math.max(patienceInMs, 20 * slowestTree))) dismiss(crew);
    for (const port of ports) collect(port, grown);
    for (let tree = 0; tree < nEstimators; tree++) grown[tree] ??= grower.grow(tree);
    if (told < nEstimators) onProgress?.(nEstimators, nEstimators);
    return grown as GrownTree[];
  } finally {
    takeAll(state, nEstimators);
    for (const port of ports) port.close();
  }
}

/** @returns the number of trees last told to onProgress, and the longest time that a tree took, in ms */
function growHere(
  grower: ForestGrower,
  state: Int32Array,
  grown: (GrownTree | undefined)[],
  onProgress?: OnProgress,
): { told: number; slowestTree: number } {
  const nEstimators = grown.length;
  let told = 0;
  let slowestTree = 0;
  for (let tree = takeTree(state, nEstimators); tree >= 0; tree = takeTree(state, nEstimators)) {
    const start = performance.now();
    grown[tree] = grower.grow(tree);
    slowestTree = Math.max(slowestTree, performance.now() - start);
    told = Atomics.add(state, place.grown, 1) + 1;
    onProgress?.(told, nEstimators);
  }
  return { told, slowestTree };
}

/** Waits until no worker is at work. @returns false when nothing was heard for too long */
function waitForWorkers(state: Int32Array, patience: number): boolean {
  for (;;) {
    const heard = Atomics.load(state, place.news);
    if (Atomics.load(state, place.active) === 0) return true;
    if (Atomics.wait(state, place.news, heard, patience) === "timed-out") return false;
  }
}

function collect(port: MessagePort, grown: (GrownTree | undefined)[]): void {
  for (let message = receiveMessageOnPort(port); message !== undefined; message = receiveMessageOnPort(port)) {
    const news = message.message as WorkerNews;
    if ("error" in news) throw news.error;
    grown[news.tree] = news.grown;
  }
}
