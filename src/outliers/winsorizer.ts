import {
  checkNumber,
  checkOneOf,
  checkOptionNames,
  FeatureMatrix,
  type FittedTransformer,
  InvalidParameterError,
  type MatrixLike,
  type ModelHeader,
  makeImmutable,
  modelHeader,
  quantileOfSorted,
  type ReadModelOptions,
  readModelJSON,
  show,
  type Transformer,
  toFeatureMatrix,
  toFeatureNames,
  toMatchingFeatures,
} from "../core";
import { checkFeatures } from "./check-features";
import {
  type FeatureLimits,
  type FeatureLimitsJSON,
  type LimitsRule,
  learnLimits,
  limitsFromJSON,
  limitsToJSON,
  tidy,
  tukeyLimits,
  unchecked,
} from "./feature-limits";
import { type LimitsSummary, summarizeLimits } from "./summarize-limits";

/** Options of {@link Winsorizer}; `k` belongs to "tukey", `lower` and `upper` to "quantile". */
export interface WinsorizerOptions {
  /** Where the limits come from: Tukey's fences or two quantiles. Default: "tukey" */
  readonly method?: "tukey" | "quantile";
  /** Distance of the fences from the quartiles in interquartile ranges, ≥ 0. Default: 1.5 */
  readonly k?: number;
  /** Quantile of the lower limit, in [0, 0.5]. Default: 0.01 */
  readonly lower?: number;
  /** Quantile of the upper limit, in [0.5, 1]. Default: 0.99 */
  readonly upper?: number;
  /** Names of the features to clip. Default: all but those of zeros and ones */
  readonly features?: readonly string[];
}

/**
 * Pulls extreme values in to limits that are learned from training rows. Every row stays.
 * @see Tukey (1962), The Future of Data Analysis, on winsorising; fences and quantiles (type 7) as in `TukeyFences`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { Winsorizer } from "churnlab";
 *
 * const winsorizer = new Winsorizer({ method: "quantile", lower: 0, upper: 0.75 }).fit([[1], [2], [3], [4], [90]]);
 * assert.deepEqual(winsorizer.transform([[0], [3], [90]]).toArrays(), [[1], [3], [4]]);
 * ```
 */
export class Winsorizer implements Transformer {
  private readonly rule: LimitsRule;
  private readonly features: readonly string[] | undefined;

  /** @throws InvalidParameterError for a bad or unknown option, or one of the other method */
  constructor(options: WinsorizerOptions = {}) {
    checkOptionNames("Winsorizer", options, ["method", "k", "lower", "upper", "features"]);
    this.rule = chooseRule(options);
    this.features = checkFeatures(options.features);
  }

  /** Learns the limits. @param X nSamples × nFeatures training rows, at least one */
  fit(X: MatrixLike): FittedWinsorizer {
    const matrix = toFeatureMatrix(X);
    return new FittedWinsorizer(learnLimits(matrix, this.rule, this.features), matrix.featureNames);
  }
}

function chooseRule(options: WinsorizerOptions): LimitsRule {
  const method = checkOneOf("method", options.method ?? "tukey", ["tukey", "quantile"]);
  if (method === "tukey") {
    refuse(options, method, ["lower", "upper"]);
    const k = checkNumber("k", options.k ?? 1.5, { min: 0 });
    return (sorted) => tukeyLimits(sorted, k);
  }
  refuse(options, method, ["k"]);
  const lower = checkNumber("lower", options.lower ?? 0.01, { min: 0, max: 0.5 });
  const upper = checkNumber("upper", options.upper ?? 0.99, { min: 0.5, max: 1 });
  return (sorted) => quantileLimits(sorted, lower, upper);
}

function refuse(options: WinsorizerOptions, method: string, names: readonly (keyof WinsorizerOptions)[]): void {
  const foreign = names.find((name) => options[name] !== undefined);
  if (foreign !== undefined) {
    throw new InvalidParameterError(
      `${foreign} is not an option of method ${show(method)}; got ${show(options[foreign])}`,
    );
  }
}

function quantileLimits(sorted: Float64Array, lowerShare: number, upperShare: number): Omit<FeatureLimits, "feature"> {
  const lower = quantileOfSorted(sorted, lowerShare);
  const upper = quantileOfSorted(sorted, upperShare);
  if (lower === upper) return unchecked(`not checked: both quantiles are ${tidy(lower)}`);
  return {
    lower,
    upper,
    lowerRule: `${lowerShare}-quantile = ${tidy(lower)}`,
    upperRule: `${upperShare}-quantile = ${tidy(upper)}`,
    note: "",
  };
}

/** The plain-object form of a {@link FittedWinsorizer}. */
export interface WinsorizerJSON extends ModelHeader {
  readonly model: "Winsorizer";
  /** One entry a feature */
  readonly limits: readonly FeatureLimitsJSON[];
}

/**
 * Limits learned by {@link Winsorizer}.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedWinsorizer, Winsorizer } from "churnlab";
 *
 * const winsorizer = new Winsorizer().fit([[1], [2], [3], [4], [5]]);
 * assert.equal(winsorizer.report([[3], [99]])[0].above, 1);
 * const same = FittedWinsorizer.fromJSON(JSON.parse(JSON.stringify(winsorizer)));
 * assert.deepEqual(same.limits, winsorizer.limits);
 * ```
 */
export class FittedWinsorizer implements FittedTransformer {
  /** Features in the order of training */
  readonly featureNames: readonly string[];

  /**
   * @param limits one entry a feature, in the order of training
   * @param featureNames the features of training; default: those of the limits, as given names
   */
  constructor(
    readonly limits: readonly FeatureLimits[],
    featureNames: readonly string[] = limits.map(({ feature }) => feature),
  ) {
    this.featureNames = toFeatureNames(featureNames);
    makeImmutable(this);
  }

  /** Every output column comes from the input column at its place. */
  get sources(): number[] {
    return this.limits.map((_, place) => place);
  }

  /** A copy of X with every value within its limits. @param X nSamples × nFeatures, the features of training */
  transform(X: MatrixLike): FeatureMatrix {
    const { data, nSamples, nFeatures } = toMatchingFeatures(X, this.featureNames);
    const clipped = data.map((value, index) => {
      const { lower, upper } = this.limits[index % nFeatures];
      return Math.min(upper, Math.max(lower, value));
    });
    return new FeatureMatrix(clipped, nSamples, this.featureNames);
  }

  /** How many values of X `transform` changes, one record a feature. */
  report(X: MatrixLike): LimitsSummary[] {
    return summarizeLimits(toMatchingFeatures(X, this.featureNames), this.limits);
  }

  toJSON(): WinsorizerJSON {
    return { ...modelHeader("Winsorizer", this.featureNames), limits: limitsToJSON(this.limits) };
  }

  /**
   * Reads what `toJSON` wrote.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedWinsorizer {
    const fields = readModelJSON(json, "Winsorizer", options);
    return new FittedWinsorizer(limitsFromJSON(fields, "Winsorizer"), fields.featureNames);
  }
}
