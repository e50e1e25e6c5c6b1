import {
  FeatureMatrix,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  PerfectSeparationError,
  toFeatureMatrix,
  toLabels,
} from "../core";
import { LogisticRegression } from "../modeling";
import { benjaminiHochberg, logChiSquaredTail } from "../statistics";

/** Whether two features go with churn otherwise together than each alone says. */
export interface InteractionTest {
  /** The earlier feature of the pair */
  readonly first: string;
  /** The later feature of the pair */
  readonly second: string;
  /**
   * First step of the coefficient of the product, in log-odds a standard deviation of either feature: above 0, the two
   * together go with more churn than each alone says
   */
  readonly coefficient: number;
  /** Score statistic, χ² with one degree of freedom */
  readonly statistic: number;
  /** Of the statistic */
  readonly pValue: number;
  /** Benjamini–Hochberg over all pairs of the table */
  readonly pAdjusted: number;
}

/**
 * Tests every pair of features for an interaction: Rao's score test of the product of the two, added to a logistic
 * regression on all features and on the squares of those with more than two values. The squares are there because the
 * product of two features that move together is nearly a square: without them a bent effect of one feature would pass
 * for an interaction. One model is fitted in all. It says whether log-odds add up, not whether shares do.
 * @param X nSamples × nFeatures
 * @param y churn labels, both classes
 * @returns one record a pair, the clearest first; pairs whose product the model's columns determine are left out. Empty
 *   when the classes are perfectly separated, so that the model has no finite answer
 * @throws InvalidParameterError when a class is missing
 * @see Rao (1948); statsmodels `GLM(y, X, family=Binomial()).fit().score_test(exog_extra=product)`;
 *   Ganzach (1997), Psychological Methods 2, on squares beside products
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { Random, testInteractions } from "churnlab";
 *
 * const random = new Random(1);
 * const X = Array.from({ length: 400 }, () => [random.normal(), random.normal(), random.normal()]);
 * const y = X.map(([a, b]) => Number(a * b + 0.5 * random.normal() > 0)); // only the product counts
 * const [clearest, next] = testInteractions(X, y);
 * assert.deepEqual([clearest.first, clearest.second], ["x0", "x1"]);
 * assert.ok(clearest.coefficient > 0 && clearest.pAdjusted < 1e-6 && next.pAdjusted > 0.05);
 * ```
 */
export function testInteractions(X: MatrixLike, y: LabelsLike): InteractionTest[] {
  const matrix = toFeatureMatrix(X);
  const labels = toLabels(y, matrix.nSamples);
  if (!labels.includes(0) || !labels.includes(1)) {
    throw new InvalidParameterError("testInteractions needs labels of both classes; got one");
  }
  const mains = matrix.featureNames.map((name) => ({ name, values: standardised(matrix.column(name)) }));
  const varying = mains.filter(({ values }) => values.some((value) => value !== 0));
  const squares = varying
    .filter(({ values }) => new Set(values).size > 2)
    .map(({ values }) => values.map((x) => x * x));
  const columns = independent([...varying.map(({ values }) => values), ...squares]);
  const p = forecastOf(columns, labels);
  if (p === null) return [];
  const tests = scoreTests(varying, columns, labels, p);
  const adjusted = benjaminiHochberg(tests.map(({ pValue }) => pValue));
  return tests
    .map((test, place) => ({ ...test, pAdjusted: adjusted[place] }))
    .sort((a, b) => b.statistic - a.statistic);
}

interface Named {
  readonly name: string;
  readonly values: Float64Array;
}

/** Of a column's length, what is left of it outside the columns before it that counts as rounding. */
const negligible = 1e-8;

function standardised(column: Float64Array): Float64Array {
  const centre = column.reduce((sum, x) => sum + x, 0) / column.length;
  const centred = column.map((x) => x - centre);
  const deviation = Math.sqrt(dot(centred, centred) / column.length);
  return deviation <= negligible * Math.abs(centre) ? centred.fill(0) : centred.map((x) => x / deviation);
}

/** The columns that the constant and the columns before them do not determine. */
function independent(columns: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  if (columns.length > 0) extend(basis, new Float64Array(columns[0].length).fill(1));
  return columns.filter((column) => extend(basis, column));
}

/** Adds the direction of a column that an orthonormal basis lacks. @returns whether there is one */
function extend(basis: Float64Array[], column: Float64Array): boolean {
  const rest = outside(basis, column);
  const length = Math.sqrt(dot(rest, rest));
  if (length <= negligible * Math.sqrt(dot(column, column))) return false;
  basis.push(rest.map((x) => x / length));
  return true;
}

/** What is left of a column outside an orthonormal basis; twice, against rounding. */
function outside(basis: readonly Float64Array[], column: Float64Array): Float64Array {
  const rest = column.slice();
  for (let round = 0; round < 2; round++) {
    for (const direction of basis) {
      const share = dot(direction, rest);
      for (let row = 0; row < rest.length; row++) rest[row] -= share * direction[row];
    }
  }
  return rest;
}

function forecastOf(columns: readonly Float64Array[], labels: Uint8Array): Float64Array | null {
  const width = columns.length;
  const data = new Float64Array(labels.length * width);
  columns.forEach((column, place) => {
    column.forEach((value, row) => {
      data[row * width + place] = value;
    });
  });
  const names = columns.map((_, place) => `column ${place + 1}`);
  const design = new FeatureMatrix(data, labels.length, names);
  try {
    return new LogisticRegression({ penalty: "none" }).fit(design, labels).predictProba(design);
  } catch (error) {
    if (error instanceof PerfectSeparationError) return null;
    throw error;
  }
}

type ScoreTest = Omit<InteractionTest, "pAdjusted">;

/** U²/V of each product, U its score and V the variance of U that the columns of the model leave. */
function scoreTests(
  features: readonly Named[],
  columns: readonly Float64Array[],
  labels: Uint8Array,
  p: Float64Array,
): ScoreTest[] {
  const roots = p.map((probability) => Math.sqrt(probability * (1 - probability)));
  const residuals = p.map((probability, row) => labels[row] - probability);
  const basis: Float64Array[] = [];
  extend(basis, roots);
  for (const column of columns) extend(basis, times(column, roots));
  const tests: ScoreTest[] = [];
  features.forEach(({ name: first, values }, i) => {
    for (const { name: second, values: others } of features.slice(i + 1)) {
      const product = times(values, others);
      const weighted = times(product, roots);
      const rest = outside(basis, weighted);
      const variance = dot(rest, rest);
      if (!(variance > negligible * dot(weighted, weighted))) continue;
      const score = dot(product, residuals);
      const statistic = (score * score) / variance;
      tests.push({
        first,
        second,
        coefficient: score / variance,
        statistic,
        pValue: Math.exp(logChiSquaredTail(statistic, 1)),
      });
    }
  });
  return tests;
}

function times(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((x, row) => x * b[row]);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < a.length; row++) sum += a[row] * b[row];
  return sum;
}
