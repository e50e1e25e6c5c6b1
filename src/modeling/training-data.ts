import {
  checkOptionNames,
  type FeatureMatrix,
  type FitOptions,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  ShapeError,
  type TrainingSummary,
  toFeatureMatrix,
  toLabels,
  toSampleWeights,
} from "../core";

/** What a classifier learns from, validated. */
export interface TrainingData {
  /** nSamples × nFeatures, nSamples ≥ 1 */
  readonly features: FeatureMatrix;
  readonly labels: Uint8Array;
  /** One weight ≥ 0 a sample, all 1 when none were given. */
  readonly weights: Float64Array;
  /** Sum of the weights of class 0 and of class 1. */
  readonly classWeights: readonly [number, number];
}

/**
 * Reads and checks X, y and the sample weights of a `fit`.
 * @param allowsMissing whether NaN may pass, for what is fitted on the rows to deal with. Default: false
 * @throws ShapeError for no rows or lengths that differ; InvalidParameterError for other values, a negative weight or an
 *   option of another name
 */
export function toTrainingData(
  X: MatrixLike,
  y: LabelsLike,
  options: FitOptions = {},
  allowsMissing = false,
): TrainingData {
  checkOptionNames("fit", options, ["sampleWeight"]);
  const features = toFeatureMatrix(X, "X", !allowsMissing);
  if (features.nSamples === 0) throw new ShapeError("X must have at least one row; got none");
  const labels = toLabels(y, features.nSamples);
  const weights = toSampleWeights(options.sampleWeight, features.nSamples);
  return { features, labels, weights, classWeights: weighClasses(labels, weights) };
}

function weighClasses(labels: Uint8Array, weights: Float64Array): [number, number] {
  const classWeights: [number, number] = [0, 0];
  for (let row = 0; row < labels.length; row++) classWeights[labels[row]] += weights[row];
  return classWeights;
}

/** The `checkFit` of classifiers that learn from both classes. */
export function checkLearnable(owner: string, y: Uint8Array, options: FitOptions): void {
  checkOptionNames("fit", options, ["sampleWeight"]);
  const weights = toSampleWeights(options.sampleWeight, y.length);
  checkTwoClasses(owner, { classWeights: weighClasses(y, weights) });
}

/**
 * What a fitted classifier keeps of its training.
 * @param options the recipe's options, defaults filled in; functions and undefined values are left out, infinities and
 *   NaN become their names, so that the summary survives JSON as it is
 */
export function summarizeTraining(
  { labels, classWeights }: TrainingData,
  options: Readonly<Record<string, unknown>>,
): TrainingSummary {
  let nPositives = 0;
  for (let row = 0; row < labels.length; row++) nPositives += labels[row];
  const totalWeight = classWeights[0] + classWeights[1];
  return { nSamples: labels.length, nPositives, totalWeight, options: plainOptions(options) };
}

/** Options as plain JSON: the form in which {@link summarizeTraining} keeps them. */
export function plainOptions(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const text = JSON.stringify(options, (_name, value: unknown) => {
    if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>);
    return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
  });
  return JSON.parse(text) as Record<string, unknown>;
}

/** Refuses labels of one class (after weighting), which a model of two classes cannot learn from. */
export function checkTwoClasses(owner: string, { classWeights }: Pick<TrainingData, "classWeights">): void {
  const missing = classWeights.indexOf(0);
  if (missing >= 0) {
    throw new InvalidParameterError(
      `${owner} needs samples of both classes in y, with positive weight; got only class ${1 - missing}`,
    );
  }
}

/** Refuses sample weights for engines that cannot use them. */
export function refuseWeights(owner: string, engine: string, options: FitOptions = {}): void {
  if (options?.sampleWeight !== undefined) {
    throw new InvalidParameterError(`${owner} takes no sampleWeight: ${engine} has no such thing`);
  }
  checkOptionNames(`fit of ${owner}`, options, ["sampleWeight"]);
}
