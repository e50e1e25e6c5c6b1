import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";

/** Workers that wait for a next forest. They do not keep the process alive. */
const pool: Worker[] = [];

/** At most this many workers, started where there are fewer; no more than the machine has processors beside the caller's. */
export function workers(count: number): readonly Worker[] {
  const wanted = Math.min(count, Math.max(1, availableParallelism() - 1));
  while (pool.length < wanted) pool.push(startWorker());
  return pool.slice(0, wanted);
}

/** Gives up workers that do not answer. */
export function dismiss(lost: readonly Worker[]): void {
  for (const worker of lost) {
    forget(worker);
    void worker.terminate();
  }
}

function startWorker(): Worker {
  // Without the flags of this process: those of a notebook kernel preload code that is of no use in a worker.
  const worker = new Worker(join(__dirname, "forest-worker.js"), { execArgv: [], name: "churnlab forest" });
  worker.unref();
  // What a worker cannot do, the caller's thread does: see growWithWorkers.
  worker.on("error", () => forget(worker));
  worker.on("exit", () => forget(worker));
  return worker;
}

function forget(worker: Worker): void {
  const index = pool.indexOf(worker);
  if (index >= 0) pool.splice(index, 1);
}
