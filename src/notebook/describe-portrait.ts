import type { ClusterPortrait, ProfileEntry } from "../clustering";
import { clientSchema } from "../data";
import { interval, list, number, percent, plural } from "./format";

/** What a portrait must hold to be put into words. */
export type DescribablePortrait = Pick<
  ClusterPortrait,
  "name" | "size" | "share" | "churnRate" | "churnInterval" | "shareOfChurn" | "profile"
>;

/**
 * A portrait in words, as markdown: how many clients, how many left, and the features that set it apart most, in their
 * own units beside all clients: "**New, rare visits**: 1,238 clients (31.0% of all). 52.3% left (49.6% to 55.1%), which
 * is 61.1% of all who left. Months since the first contact 1.9 months (all clients 3.7), …"
 * @param portrait as `describeClusters` returns it
 * @param nFeatures how many features are named, at least 1. Default 3
 * @returns markdown on one line
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { describeClusters } from "churnlab";
 * import { describePortrait } from "churnlab/notebook";
 *
 * const X = [[20, 1], [22, 2], [50, 9], [54, 9]];
 * const vocabulary = { x0: { low: "Young", high: "Older" }, x1: null };
 * const [first] = describeClusters(X, [0, 0, 1, 1], [1, 0, 0, 0], { vocabulary });
 * assert.match(describePortrait(first, 1), /^\*\*Young\*\*: 2 clients \(50\.0% of all\)/);
 * ```
 */
export function describePortrait(portrait: DescribablePortrait, nFeatures = 3): string {
  const { name, size, share, churnRate, churnInterval, shareOfChurn, profile } = portrait;
  const telling = profile.filter(({ standardizedDifference }) => standardizedDifference !== 0).slice(0, nFeatures);
  const differs =
    telling.length === 0 ? "It does not differ from all clients." : `${capital(list(telling.map(besideAll)))}.`;
  return (
    `**${capital(name)}**: ${plural(size, "client")} (${percent(share)} of all). ` +
    `${percent(churnRate)} left (${interval(churnInterval, percent)}), which is ${percent(shareOfChurn)} of all who left. ` +
    differs
  );
}

function besideAll({ feature, mean, overallMean }: ProfileEntry): string {
  const spec = clientSchema.find(({ name }) => name === feature);
  if (spec?.kind === "binary")
    return `${lower(spec.label)}: ${percent(mean, 0)} (all clients ${percent(overallMean, 0)})`;
  const digits = Math.abs(overallMean) >= 100 ? 0 : 1;
  return `${lower(spec?.label ?? feature)}: ${number(mean, digits)} (all clients ${number(overallMean, digits)})`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
