import {
  checkInteger,
  checkOneOf,
  checkOptionNames,
  type FeatureMatrix,
  forEachColumn,
  InvalidParameterError,
  type MatrixLike,
  ShapeError,
  show,
  type Transformer,
  toFeatureMatrix,
} from "../core";
import { type BinStrategy, type QuantileMethod, quantileEdges, uniformEdges } from "./bin-edges";
import { columnExtremes } from "./column-extremes";
import { type BinEncoding, FittedKBinsDiscretizer } from "./fitted-k-bins-discretizer";

/** Options of {@link KBinsDiscretizer}. */
export interface KBinsDiscretizerOptions {
  /** Number of bins, an integer in [2, 65535], for all features or one number a feature. Default: 5 */
  readonly nBins?: number | readonly number[];
  /** Bins of equally many training rows, or of equal width. Default: "quantile" */
  readonly strategy?: BinStrategy;
  /**
   * The quantile where it falls between two values: their mean, and otherwise a value of the data
   * ("averagedInvertedCdf", type 2), or the point on the line between neighbours ("linear", type 7).
   * Default: "averagedInvertedCdf", as in scikit-learn
   */
  readonly quantileMethod?: QuantileMethod;
  /** One column of bin numbers from 0 a feature, or one column of zeros and ones a bin. Default: "ordinal" */
  readonly encode?: BinEncoding;
}

/**
 * Cuts every feature into bins: [edge, next edge), the last one closed; values beyond the training rows go to the first
 * and the last bin. Where several quantiles coincide the feature has fewer bins, and `nBins` of the fitted form says how
 * many; a constant feature has one and is named in `constantFeatures`.
 * @see scikit-learn `KBinsDiscretizer`, with all rows instead of a sample of 200,000, and edges that differ kept apart
 *   however close (there those closer than 1e-8 are joined)
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { KBinsDiscretizer } from "churnlab";
 *
 * const X = [[18], [22], [25], [31], [40], [64]];
 * const bins = new KBinsDiscretizer({ nBins: 3 }).fit(X);
 * assert.deepEqual(bins.binEdges[0], [18, 23.5, 35.5, 64]);
 * assert.deepEqual(bins.transform([[10], [30], [99]]).toArrays(), [[0], [1], [2]]);
 * const marked = new KBinsDiscretizer({ nBins: 2, encode: "oneHot" }).fit(X);
 * assert.deepEqual(marked.transform([[64]]).featureNames, ["x0 < 28", "x0 ≥ 28"]);
 * ```
 */
export class KBinsDiscretizer implements Transformer {
  private readonly nBins: number | readonly number[];
  private readonly strategy: BinStrategy;
  private readonly quantileMethod: QuantileMethod;
  private readonly encode: BinEncoding;

  /** @throws InvalidParameterError for a bad or unknown option */
  constructor(options: KBinsDiscretizerOptions = {}) {
    checkOptionNames("KBinsDiscretizer", options, ["nBins", "strategy", "quantileMethod", "encode"]);
    this.nBins = checkNBins(options.nBins ?? 5);
    this.strategy = checkOneOf("strategy", options.strategy ?? "quantile", ["quantile", "uniform"]);
    const method = options.quantileMethod ?? "averagedInvertedCdf";
    this.quantileMethod = checkOneOf("quantileMethod", method, ["averagedInvertedCdf", "linear"]);
    if (this.strategy === "uniform" && options.quantileMethod !== undefined) {
      throw new InvalidParameterError(`quantileMethod is not an option of strategy "uniform"; got ${show(method)}`);
    }
    this.encode = checkOneOf("encode", options.encode ?? "ordinal", ["ordinal", "oneHot"]);
  }

  /**
   * @param X nSamples × nFeatures, at least one row
   * @throws ShapeError without rows, or when `nBins` has another number of entries than X has features
   */
  fit(X: MatrixLike): FittedKBinsDiscretizer {
    const matrix = toFeatureMatrix(X);
    if (matrix.nSamples === 0) throw new ShapeError("X must have at least one row; got none");
    const counts = this.countsFor(matrix);
    const edges = this.strategy === "uniform" ? uniform(matrix, counts) : this.byQuantiles(matrix, counts);
    const values = Array.from(matrix.row(0), (value) => value + 0);
    return new FittedKBinsDiscretizer(matrix.featureNames, edges, this.encode, values);
  }

  private byQuantiles(matrix: FeatureMatrix, counts: readonly number[]): number[][] {
    const edges: number[][] = [];
    forEachColumn(matrix, (values, column) => {
      edges.push(quantileEdges(values, counts[column], this.quantileMethod));
    });
    return edges;
  }

  private countsFor({ nFeatures, featureNames }: FeatureMatrix): readonly number[] {
    const { nBins } = this;
    if (typeof nBins === "number") return featureNames.map(() => nBins);
    if (nBins.length === nFeatures) return nBins;
    throw new ShapeError(`nBins must have one number a feature: ${nFeatures}; got ${nBins.length}`);
  }
}

function uniform(matrix: FeatureMatrix, counts: readonly number[]): number[][] {
  const { dataMin, dataMax } = columnExtremes(matrix);
  return counts.map((count, column) => uniformEdges(dataMin[column], dataMax[column], count));
}

function checkNBins(nBins: number | readonly number[]): number | readonly number[] {
  const range = { min: 2, max: 65535 };
  if (!Array.isArray(nBins)) return checkInteger("nBins", nBins, range);
  return nBins.map((count, place) => checkInteger(`nBins[${place}]`, count, range));
}
