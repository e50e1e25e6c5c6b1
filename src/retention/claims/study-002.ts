import type { Claim } from "./claim";
import { adjustedOddsRatio, meanDifference } from "./estimates";
import { judge } from "./evidence";

/** "Segments with higher churn have a lower …": one claim a column. */
const lowerInHighChurn: readonly (readonly [id: string, column: string, words: string])[] = [
  ["002.1", "Avg_additional_charges_total", "extra revenue"],
  ["002.2", "Avg_class_frequency_total", "overall visit frequency"],
  ["002.3", "Promo_friends", 'share of "bring a friend"'],
  ["002.4", "Avg_class_frequency_current_month", "visit frequency last month"],
  ["002.5", "Lifetime", "lifetime"],
  ["002.6", "Age", "age"],
  ["002.7", "Group_visits", "share in group classes"],
];

/** Recommendations: is the thing associated with less churn, all else equal? */
const goesWithLessChurn: readonly (readonly [id: string, column: string, step: string, statement: string])[] = [
  ["002.8", "Promo_friends", "", 'Go on with "bring a friend".'],
  ["002.9", "Group_visits", "", "Hold introductory and more frequent group classes."],
  ["002.10", "Avg_additional_charges_total", " for 100 more units of money", "Offer more extra services."],
];

export const study002: readonly Claim[] = [
  ...lowerInHighChurn.map(
    ([id, column, words]): Claim => ({
      id,
      statement: `Segments with higher churn have a lower ${words}.`,
      definition:
        "Mean over the segments with churn clearly above the overall rate (the whole interval) minus the mean over the other segments.",
      test: (context) => [
        judge("difference", meanDifference(context.highChurnSegments, context.otherSegments, column, context), {
          below: 0,
        }),
      ],
    }),
  ),
  ...goesWithLessChurn.map(
    ([id, column, step, statement]): Claim => ({
      id,
      statement,
      definition: `Odds ratio of churn${step}, adjusted for the other features; holds below 1. An association: no campaign was recorded.`,
      test: (context) => [judge("adjusted odds ratio", adjustedOddsRatio(column, context), { below: 1 })],
    }),
  ),
];
