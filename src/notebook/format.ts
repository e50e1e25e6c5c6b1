import { formatNumber, formatPercent } from "../charts";

/**
 * A share in [0, 1] as a percentage: `percent(0.26525)` → "26.5%". "n/a" for NaN.
 * @param share a number, in [0, 1] as a rule
 * @param digits decimals; default 1
 * @returns text such as "26.5%"
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { percent } from "churnlab/notebook";
 *
 * assert.equal(percent(0.26525), "26.5%");
 * assert.equal(percent(0.26525, 2), "26.52%");
 * ```
 */
export function percent(share: number, digits = 1): string {
  return formatPercent(share, digits);
}

/**
 * A number for prose: `number(4000)` → "4,000", `number(0.97631)` → "0.976", `number(2.5, 2)` → "2.50".
 * @param value any number; "n/a" for NaN
 * @param digits decimals; default: none for whole numbers, else enough for three significant digits
 * @returns text with a comma every three digits
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { number } from "churnlab/notebook";
 *
 * assert.equal(number(4000), "4,000");
 * assert.equal(number(0.97631), "0.976");
 * assert.equal(number(2.5, 2), "2.50");
 * ```
 */
export function number(value: number, digits?: number): string {
  return formatNumber(value, digits);
}

/** Bounds as a pair or as a record of statistics. */
export type Bounds =
  | readonly [lower: number, upper: number]
  | {
      /** Lower bound. */
      readonly lower: number;
      /** Upper bound. */
      readonly upper: number;
    };

/**
 * Two bounds: `interval([0.25, 0.28], percent)` → "25.0% to 28.0%". Default format: {@link number}.
 * @param bounds lower and upper bound, as a pair or as a record of statistics
 * @returns text such as "25.0% to 28.0%"
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { wilsonInterval } from "churnlab";
 * import { interval, percent } from "churnlab/notebook";
 *
 * assert.equal(interval([0.25, 0.28], percent), "25.0% to 28.0%");
 * assert.equal(interval(wilsonInterval(27, 100), percent), "19.3% to 36.4%");
 * ```
 */
export function interval(bounds: Bounds, format: (value: number) => string = (value) => number(value)): string {
  const [lower, upper] = "lower" in bounds ? [bounds.lower, bounds.upper] : bounds;
  return `${format(lower)} to ${format(upper)}`;
}

/**
 * A p-value for prose: "p < 0.001", "p = 0.012", "p = 0.43".
 * @param p in [0, 1]; NaN reads "p = n/a"
 * @returns text such as "p = 0.012"
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { pValue } from "churnlab/notebook";
 *
 * assert.equal(pValue(0.0312), "p = 0.031");
 * assert.equal(pValue(1e-9), "p < 0.001");
 * ```
 */
export function pValue(p: number): string {
  if (!(p >= 0 && p <= 1)) return "p = n/a";
  if (p < 0.001) return "p < 0.001";
  return `p = ${p.toFixed(p < 0.1 ? 3 : 2)}`;
}

/**
 * A count and its noun: `plural(1, "client")` → "1 client", `plural(4000, "client")` → "4,000 clients".
 * @param count an integer ≥ 0
 * @param nouns the noun for any other count than 1; default: with an s
 * @returns the count with a comma every three digits, and the noun
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { plural } from "churnlab/notebook";
 *
 * assert.equal(plural(1, "client"), "1 client");
 * assert.equal(plural(4000, "client"), "4,000 clients");
 * assert.equal(plural(2, "person", "people"), "2 people");
 * ```
 */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${number(count)} ${count === 1 ? noun : nouns}`;
}

/**
 * A count in the middle of a sentence: `countOrNone(0)` → "none", `countOrNone(3)` → "3".
 * @param count an integer ≥ 0
 * @returns "none" or the number
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { countOrNone } from "churnlab/notebook";
 *
 * assert.equal(`There are ${countOrNone(0)}.`, "There are none.");
 * assert.equal(countOrNone(3), "3");
 * ```
 */
export function countOrNone(count: number): string {
  return count === 0 ? "none" : number(count);
}

/**
 * Words in a row: "a", "a and b", "a, b and c". "none" for no words.
 * @param words any number of them
 * @param conjunction between the last two; default "and"
 * @returns the words in one text
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { list } from "churnlab/notebook";
 *
 * assert.equal(list(["age", "lifetime", "visits"]), "age, lifetime and visits");
 * assert.equal(list([]), "none");
 * ```
 */
export function list(words: readonly string[], conjunction = "and"): string {
  if (words.length === 0) return "none";
  if (words.length === 1) return words[0];
  return `${words.slice(0, -1).join(", ")} ${conjunction} ${words[words.length - 1]}`;
}
