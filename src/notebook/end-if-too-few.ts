import { checkInteger, checkOptionNames, type LabelsLike, toLabels } from "../core";
import { number, plural } from "./format";
import { publish } from "./kernel-output";

/** Options of {@link endIfTooFew}. */
export interface EndIfTooFewOptions {
  /** Fewest clients who left, and fewest who stayed, that the chapter can work with. Integer ≥ 1. Default: 30 */
  readonly least?: number;
}

/**
 * Ends a chapter that compares those who left with those who stayed where there are too few of either: it says so as a
 * finding, and the report leaves out the rest of the chapter instead of failing in it. In an editor the cells below can
 * still be run, each with its own error.
 * @param y churn labels
 * @returns whether the chapter ends here
 * @throws InvalidParameterError for other labels or a bad or unknown option
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { endIfTooFew } from "churnlab/notebook";
 *
 * assert.equal(endIfTooFew([0, 1, 0, 1], { least: 2 }), false);
 * assert.equal(endIfTooFew([0, 0, 0, 0]), true); // shows Too little data for this chapter
 * ```
 */
export function endIfTooFew(y: LabelsLike, options: EndIfTooFewOptions = {}): boolean {
  checkOptionNames("endIfTooFew", options, ["least"]);
  const least = checkInteger("least", options.least ?? 30, { min: 1 });
  const labels = toLabels(y);
  const left = labels.reduce((sum, label) => sum + label, 0);
  const stayed = labels.length - left;
  if (Math.min(left, stayed) >= least) return false;
  const text = `Too little data for this chapter: of ${plural(labels.length, "client")} ${counted(left)} left and
${counted(stayed)} stayed. It needs at least ${number(least)} of each to compare them, so it ends here and claims nothing.`;
  publish({
    "application/vnd.churnlab.finding+json": { text },
    "application/vnd.churnlab.end+json": {},
    "text/markdown": `> **Finding.** ${text.replace("\n", "\n> ")}`,
    "text/plain": `Finding. ${text}`,
  });
  return true;
}

function counted(count: number): string {
  return count === 0 ? "none" : number(count);
}
