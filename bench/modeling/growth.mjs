import { median } from "../side-by-side/statistics.mjs";

export const SMALL_ROWS = 100_000;
export const LARGE_ROWS = 1_000_000;
/** Ten times the rows take ten times as long; trees also grow deeper: n · log n makes 12 of it. */
export const MOST_GROWTH = 12;
export const MOST_MEMORY = 4e9;

const WARM_UP_ROWS = 4000;

/** The fits that are to grow no faster than the rows; `isLong`: one round is enough at the large size. */
export const largeFits = [
  { label: "scaler and logistic regression", model: "logistic", peer: "scikit-learn, lbfgs" },
  { label: "random forest, 20 trees", model: "forest", peer: "scikit-learn", isLong: true },
  { label: "boosting, 20 iterations", model: "boosting", peer: "HistGradientBoosting" },
];

/**
 * Times a fit at both sizes, each in a fresh process, so that the peak of memory is its own. Sizes and sides take turns,
 * because other work on the machine would else be counted as growth.
 * @param {{ ours: () => Worker, theirs: () => Worker }} start starts a process of a side
 * @param {number} rounds odd
 */
export async function measureGrowth(start, fit, rounds) {
  const { model, isLong = false } = fit;
  const replies = { ours: { small: [], large: [] }, theirs: { small: [], large: [] } };
  for (let round = 0; round < rounds; round++) {
    const isLarge = !isLong || round === (rounds - 1) / 2;
    for (const side of ["ours", "theirs"]) {
      for (const [size, rows] of [["small", SMALL_ROWS], ...(isLarge ? [["large", LARGE_ROWS]] : [])]) {
        const reply = await fitInFreshProcess(start[side], model, rows);
        if (reply.missing !== undefined) return { fit, missing: reply.missing };
        replies[side][size].push(reply);
      }
    }
  }
  const both = ({ small, large }) => ({ small: medianOf(small), large: medianOf(large) });
  return { fit, ours: both(replies.ours), theirs: both(replies.theirs) };
}

function medianOf(replies) {
  const of = (name) => median(replies.map((reply) => reply[name]));
  const { levels } = replies[0].evidence;
  return { cpu: of("cpu"), wall: of("wall"), peak: Math.max(...replies.map(({ peak }) => peak)), levels };
}

async function fitInFreshProcess(start, model, rows) {
  const worker = start();
  try {
    const warm = await worker.ask({ task: "largeFit", options: { model, rows: WARM_UP_ROWS }, want: "time" });
    if (warm.missing !== undefined) return warm;
    return await worker.ask({ task: "largeFit", options: { model, rows }, want: "evidence" });
  } finally {
    worker.end();
  }
}
