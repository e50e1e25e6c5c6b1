import { InvalidParameterError, show } from "../core";

/** What one column of a client file holds. */
export interface ColumnSpec {
  /** The column's name in the file. */
  readonly name: string;
  /** The name in plain words, for tables and charts. */
  readonly label: string;
  /** The unit in plain words, or null for yes/no columns. */
  readonly unit: string | null;
  /** binary: 0 or 1; integer: a whole number (5 and 5.0 are the same); number: any finite number. */
  readonly kind: "binary" | "integer" | "number";
  /** Smallest value that passes validation. */
  readonly min: number;
  /** Largest value that passes validation; Infinity where there is no sensible bound. */
  readonly max: number;
  /** Why the bounds are where they are, or null for 0/1 columns. */
  readonly rangeReason: string | null;
  /** Digits after the decimal point in the simulated sample. */
  readonly decimals: number;
  /** What the value says about a client. */
  readonly meaning: string;
  /** Is the value known when the forecast is made, before the month in which the client leaves or stays? */
  readonly known: "yes" | "partly" | "no";
  /** Why it is known, or what stands in the way. */
  readonly knownReason: string;
}

const binary = { unit: null, kind: "binary", min: 0, max: 1, rangeReason: null, decimals: 0 } as const;
const integer = { kind: "integer", decimals: 0 } as const;
const visits = {
  unit: "visits a week",
  kind: "number",
  min: 0,
  max: 14,
  rangeReason: "two visits on every day of the week; more is likely another unit, such as visits a month",
  decimals: 3,
} as const;

/**
 * The 14 columns of a client file, in file order: 13 features and the label.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { clientSchema } from "churnlab";
 *
 * const units = new Map(clientSchema.map(({ name, unit }) => [name, unit]));
 * assert.equal(clientSchema.length, 14);
 * assert.equal(units.get("Lifetime"), "months");
 * ```
 */
export const clientSchema: readonly ColumnSpec[] = [
  {
    ...binary,
    name: "gender",
    label: "Gender",
    meaning: "sex of the client; the source does not say which code is which",
    known: "yes",
    knownReason: "part of the profile",
  },
  {
    ...binary,
    name: "Near_Location",
    label: "Lives or works nearby",
    meaning: "1 if the client lives or works in the district of the centre",
    known: "yes",
    knownReason: "part of the profile",
  },
  {
    ...binary,
    name: "Partner",
    label: "Employee of a partner company",
    meaning: "1 if the client works for a partner company and may get its discount",
    known: "yes",
    knownReason: "part of the profile",
  },
  {
    ...binary,
    name: "Promo_friends",
    label: "Came through a friend",
    meaning: "1 if the client first signed up with a friend's promo code (“bring a friend”)",
    known: "yes",
    knownReason: "fixed at the first sign-up",
  },
  {
    ...binary,
    name: "Phone",
    label: "Phone on file",
    meaning: "1 if the centre has a contact phone of the client",
    known: "yes",
    knownReason: "part of the profile",
  },
  {
    ...integer,
    name: "Contract_period",
    label: "Length of the contract",
    unit: "months",
    min: 1,
    max: 60,
    rangeReason: "at least a month; five years is longer than any contract on sale",
    meaning: "length of the current contract; 1, 6 or 12 months in the source network",
    known: "yes",
    knownReason: "agreed when the contract is signed",
  },
  {
    ...binary,
    name: "Group_visits",
    label: "Attends group classes",
    meaning: "1 if the client attends group classes",
    known: "yes",
    knownReason: "seen from the visits of the months before",
  },
  {
    ...integer,
    name: "Age",
    label: "Age",
    unit: "years",
    min: 10,
    max: 110,
    rangeReason: "from the youngest members of a junior programme to the longest human lives",
    meaning: "age of the client",
    known: "yes",
    knownReason: "part of the profile",
  },
  {
    name: "Avg_additional_charges_total",
    label: "Spending on other services",
    unit: "units of money",
    kind: "number",
    min: 0,
    max: Number.POSITIVE_INFINITY,
    rangeReason: "revenue is not negative; the currency is not known, so there is no upper bound",
    decimals: 2,
    meaning: "total revenue from the client's other purchases: café, sports goods, cosmetics and massage salon",
    known: "yes",
    knownReason: "summed from purchases before the month of the check",
  },
  {
    ...integer,
    name: "Month_to_end_contract",
    label: "Months to the end of the contract",
    unit: "months",
    min: 0,
    max: 60,
    rangeReason: "no longer than the contract itself",
    decimals: 1,
    meaning: "time left on the current contract",
    known: "partly",
    knownReason:
      "any contract system knows it, but the file has no dates: a count taken after a renewal already holds part of the outcome",
  },
  {
    ...integer,
    name: "Lifetime",
    label: "Months since the first contact",
    unit: "months",
    min: 0,
    max: 600,
    rangeReason: "fifty years",
    meaning: "time since the client first came to the centre",
    known: "partly",
    knownReason:
      "known on any day, but the file has no dates: it counts up to the check only if those who left were counted up to the same day as those who stayed",
  },
  {
    ...visits,
    name: "Avg_class_frequency_total",
    label: "Visits a week since the contract began",
    meaning: "mean number of visits a week since the current contract began",
    known: "yes",
    knownReason: "counted at the door over the months before; the last of them weighs in it too",
  },
  {
    ...visits,
    name: "Avg_class_frequency_current_month",
    label: "Visits a week last month",
    meaning: "mean number of visits a week over the previous month",
    known: "partly",
    knownReason:
      "complete only when that month is over, and a client whose mind is made up already comes less often: it is close to the label",
  },
  {
    ...binary,
    name: "Churn",
    label: "Left",
    meaning: "1 if the client left in the month of the check",
    known: "no",
    knownReason: "it is what the forecast is about",
  },
];

/**
 * Name of the label column.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { targetName } from "churnlab";
 *
 * assert.equal(targetName, "Churn");
 * ```
 */
export const targetName = "Churn";

/**
 * Names of the 13 features, in file order.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { featureNames, targetName } from "churnlab";
 *
 * assert.equal(featureNames.length, 13);
 * assert.equal(featureNames.includes(targetName), false);
 * ```
 */
export const featureNames: readonly string[] = clientSchema
  .map(({ name }) => name)
  .filter((name) => name !== targetName);

/**
 * The plain-word name of every column by its name in the file, for tables and charts.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { columnLabels } from "churnlab";
 *
 * assert.equal(columnLabels["Contract_period"], "Length of the contract");
 * ```
 */
export const columnLabels: Readonly<Record<string, string>> = Object.fromEntries(
  clientSchema.map(({ name, label }) => [name, label]),
);

/**
 * The description of one column.
 * @param name as in the file, such as "Contract_period"
 * @returns the column's meaning, unit, kind and range
 * @throws InvalidParameterError for a name that is not in the schema
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { columnSpec } from "churnlab";
 *
 * const { unit, kind, known } = columnSpec("Age");
 * assert.deepEqual([unit, kind, known], ["years", "integer", "yes"]);
 * ```
 */
export function columnSpec(name: string): ColumnSpec {
  const spec = clientSchema.find((candidate) => candidate.name === name);
  if (spec === undefined) {
    throw new InvalidParameterError(
      `no column ${show(name)} in the schema; its columns are ${clientSchema.map((column) => column.name).join(", ")}`,
    );
  }
  return spec;
}
