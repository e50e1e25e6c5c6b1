import { publish } from "./kernel-output";
import { readStatement } from "./prose";

/**
 * Shows a finding as a callout, and publishes it for the report's summary.
 * @param text markdown of one or two sentences, with computed values only
 * @throws InvalidParameterError when there is no text, or it holds NaN or undefined
 * @example
 * ```ts
 * import { wilsonInterval } from "churnlab";
 * import { finding, percent } from "churnlab/notebook";
 *
 * const { estimate } = wilsonInterval(27, 100);
 * finding(`Of all clients, **${percent(estimate)}** left.`); // shows Of all clients, **27.0%** left.
 * ```
 */
export function finding(text: string): void {
  const statement = readStatement("finding", text);
  const quoted = `**Finding.** ${statement}`.split("\n").map((line) => `> ${line}`.trimEnd());
  publish({
    "application/vnd.churnlab.finding+json": { text: statement },
    "text/markdown": quoted.join("\n"),
    "text/plain": `Finding. ${statement}`,
  });
}
