import type { Claim } from "./claim";
import { aucOf, value } from "./estimates";
import { judge } from "./evidence";

/** Study 000 states the data and the tasks; its claims are what the tasks take for granted. */
export const study000: readonly Claim[] = [
  {
    id: "000.1",
    statement: "Contract periods are one month, six months and a year.",
    definition: "Share of clients whose contract period is 1, 6 or 12 months; holds when there is no other period.",
    test: (context) => {
      const others = context.where((client) => ![1, 6, 12].includes(client("Contract_period")));
      const share = value(1 - others.length / context.nClients, context.nClients, "share");
      return [judge("clients with a period of 1, 6 or 12 months", share, { above: 1 })];
    },
  },
  {
    id: "000.2",
    statement: "Churn can be forecast for each client.",
    definition:
      "ROC AUC of out-of-fold forecasts with a bootstrap interval; holds from 0.8 (excellent discrimination by Hosmer and Lemeshow).",
    test: (context) => [judge("ROC AUC", aucOf(context), { above: 0.8 })],
  },
  {
    id: "000.3",
    statement: "Several vivid client groups exist.",
    definition:
      "Three parts for the k-means segments: mean silhouette at least 0.25 (the lower limit of structure by Kaufman and Rousseeuw), mean adjusted Rand index over resamples at least 0.8, and churn in the segment that leaves most at least 20 points above the rest.",
    test: (context) => [
      judge("mean silhouette", value(context.segments.silhouette, context.nClients, "mean"), { above: 0.25 }),
      judge("stability (adjusted Rand)", value(context.segments.stability, context.nClients, "mean"), { above: 0.8 }),
      judge("churn of the worst segment against the rest", context.rateDifference(context.worstSegment), {
        above: 0.2,
      }),
    ],
  },
  {
    id: "000.4",
    statement: "The features describe the month before the check.",
    definition: "Needs the dates of visits and of the check.",
    test: () => ({ reason: "the file has no dates" }),
  },
];
