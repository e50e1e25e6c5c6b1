import type { Claim } from "./claim";
import { meanDifference, meanOf, shareOf } from "./estimates";
import { judge } from "./evidence";

const neverCame = (client: (column: string) => number) => client("Avg_class_frequency_total") === 0;

export const study001: readonly Claim[] = [
  {
    id: "001.1",
    statement: "403 of 4,000 clients bought a membership and never used it.",
    definition: "Share of clients with an overall visit frequency of zero; holds within a tenth of 403 / 4,000.",
    test: (context) => [
      judge("clients who never came", shareOf(context.everyone, neverCame, context), {
        above: (0.9 * 403) / 4000,
        below: (1.1 * 403) / 4000,
      }),
    ],
  },
  {
    id: "001.2",
    statement: "They are 40 % of all who left.",
    definition: "Share of clients who never came among those who left; holds between 35 % and 45 %.",
    test: (context) => [
      judge("never came, of those who left", shareOf(context.leavers, neverCame, context), {
        above: 0.35,
        below: 0.45,
      }),
    ],
  },
  {
    id: "001.3",
    statement: "Attendance peaks one month after the first visit.",
    definition:
      "Without dates only a cross-section can be tested: mean visits a week last month of clients in their month 1, minus the higher of the means in month 0 and in all later months; a peak is above zero.",
    test: (context) => {
      const first = context.where((client) => client("Lifetime") === 1);
      const before = context.where((client) => client("Lifetime") === 0);
      const after = context.where((client) => client("Lifetime") > 1);
      const column = "Avg_class_frequency_current_month";
      const differences = [before, after].map((others) => meanDifference(first, others, column, context));
      const [lowest] = differences.sort((a, b) => a.value - b.value);
      return [judge("month 1 − the higher of the others, visits a week", lowest, { above: 0 })];
    },
  },
  {
    id: "001.4",
    statement: "Most clients buy one month.",
    definition: "Share of clients with a contract of one month; holds above one half.",
    test: (context) => [
      judge(
        "one-month contracts",
        shareOf(context.everyone, (client) => client("Contract_period") === 1, context),
        { above: 0.5 },
      ),
    ],
  },
  {
    id: "001.5",
    statement: "Segments with high churn have a mean age of 27–30.",
    definition:
      "Mean age, in whole years, over the segments whose churn is clearly above the overall rate (the whole interval).",
    test: (context) => [
      judge("mean age", meanOf(context.highChurnSegments, "Age", context), { above: 26.5, below: 30.5 }),
    ],
  },
  {
    id: "001.6",
    statement: "Under half of their members have partner discounts.",
    definition: "Share of partner employees in the segments with high churn.",
    test: (context) => [
      judge(
        "partners",
        shareOf(context.highChurnSegments, (client) => client("Partner") === 1, context),
        { below: 0.5 },
      ),
    ],
  },
  {
    id: "001.7",
    statement:
      "There, those for whom location does not matter buy 1–6 months; those for whom it does, no more than one month.",
    definition:
      "In the segments with high churn: share with a contract of at most 6 months among clients from elsewhere, and of one month among clients from the district; a part holds above nine tenths.",
    test: (context) => {
      const near = context.within(context.highChurnSegments, (client) => client("Near_Location") === 1);
      const far = context.within(context.highChurnSegments, (client) => client("Near_Location") === 0);
      return [
        judge(
          "from elsewhere, at most 6 months",
          shareOf(far, (client) => client("Contract_period") <= 6, context),
          {
            above: 0.9,
          },
        ),
        judge(
          "from the district, one month",
          shareOf(near, (client) => client("Contract_period") === 1, context),
          {
            above: 0.9,
          },
        ),
      ];
    },
  },
  {
    id: "001.8",
    statement: "Their mean lifetime is 2–3 months.",
    definition: "Mean lifetime, in whole months, over the segments with high churn.",
    test: (context) => [
      judge("mean lifetime, months", meanOf(context.highChurnSegments, "Lifetime", context), {
        above: 1.5,
        below: 3.5,
      }),
    ],
  },
  {
    id: "001.9",
    statement: "They visit 1–3 times a week.",
    definition: "Mean overall visit frequency, in whole visits, over the segments with high churn.",
    test: (context) => [
      judge("visits a week", meanOf(context.highChurnSegments, "Avg_class_frequency_total", context), {
        above: 0.5,
        below: 3.5,
      }),
    ],
  },
  {
    id: "001.10",
    statement: "A partner discount goes with a longer contract and a longer lifetime.",
    definition: "Mean contract period and mean lifetime of partner employees minus those of the others.",
    test: (context) => {
      const partners = context.where((client) => client("Partner") === 1);
      const others = context.where((client) => client("Partner") === 0);
      return [
        judge("contract, months", meanDifference(partners, others, "Contract_period", context), { above: 0 }),
        judge("lifetime, months", meanDifference(partners, others, "Lifetime", context), { above: 0 }),
      ];
    },
  },
];
