import { formatNumber } from "../charts";
import type { OnProgress } from "../core";
import { type MimeBundle, publish, publishUpdatable, type UpdatableOutput } from "./kernel-output";

const leastMillisecondsBetween = 200;
const barLength = 20;

/**
 * Shows long work in the cell as a line that grows in place, and at the end says how much was done, without a time, so
 * that two runs show the same.
 * @param label what is being done: "Cross-validation"
 * @returns to be passed as `onProgress`
 * @example
 * ```ts
 * import { progress } from "churnlab/notebook";
 *
 * const onProgress = progress("Cross-validation");
 * onProgress(1, 2);
 * onProgress(2, 2); // shows Cross-validation
 * ```
 */
export function progress(label: string): OnProgress {
  let output: UpdatableOutput | null = null;
  let shownAt = Number.NEGATIVE_INFINITY;
  let finished = false;
  return (done, total) => {
    const isLast = done >= total;
    const now = performance.now();
    if (finished || (!isLast && now - shownAt < leastMillisecondsBetween)) return;
    shownAt = now;
    finished = isLast;
    const bundle = isLast
      ? line(`${label}: ${formatNumber(total)} of ${formatNumber(total)} done`)
      : bar(label, done, total);
    if (output !== null) output.update(bundle);
    else {
      output = publishUpdatable(bundle);
      // Without a kernel a line cannot grow: only the last one is worth printing.
      if (output === null && isLast) publish(bundle);
    }
  };
}

function bar(label: string, done: number, total: number): MimeBundle {
  const filled = Math.floor((barLength * done) / total);
  const drawn = "█".repeat(filled) + "░".repeat(barLength - filled);
  return line(`${label}: ${drawn} ${formatNumber(done)} of ${formatNumber(total)}`);
}

/** The second type tells the report that a line is about the work, not about the data: it leaves it out. */
function line(text: string): MimeBundle {
  return { "text/plain": text, "application/vnd.churnlab.progress+json": {} };
}
