// Runs in a worker thread: grows trees of the forests that it is told of, until all are taken.
import { parentPort } from "node:worker_threads";
import { ForestGrower, type GrownTree } from "./forest-task";
import { announce, place, takeTree, type WorkerJob } from "./shared-trees";

/** A tree that a worker has grown, or why it could not. */
export type WorkerNews = { readonly tree: number; readonly grown: GrownTree } | { readonly error: unknown };

parentPort?.on("message", (job: WorkerJob) => {
  announce(job.state, place.active, 1);
  try {
    growTrees(job);
  } catch (error) {
    job.port.postMessage({ error } satisfies WorkerNews);
  } finally {
    announce(job.state, place.active, -1);
  }
});

function growTrees({ task, nEstimators, state, port }: WorkerJob): void {
  let grower: ForestGrower | null = null;
  for (let tree = takeTree(state, nEstimators); tree >= 0; tree = takeTree(state, nEstimators)) {
    grower ??= new ForestGrower(task);
    const grown = grower.grow(tree);
    const { feature, threshold, right, cover } = grown.nodes;
    const moved = [feature, threshold, right, cover, grown.seen].map((array) => array.buffer as ArrayBuffer);
    port.postMessage({ tree, grown } satisfies WorkerNews, moved);
    announce(state, place.grown, 1);
  }
}
