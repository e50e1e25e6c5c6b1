import { ChurnlabError } from "../../core";

/**
 * A candidate of a search failed: the message names its options, where, and what went wrong.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { CandidateError, GridSearch, LogisticRegression, StratifiedKFold } from "churnlab";
 * import type { LogisticRegressionOptions } from "churnlab";
 *
 * const build = (options: LogisticRegressionOptions) => new LogisticRegression(options);
 * const cv = new StratifiedKFold({ nSplits: 2, seed: 1 });
 * assert.throws(() => new GridSearch({ build, grid: { C: [1, -1] }, cv }), CandidateError); // C must be above 0
 * ```
 */
export class CandidateError extends ChurnlabError {
  /**
   * @param candidate the options that failed
   * @param cause the error that was thrown
   */
  constructor(
    readonly candidate: object,
    where: string,
    override readonly cause: unknown,
  ) {
    super(`candidate ${describeOptions(candidate)} failed ${where}: ${cause instanceof Error ? cause.message : cause}`);
  }
}

/** Options as a message shows them. */
export function describeOptions(options: object): string {
  const parts = Object.entries(options).map(([name, value]) => `${name}: ${describeValue(value)}`);
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

function describeValue(value: unknown): string {
  if (typeof value === "function") return value.name === "" ? "a function" : value.name;
  if (typeof value === "number") return String(value);
  const text = JSON.stringify(value);
  if (text === undefined) return String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
