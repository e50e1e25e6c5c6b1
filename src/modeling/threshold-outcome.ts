import type { CampaignAssumptions } from "./threshold-by-cost";

/** What contacting everyone at or above a threshold came to. */
export interface ThresholdOutcome {
  /** Clients that the threshold was applied to. */
  readonly nClients: number;
  /** Clients with P(churn) ≥ threshold. */
  readonly nContacted: number;
  /** Contacted clients who left. */
  readonly nFound: number;
  /** Clients who left, contacted or not. */
  readonly nLeft: number;
  /** nFound / nContacted; NaN when nobody is contacted. */
  readonly precision: number;
  /** nFound / nLeft; NaN when nobody left. */
  readonly recall: number;
  /** Expected profit, nFound · successRate · valueOfSavedClient − nContacted · costOfContact; null without assumptions. */
  readonly profit: number | null;
  /** profit / nClients, comparable between sets of other sizes; null without assumptions. */
  readonly profitPerClient: number | null;
}

/** Applies a threshold. */
export function outcomeAt(
  threshold: number,
  labels: Uint8Array,
  p: Float64Array,
  assumptions: CampaignAssumptions | null,
): ThresholdOutcome {
  let nContacted = 0;
  let nFound = 0;
  let nLeft = 0;
  for (let index = 0; index < labels.length; index++) {
    nLeft += labels[index];
    if (p[index] < threshold) continue;
    nContacted++;
    nFound += labels[index];
  }
  return outcomeOf({ nClients: labels.length, nContacted, nFound, nLeft }, assumptions);
}

/** One outcome of all the clients of several. */
export function poolOutcomes(
  outcomes: readonly ThresholdOutcome[],
  assumptions: CampaignAssumptions | null,
): ThresholdOutcome {
  const total = (count: (outcome: ThresholdOutcome) => number) => outcomes.reduce((sum, each) => sum + count(each), 0);
  return outcomeOf(
    {
      nClients: total(({ nClients }) => nClients),
      nContacted: total(({ nContacted }) => nContacted),
      nFound: total(({ nFound }) => nFound),
      nLeft: total(({ nLeft }) => nLeft),
    },
    assumptions,
  );
}

type Counts = Pick<ThresholdOutcome, "nClients" | "nContacted" | "nFound" | "nLeft">;

function outcomeOf(counts: Counts, assumptions: CampaignAssumptions | null): ThresholdOutcome {
  const { nClients, nContacted, nFound, nLeft } = counts;
  const profit = assumptions === null ? null : profitOf(nFound, nContacted, assumptions);
  return {
    ...counts,
    precision: nFound / nContacted,
    recall: nFound / nLeft,
    profit,
    profitPerClient: profit === null ? null : profit / nClients,
  };
}

function profitOf(nFound: number, nContacted: number, campaign: CampaignAssumptions): number {
  return nFound * campaign.successRate * campaign.valueOfSavedClient - nContacted * campaign.costOfContact;
}
