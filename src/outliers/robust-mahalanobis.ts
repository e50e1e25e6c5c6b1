import {
  CollinearFeaturesError,
  checkInteger,
  checkNumber,
  checkOptionNames,
  columnsOf,
  deviationNorm,
  type FeatureMatrix,
  type MatrixLike,
  meanOf,
  Random,
  ShapeError,
  toFeatureMatrix,
} from "../core";
import { checkFeatures } from "./check-features";
import { chiSquaredCdf, chiSquaredQuantile } from "./chi-squared-quantile";
import { cholesky, squaredDistances } from "./cholesky";
import { fastMcd, type McdResult, univariateMcd } from "./fast-mcd";
import { tidy } from "./feature-limits";
import { FittedRobustMahalanobis, type UncheckedFeature } from "./fitted-robust-mahalanobis";
import { scatterOf } from "./scatter-estimate";

/** Options of {@link RobustMahalanobis}. */
export interface RobustMahalanobisOptions {
  /** Share of normal rows whose squared distance passes, in (0, 1): the chi-squared quantile is the limit. Default: 0.975 */
  readonly quantile?: number;
  /** Share of the rows whose scatter is made smallest, in [0.5, 1]. Default: (n + p + 1) / 2n, the most robust */
  readonly supportFraction?: number;
  /** Names of the features to check. Default: all but those of zeros and ones */
  readonly features?: readonly string[];
  /** Seed of the starts, integer in [0, 2^32 − 1]. */
  readonly seed: number;
}

/** Rows are reweighted by this chi-squared quantile, as in scikit-learn. */
const reweightedBelow = 0.975;

/**
 * Flags rows far from the centre in the metric of the bulk of the rows: combinations of values that none of the features
 * would give away, such as many visits on a short contract. Centre and covariance are those of the half of the rows
 * with the smallest determinant (FAST-MCD), made consistent for normal data and reweighted, so that outliers cannot hide
 * themselves by stretching the covariance. Distances are the same in any units and combinations of the features.
 *
 * Features are left out, with a note, when they hold only zeros and ones (unless asked for), when one value fills
 * the half by itself, or when features before them determine them.
 * @see Rousseeuw & Van Driessen (1999); scikit-learn `MinCovDet` for the consistency factors (Pison et al. 2002) and the
 *   reweighting; one feature is solved exactly instead of by the shortest half
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { Random, RobustMahalanobis } from "churnlab";
 *
 * const random = new Random(1);
 * const X = Array.from({ length: 100 }, (_, row) => [row, row + random.normal()]);
 * const { mask, reasons } = new RobustMahalanobis({ seed: 1 }).fit(X).detect([[50, 50], [90, 20]]);
 * assert.deepEqual(Array.from(mask), [0, 1]); // 90 and 20 are common values, but not together
 * assert.equal(reasons[0].row, 1);
 * ```
 */
export class RobustMahalanobis {
  private readonly quantile: number;
  private readonly supportFraction: number | undefined;
  private readonly features: readonly string[] | undefined;
  private readonly seed: number;

  /** @throws InvalidParameterError for a bad or unknown option */
  constructor(options: RobustMahalanobisOptions) {
    checkOptionNames("RobustMahalanobis", options, ["quantile", "supportFraction", "features", "seed"]);
    this.quantile = checkNumber("quantile", options.quantile ?? 0.975, { exclusiveMin: 0, exclusiveMax: 1 });
    const { supportFraction } = options;
    this.supportFraction =
      supportFraction === undefined ? undefined : checkNumber("supportFraction", supportFraction, { min: 0.5, max: 1 });
    this.features = checkFeatures(options.features);
    this.seed = checkInteger("seed", options.seed, { min: 0, max: 0xffffffff });
  }

  /**
   * Learns centre and covariance.
   * @param X nSamples × nFeatures training rows, more than twice as many as features that are checked
   * @throws ShapeError for fewer rows; InvalidParameterError for an unknown feature; CollinearFeaturesError when no
   *   feature can be checked, or when half of the rows determine one feature by the others without error
   */
  fit(X: MatrixLike): FittedRobustMahalanobis {
    const matrix = toFeatureMatrix(X);
    for (const name of this.features ?? []) matrix.indexOf(name);
    const { nSamples, featureNames } = matrix;
    const standardised = standardise(matrix);
    const { checked, unchecked } = this.chooseFeatures(matrix, standardised);
    if (checked.length === 0) {
      const notes = unchecked.map(({ feature, note }) => `${feature}: ${note}`).join("; ");
      throw new CollinearFeaturesError(`no feature is left for a robust distance (${notes})`);
    }
    const data = packed(standardised, checked);
    const nSupport = this.supportOf(nSamples, checked.length);
    const random = new Random(this.seed);
    const names = checked.map((column) => featureNames[column]);
    const raw = checked.length === 1 ? univariateMcd(data, nSupport) : fastMcd(data, checked.length, nSupport, random);
    if (raw.collinear >= 0) {
      throw new CollinearFeaturesError(
        `${nSupport} of ${nSamples} rows determine ${names[raw.collinear]} by ${names.slice(0, raw.collinear).join(", ") || "one value"} ` +
          "without error, so that all other rows are infinitely far: leave it out by the option features",
      );
    }
    const { location, covariance, support } = reweight(data, checked.length, raw, nSupport);
    const scales = checked.map((column) => standardised[column]);
    return new FittedRobustMahalanobis(featureNames, {
      checked: names,
      unchecked,
      location: location.map((value, place) => value * scales[place].scale + scales[place].center + 0),
      covariance: covariance.map(
        (value, place) =>
          value * scales[Math.floor(place / checked.length)].scale * scales[place % checked.length].scale,
      ),
      quantile: this.quantile,
      limit: chiSquaredQuantile(this.quantile, checked.length),
      nSupport,
      support,
    });
  }

  private supportOf(nSamples: number, nChecked: number): number {
    if (nSamples <= 2 * nChecked) {
      throw new ShapeError(
        `X must have more than 2 rows a checked feature: more than ${2 * nChecked}; got ${nSamples}`,
      );
    }
    if (this.supportFraction === undefined) return Math.min(nSamples, Math.ceil(0.5 * (nSamples + nChecked + 1)));
    return Math.max(nChecked + 1, Math.floor(this.supportFraction * nSamples));
  }

  private chooseFeatures(matrix: FeatureMatrix, columns: readonly Standardised[]) {
    const checked: number[] = [];
    const unchecked: UncheckedFeature[] = [];
    const nHalf = Math.ceil(matrix.nSamples / 2);
    columns.forEach(({ values, scale }, column) => {
      const feature = matrix.featureNames[column];
      const note = this.reasonAgainst(feature, matrix, column, values, scale, nHalf);
      if (note !== null) unchecked.push({ feature, note });
      else if (isExplained(columns, [...checked, column])) {
        unchecked.push({ feature, note: "not checked: determined by the features before it" });
      } else checked.push(column);
    });
    return { checked, unchecked };
  }

  private reasonAgainst(
    feature: string,
    matrix: FeatureMatrix,
    column: number,
    values: Float64Array,
    scale: number,
    nHalf: number,
  ): string | null {
    if (this.features !== undefined && !this.features.includes(feature)) return "not among the features asked for";
    const raw = matrix.column(column);
    if (scale === 0) return `not checked: always ${tidy(raw[0])}`;
    const isFlag = raw.every((value) => value === 0 || value === 1);
    if (this.features === undefined && isFlag) return "not checked: only 0 and 1";
    const [middle] = sortedMiddle(values);
    const share = values.filter((value) => value === middle).length;
    if (share < nHalf) return null;
    return `not checked: ${share} of ${values.length} rows have ${tidy(raw[values.indexOf(middle)])}`;
  }
}

interface Standardised {
  readonly values: Float64Array;
  readonly center: number;
  /** 0 for a constant */
  readonly scale: number;
}

/** Columns around 0 with deviation 1: the determinants of any units are then of one size. */
function standardise(matrix: FeatureMatrix): Standardised[] {
  return columnsOf(matrix).map((column) => {
    const center = meanOf(column);
    const scale = deviationNorm(column, center) / Math.sqrt(column.length);
    const values = scale === 0 ? column : column.map((value) => (value - center) / scale);
    return { values, center, scale };
  });
}

function sortedMiddle(values: Float64Array): [number] {
  return [values.slice().sort()[values.length >> 1]];
}

/** Whether the last of the columns is a linear combination of the others. */
function isExplained(columns: readonly Standardised[], chosen: readonly number[]): boolean {
  const data = packed(columns, chosen);
  const rows = Int32Array.from({ length: data.length / chosen.length }, (_, row) => row);
  return cholesky(scatterOf(data, chosen.length, rows).covariance, chosen.length).collinear >= 0;
}

function packed(columns: readonly Standardised[], chosen: readonly number[]): Float64Array {
  const nRows = columns[0].values.length;
  const data = new Float64Array(nRows * chosen.length);
  chosen.forEach((column, place) => {
    const { values } = columns[column];
    for (let row = 0; row < nRows; row++) data[row * chosen.length + place] = values[row];
  });
  return data;
}

/** The factor that makes the covariance of the innermost share of normal rows that of all (Pison et al. 2002, sec. 3). */
function consistencyFactor(share: number, nFeatures: number): number {
  if (share >= 1) return 1;
  return share / chiSquaredCdf(chiSquaredQuantile(share, nFeatures), nFeatures + 2);
}

/** Mean and covariance of the rows within the 0.975 quantile of the consistent raw estimate, made consistent again. */
function reweight(data: Float64Array, size: number, raw: McdResult, nSupport: number) {
  const nRows = data.length / size;
  const distances = new Float64Array(nRows);
  squaredDistances(data, size, raw.location, cholesky(raw.covariance, size).lower, distances);
  const limit = chiSquaredQuantile(reweightedBelow, size) * consistencyFactor(nSupport / nRows, size);
  const support = Int32Array.from({ length: nRows }, (_, row) => row).filter((row) => distances[row] < limit);
  const { location, covariance } = scatterOf(data, size, support);
  const factor = consistencyFactor(reweightedBelow, size);
  return { location, covariance: covariance.map((value) => value * factor), support };
}
