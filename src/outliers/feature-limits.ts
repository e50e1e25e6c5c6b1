import {
  checkNumber,
  type FeatureMatrix,
  InvalidParameterError,
  type MatrixLike,
  type ModelFields,
  quantileOfSorted,
  ShapeError,
  show,
  sortedCopy,
  toFeatureMatrix,
} from "../core";

/** The values of one feature that pass; learned from training rows. */
export interface FeatureLimits {
  /** The column's name */
  readonly feature: string;
  /** Smaller values are outliers; −Infinity where the feature is not checked */
  readonly lower: number;
  /** Larger values are outliers; Infinity where the feature is not checked */
  readonly upper: number;
  /** How `lower` was found, in words and numbers, such as "Q1 − 1.5 · IQR = 12.5"; "" where not checked */
  readonly lowerRule: string;
  /** As `lowerRule`, for `upper` */
  readonly upperRule: string;
  /** Why the feature is not checked, or what was done instead; "" when nothing is to be said */
  readonly note: string;
}

/** Learns the limits of one feature from its ascending values. */
export type LimitsRule = (sorted: Float64Array) => Omit<FeatureLimits, "feature">;

/**
 * Learns limits for every column of X. Without `features`, columns of zeros and ones are left unchecked with a note.
 * @throws ShapeError for no rows; InvalidParameterError for an unknown feature name
 */
export function learnLimits(X: MatrixLike, rule: LimitsRule, features?: readonly string[]): FeatureLimits[] {
  const matrix = toFeatureMatrix(X);
  if (matrix.nSamples === 0) throw new ShapeError("X must have at least one row; got none");
  for (const name of features ?? []) matrix.indexOf(name);
  return matrix.featureNames.map((feature) => {
    const limits = limitsOf(matrix, feature, rule, features);
    // + 0: JSON has no −0.
    return { feature, ...limits, lower: limits.lower + 0, upper: limits.upper + 0 };
  });
}

function limitsOf(matrix: FeatureMatrix, feature: string, rule: LimitsRule, features?: readonly string[]) {
  const sorted = sortedCopy(matrix.column(feature));
  if (features !== undefined)
    return features.includes(feature) ? rule(sorted) : unchecked("not among the features asked for");
  if (sorted.every((value) => value === 0 || value === 1)) return unchecked("not checked: only 0 and 1");
  return rule(sorted);
}

/** Limits that let every value pass. */
export function unchecked(note: string): Omit<FeatureLimits, "feature"> {
  return { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY, lowerRule: "", upperRule: "", note };
}

/** Tukey's fences at k interquartile ranges beyond the quartiles (type 7). */
export function tukeyLimits(sorted: Float64Array, k: number): Omit<FeatureLimits, "feature"> {
  const q1 = quantileOfSorted(sorted, 0.25);
  const q3 = quantileOfSorted(sorted, 0.75);
  const range = q3 - q1;
  if (range === 0)
    return unchecked(`not checked: the quartiles are both ${tidy(q1)}, so the fences would flag all else`);
  const lower = q1 - k * range;
  const upper = q3 + k * range;
  return {
    lower,
    upper,
    lowerRule: `Q1 − ${k} · IQR = ${tidy(lower)}`,
    upperRule: `Q3 + ${k} · IQR = ${tidy(upper)}`,
    note: "",
  };
}

/** A number as texts show it: four significant digits. */
export function tidy(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** Limits as JSON can hold them: null for no limit. */
export interface FeatureLimitsJSON extends Omit<FeatureLimits, "lower" | "upper"> {
  /** Null for no limit */
  readonly lower: number | null;
  /** Null for no limit */
  readonly upper: number | null;
}

export function limitsToJSON(limits: readonly FeatureLimits[]): FeatureLimitsJSON[] {
  return limits.map((entry) => ({
    ...entry,
    lower: Number.isFinite(entry.lower) ? entry.lower : null,
    upper: Number.isFinite(entry.upper) ? entry.upper : null,
  }));
}

/** Reads limits, one a feature of the header, in its order. @throws InvalidParameterError or ShapeError otherwise */
export function limitsFromJSON(fields: ModelFields, owner: string): FeatureLimits[] {
  const entries = fields.objects("limits");
  const { featureNames } = fields;
  if (entries.length !== featureNames.length) {
    throw new ShapeError(
      `limits in the JSON of a ${owner} must have one entry a feature: ${featureNames.length}; got ${entries.length}`,
    );
  }
  return entries.map((entry, place) =>
    limitsEntry(entry, featureNames[place], `limits[${place}] in the JSON of a ${owner}`),
  );
}

function limitsEntry(entry: Record<string, unknown>, feature: string, where: string): FeatureLimits {
  const text = (name: string) => {
    const value = entry[name];
    if (typeof value === "string") return value;
    throw new InvalidParameterError(`${name} of ${where} must be a string; got ${show(value)}`);
  };
  const limit = (name: string, none: number) => {
    const value = entry[name];
    if (value === null) return none;
    return checkNumber(`${name} of ${where}`, value);
  };
  if (text("feature") !== feature) {
    throw new ShapeError(`feature of ${where} must be ${show(feature)}; got ${show(entry["feature"])}`);
  }
  const lower = limit("lower", Number.NEGATIVE_INFINITY);
  const upper = limit("upper", Number.POSITIVE_INFINITY);
  if (lower > upper) throw new InvalidParameterError(`lower of ${where} must be ≤ upper; got ${lower} and ${upper}`);
  return { feature, lower, upper, lowerRule: text("lowerRule"), upperRule: text("upperRule"), note: text("note") };
}
