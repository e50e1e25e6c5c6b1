import { LARGE_ROWS } from "./comparisons.mjs";

const WARD_ROWS = 20_000;

/** What may not take more memory than `most` bytes; each runs once, in a process of its own. */
export const memoryChecks = [
  { label: "Ward linkage", rows: WARD_ROWS, most: 300e6, ask: ["linkage", { method: "ward", rows: WARD_ROWS }] },
  { label: "mini-batch k-means", rows: LARGE_ROWS, most: 3e9, ask: ["miniBatch"] },
  ...["StandardScaler", "RobustScaler", "MinMaxScaler", "KBinsDiscretizer"].map((name) => ({
    ...{ label: name, rows: LARGE_ROWS, most: 3e9, ask: ["transformer", { name }] },
  })),
];

/**
 * The peak of memory of both sides, in fresh processes.
 * @param {{ ours: () => Worker, theirs: () => Worker }} start starts a process of a side
 */
export async function measureMemory(start, check) {
  return { check, ours: await runAlone(start.ours, check), theirs: await runAlone(start.theirs, check) };
}

async function runAlone(start, { ask: [task, options] }) {
  const worker = start();
  try {
    return await worker.ask({ task, options, want: "time" });
  } finally {
    worker.end();
  }
}
