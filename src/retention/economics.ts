import { checkNumber, InvalidParameterError } from "../core";
import { measures } from "./measures";
import { toProbabilities } from "./probabilities";

/** Share of leavers whom a contact keeps: pessimistic, expected, optimistic; each in [0, 1]. */
export interface KeptShare {
  /** The share at worst. */
  readonly low: number;
  /** The share to reckon with. */
  readonly expected: number;
  /** The share at best. */
  readonly high: number;
}

/** Editable assumptions of a scenario. None of them was measured: the data record no treatment. */
export interface Assumptions {
  /** Value of keeping one client who would have left, in months of membership fee. Default 6. */
  readonly valueOfKeptClient: number;
  /** Share of leavers whom a contact keeps, of a measure that `keptShareOf` does not name. */
  readonly keptShare: KeptShare;
  /** The same for single measures, by their ids. Default: none. */
  readonly keptShareOf?: Readonly<Record<string, KeptShare>>;
}

/**
 * The study's assumptions: a kept client pays for six more months; a contact keeps 10 % (5–20 %) of the leavers, a
 * message or a point on a card fewer, a lower price more.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { breakEvenProbability, defaultAssumptions } from "churnlab";
 *
 * const bold = { ...defaultAssumptions, valueOfKeptClient: 12 };
 * assert.equal(defaultAssumptions.valueOfKeptClient, 6);
 * assert.equal(breakEvenProbability(0.3, bold), breakEvenProbability(0.3) / 2);
 * ```
 */
export const defaultAssumptions: Assumptions = {
  valueOfKeptClient: 6,
  keptShare: { low: 0.05, expected: 0.1, high: 0.2 },
  keptShareOf: {
    reminders: { low: 0.01, expected: 0.03, high: 0.06 },
    progress: { low: 0.01, expected: 0.03, high: 0.06 },
    "profile-bonus": { low: 0, expected: 0.02, high: 0.05 },
    "visit-bonuses": { low: 0.02, expected: 0.06, high: 0.12 },
    "extra-services": { low: 0.01, expected: 0.04, high: 0.1 },
    "group-classes": { low: 0.03, expected: 0.07, high: 0.15 },
    "partner-network": { low: 0.02, expected: 0.05, high: 0.12 },
    renewal: { low: 0.08, expected: 0.15, high: 0.3 },
    "longer-contract": { low: 0.1, expected: 0.2, high: 0.35 },
  },
};

/**
 * The assumptions as they hold for one measure: its own kept share where there is one.
 * @param measureId the measure's id; one that `keptShareOf` does not name has the common share
 * @param assumptions default {@link defaultAssumptions}
 * @returns assumptions whose `keptShare` is the measure's
 * @throws InvalidParameterError when `keptShareOf` names no known measure
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { assumptionsFor, defaultAssumptions } from "churnlab";
 *
 * const keptShareOf = { survey: { low: 0, expected: 0.5, high: 1 } };
 * const assumptions = { ...defaultAssumptions, keptShareOf };
 * assert.equal(assumptionsFor("survey", assumptions).keptShare.expected, 0.5);
 * assert.equal(assumptionsFor("renewal", assumptions).keptShare.expected, 0.1);
 * ```
 */
export function assumptionsFor(measureId: string, assumptions: Assumptions = defaultAssumptions): Assumptions {
  const { keptShareOf = {}, ...common } = assumptions;
  for (const id of Object.keys(keptShareOf)) {
    if (measures.some((measure) => measure.id === id)) continue;
    throw new InvalidParameterError(
      `keptShareOf must name measures (${measures.map((measure) => measure.id).join(", ")}); got "${id}"`,
    );
  }
  return Object.hasOwn(keptShareOf, measureId) ? { ...common, keptShare: keptShareOf[measureId] } : common;
}

/** What contacting a group is worth under the assumptions, in months of membership fee. */
export interface ScenarioValue {
  /** Clients contacted */
  readonly nContacted: number;
  /** Sum of the forecast probabilities: leavers to be expected without the measure. */
  readonly expectedLeavers: number;
  /** Of all contacts, in months of membership fee */
  readonly cost: number;
  /** Net value when a contact keeps the pessimistic share */
  readonly low: number;
  /** Net value when a contact keeps the expected share */
  readonly expected: number;
  /** Net value when a contact keeps the optimistic share */
  readonly high: number;
  /** The kept share from which the contacts pay: cost / (leavers · value of a kept client); NaN without leavers. */
  readonly breakEvenShare: number;
}

/**
 * Net value of contacting a group: Σ p · kept share · value of a kept client − n · cost of a contact.
 * A scenario, not an estimate of effect.
 * @param probabilities forecast churn of each contacted client, each in [0, 1]
 * @param costOfContact in months of membership fee, ≥ 0
 * @param assumptions default {@link defaultAssumptions}
 * @returns leavers as a number of clients; cost and values in months of membership fee; the kept share from which it pays
 * @throws InvalidParameterError for a probability, a cost or an assumption out of its range
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { scenarioValue } from "churnlab";
 *
 * const { cost, expected, expectedLeavers } = scenarioValue([0.5, 0.5, 1], 0.1);
 * assert.equal(expectedLeavers, 2);
 * assert.equal(cost.toFixed(6), "0.300000");
 * assert.equal(expected.toFixed(6), "0.900000"); // 2 leavers · 10 % · 6 months − the cost
 * ```
 */
export function scenarioValue(
  probabilities: ArrayLike<number>,
  costOfContact: number,
  assumptions: Assumptions = defaultAssumptions,
): ScenarioValue {
  const p = toProbabilities(probabilities, undefined, "probabilities");
  checkNumber("costOfContact", costOfContact, { min: 0 });
  checkNumber("valueOfKeptClient", assumptions.valueOfKeptClient, { min: 0 });
  const { low, expected, high } = assumptions.keptShare;
  for (const [name, share] of Object.entries({ low, expected, high })) {
    checkNumber(`keptShare.${name}`, share, { min: 0, max: 1 });
  }
  const expectedLeavers = p.reduce((sum, probability) => sum + probability, 0);
  const cost = p.length * costOfContact;
  const net = (keptShare: number) => expectedLeavers * keptShare * assumptions.valueOfKeptClient - cost;
  const worth = expectedLeavers * assumptions.valueOfKeptClient;
  return {
    nContacted: p.length,
    expectedLeavers,
    cost,
    low: net(low),
    expected: net(expected),
    high: net(high),
    breakEvenShare: worth > 0 ? cost / worth : Number.NaN,
  };
}

/**
 * The probability of churn from which a contact pays: cost / (kept share · value of a kept client).
 * Above 1 nobody is worth the contact under these assumptions.
 * @param costOfContact in months of membership fee, ≥ 0
 * @param assumptions default {@link defaultAssumptions}
 * @returns a probability ≥ 0, above 1 where no contact pays
 * @throws InvalidParameterError when a number breaks its rule
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { breakEvenProbability } from "churnlab";
 *
 * assert.equal(breakEvenProbability(0.3).toFixed(6), "0.500000"); // 0.3 / (10 % · 6 months)
 * ```
 */
export function breakEvenProbability(costOfContact: number, assumptions: Assumptions = defaultAssumptions): number {
  checkNumber("costOfContact", costOfContact, { min: 0 });
  return costOfContact / (assumptions.keptShare.expected * assumptions.valueOfKeptClient);
}
