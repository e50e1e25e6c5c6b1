import {
  checkNumber,
  checkOneOf,
  checkOptionNames,
  FeatureMatrix,
  type FittedTransformer,
  InvalidParameterError,
  type MatrixLike,
  quantileOfSorted,
  show,
  type Transformer,
  toMatchingFeatures,
} from "../core";
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
 */
export class Winsorizer implements Transformer {
  private readonly rule: LimitsRule;
  private readonly features: readonly string[] | undefined;

  /** @throws InvalidParameterError for a bad or unknown option, or one of the other method */
  constructor(options: WinsorizerOptions = {}) {
    checkOptionNames("Winsorizer", options, ["method", "k", "lower", "upper", "features"]);
    this.rule = chooseRule(options);
    this.features = options.features;
  }

  /** Learns the limits. @param X nSamples × nFeatures training rows, at least one */
  fit(X: MatrixLike): FittedWinsorizer {
    return new FittedWinsorizer(learnLimits(X, this.rule, this.features));
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
export interface WinsorizerJSON {
  readonly type: "Winsorizer";
  readonly limits: readonly FeatureLimitsJSON[];
}

/** Limits learned by {@link Winsorizer}. */
export class FittedWinsorizer implements FittedTransformer {
  readonly featureNames: readonly string[];

  constructor(readonly limits: readonly FeatureLimits[]) {
    this.featureNames = limits.map(({ feature }) => feature);
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
    return { type: "Winsorizer", limits: limitsToJSON(this.limits) };
  }

  /** Reads what `toJSON` wrote. @throws InvalidParameterError for another object */
  static fromJSON(json: object): FittedWinsorizer {
    const { type, limits } = json as Partial<WinsorizerJSON>;
    if (type !== "Winsorizer") throw new InvalidParameterError(`type must be "Winsorizer"; got ${show(type)}`);
    return new FittedWinsorizer(limitsFromJSON(limits));
  }
}
