import { checkNumber, checkOptionNames, InvalidParameterError, show } from "../core";
import { publish } from "./kernel-output";
import { readStatement } from "./prose";

/** A number that the report shows on its first page. */
export interface Headline {
  /** Name for programs: lower-case letters, digits and hyphens, such as "churn-rate". */
  readonly id: string;
  /** What the number is: "Share of clients who left". */
  readonly label: string;
  /** The number itself, or a word where the result is one. */
  readonly value: number | string;
  /** The value as a reader sees it: "26.5%". */
  readonly text: string;
  /** Lower and upper bound, in the unit of `value`. */
  readonly interval?: readonly [lower: number, upper: number];
}

/**
 * Shows a headline number, and publishes it for the report's first page.
 * @param item the number, its name and how it reads
 * @throws InvalidParameterError for a bad id, a value that is not finite, or bounds out of order
 * @example
 * ```ts
 * import { headline, percent } from "churnlab/notebook";
 *
 * headline({ id: "churn-rate", label: "Share of clients who left", value: 0.27, text: percent(0.27) }); // shows 27.0%
 * ```
 */
export function headline(item: Headline): void {
  checkOptionNames("headline", item, ["id", "label", "value", "text", "interval"]);
  if (typeof item.id !== "string" || !/^[a-z][a-z0-9-]*$/.test(item.id)) {
    throw new InvalidParameterError(
      `headline: id must be lower-case letters, digits and hyphens; got ${show(item.id)}`,
    );
  }
  if (typeof item.value !== "string") checkNumber("headline: value", item.value);
  if (item.interval !== undefined) {
    checkNumber("headline: interval[0]", item.interval[0]);
    checkNumber("headline: interval[1]", item.interval[1], { min: item.interval[0] });
  }
  const label = readStatement("headline: label", item.label);
  const text = readStatement("headline: text", item.text);
  publish({
    "application/vnd.churnlab.headline+json": { ...item, label, text },
    "text/markdown": `**${label}:** ${text}`,
    "text/plain": `${label}: ${text}`,
  });
}
