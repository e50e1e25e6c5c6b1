import type { Claim } from "./claim";
import { meanDifference, meanOf, quantileOf, shareOf } from "./estimates";
import { judge } from "./evidence";

export const study004: readonly Claim[] = [
  {
    id: "004.1",
    statement: "People of 25–26 leave.",
    definition: "Churn at age 25–26 minus churn at other ages.",
    test: (context) => [
      judge(
        "churn difference",
        context.rateDifference(context.where((client) => client("Age") === 25 || client("Age") === 26)),
        { above: 0 },
      ),
    ],
  },
  {
    id: "004.2",
    statement: "Clients with contracts of 1–2 months leave.",
    definition: "Churn on contracts of at most 2 months minus churn on longer ones.",
    test: (context) => [
      judge("churn difference", context.rateDifference(context.where((client) => client("Contract_period") <= 2)), {
        above: 0,
      }),
    ],
  },
  {
    id: "004.3",
    statement: "Clients with 1–2 months left on the contract leave.",
    definition:
      "Churn with at most 2 months left minus churn with more; and the same within contracts longer than 2 months, where the time left is not the contract's length.",
    test: (context) => {
      const long = context.where((client) => client("Contract_period") > 2);
      const ending = context.within(long, (client) => client("Month_to_end_contract") <= 2);
      return [
        judge(
          "churn difference, all contracts",
          context.rateDifference(context.where((client) => client("Month_to_end_contract") <= 2)),
          { above: 0 },
        ),
        judge("churn difference, long contracts", context.rateDifference(ending, context.without(long, ending)), {
          above: 0,
        }),
      ];
    },
  },
  {
    id: "004.4",
    statement: '"Freeloaders" who came through a promotion leave.',
    definition: 'Churn of clients who came through "bring a friend" minus churn of the others (the opposite of 003.4).',
    test: (context) => [
      judge("churn difference", context.rateDifference(context.where((client) => client("Promo_friends") === 1)), {
        above: 0,
      }),
    ],
  },
  {
    id: "004.5",
    statement: "Those who do not use extra services leave.",
    definition: "Churn in the lowest fifth of extra charges minus churn of the others.",
    test: (context) => {
      const limit = quantileOf("Avg_additional_charges_total", 0.2, context);
      return [
        judge(
          "churn difference",
          context.rateDifference(context.where((client) => client("Avg_additional_charges_total") <= limit)),
          { above: 0 },
        ),
      ];
    },
  },
  {
    id: "004.6",
    statement: "In the segment that leaves most the mean age is 26–28.",
    definition: "Mean age, in whole years, in the segment with the highest churn.",
    test: (context) => [judge("mean age", meanOf(context.worstSegment, "Age", context), { above: 25.5, below: 28.5 })],
  },
  {
    id: "004.7",
    statement: "It has the lowest extra spending.",
    definition: "Mean extra charges there minus those of the segment that spends least among the others.",
    test: (context) => {
      const rival = context.lowestOtherSegment("Avg_additional_charges_total");
      return [
        judge(
          "difference to the next lowest",
          meanDifference(context.worstSegment, rival, "Avg_additional_charges_total", context),
          { below: 0 },
        ),
      ];
    },
  },
  {
    id: "004.8",
    statement: "Its contracts are a couple of months at most.",
    definition:
      "Mean contract period there in whole months, at most 2; and share of contracts of at most 2 months, which holds above nine tenths.",
    test: (context) => [
      judge("mean contract, months", meanOf(context.worstSegment, "Contract_period", context), { below: 2.5 }),
      judge(
        "at most 2 months",
        shareOf(context.worstSegment, (client) => client("Contract_period") <= 2, context),
        {
          above: 0.9,
        },
      ),
    ],
  },
  {
    id: "004.9",
    statement: "There, neither a friend's invitation nor a partner's discount holds people.",
    definition:
      "Within the segment with the highest churn: churn with the invitation minus churn without, and the same for partners; a part holds when the difference is above −5 points.",
    test: (context) =>
      (["Promo_friends", "Partner"] as const).map((column) => {
        const having = context.within(context.worstSegment, (client) => client(column) === 1);
        const difference = context.rateDifference(having, context.without(context.worstSegment, having));
        return judge(column === "Partner" ? "partners" : "invited by a friend", difference, { above: -0.05 });
      }),
  },
  {
    id: "004.10",
    statement: "The other segments leave little, are older, live or work nearby and visit more.",
    definition:
      "Everyone outside the segment with the highest churn: churn below the overall rate; mean age, share from the district and visits a week above that segment's.",
    test: (context) => {
      const others = context.without(context.everyone, context.worstSegment);
      const above = (what: string, column: string) =>
        judge(what, meanDifference(others, context.worstSegment, column, context), { above: 0 });
      return [
        judge(
          "churn",
          shareOf(others, (client) => client("Churn") === 1, context),
          { below: context.churnRate },
        ),
        above("age, years", "Age"),
        above("share from the district", "Near_Location"),
        above("visits a week", "Avg_class_frequency_total"),
      ];
    },
  },
];
