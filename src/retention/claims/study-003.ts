import type { Claim } from "./claim";
import { adjustedOddsRatio, separability } from "./estimates";
import { judge } from "./evidence";

export const study003: readonly Claim[] = [
  {
    id: "003.1",
    statement: "Rare visits are a sign of leaving.",
    definition:
      "Churn of clients with at most one visit a week last month minus churn of the others, and the adjusted odds ratio of one more visit a week.",
    test: (context) => [
      judge(
        "churn difference",
        context.rateDifference(context.where((client) => client("Avg_class_frequency_current_month") <= 1)),
        { above: 0 },
      ),
      judge("adjusted odds ratio", adjustedOddsRatio("Avg_class_frequency_current_month", context), { below: 1 }),
    ],
  },
  {
    id: "003.2",
    statement: "A short contract is a sign of leaving.",
    definition:
      "Churn on one-month contracts minus churn on longer ones, and the adjusted odds ratio of one more month.",
    test: (context) => [
      judge("churn difference", context.rateDifference(context.where((client) => client("Contract_period") === 1)), {
        above: 0,
      }),
      judge("adjusted odds ratio", adjustedOddsRatio("Contract_period", context), { below: 1 }),
    ],
  },
  {
    id: "003.3",
    statement: "No group classes are a sign of leaving.",
    definition: "Churn without group classes minus churn with them, and the adjusted odds ratio of group classes.",
    test: (context) => [
      judge("churn difference", context.rateDifference(context.where((client) => client("Group_visits") === 0)), {
        above: 0,
      }),
      judge("adjusted odds ratio", adjustedOddsRatio("Group_visits", context), { below: 1 }),
    ],
  },
  {
    id: "003.4",
    statement: 'Not coming through "bring a friend" is a sign of leaving.',
    definition: "Churn without the promotion minus churn with it, and the adjusted odds ratio of the promotion.",
    test: (context) => [
      judge("churn difference", context.rateDifference(context.where((client) => client("Promo_friends") === 0)), {
        above: 0,
      }),
      judge("adjusted odds ratio", adjustedOddsRatio("Promo_friends", context), { below: 1 }),
    ],
  },
  {
    id: "003.5",
    statement: "Give bonuses for a filled-in profile (a phone on file goes with less churn).",
    definition: "Churn without a phone on file minus churn with one, and the adjusted odds ratio of a phone on file.",
    test: (context) => [
      judge("churn difference", context.rateDifference(context.where((client) => client("Phone") === 0)), { above: 0 }),
      judge("adjusted odds ratio", adjustedOddsRatio("Phone", context), { below: 1 }),
    ],
  },
  {
    id: "003.6",
    statement:
      "Make renewal offers when the contract runs out (months to the end matter beside the contract's length).",
    definition:
      "Share of the variance of the months to the end that the contract period explains: from 0.9 (a variance inflation of 10) the two cannot be told apart, so the claim holds only below it, and only when the churn difference by time left, within contracts longer than a month, is above zero.",
    test: (context) => {
      const long = context.where((client) => client("Contract_period") > 1);
      const ending = context.within(long, (client) => client("Month_to_end_contract") <= client("Contract_period") / 2);
      return [
        judge("variance in common", separability("Month_to_end_contract", "Contract_period", context), { below: 0.9 }),
        judge(
          "churn in the second half of a long contract against the first",
          context.rateDifference(ending, context.without(long, ending)),
          { above: 0 },
        ),
      ];
    },
  },
];
