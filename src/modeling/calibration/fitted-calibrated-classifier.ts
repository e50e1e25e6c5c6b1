import {
  type FeatureMatrix,
  type FittedClassifier,
  InvalidParameterError,
  innerOf,
  type MatrixLike,
  makeImmutable,
  modelHeader,
  type ReadModelOptions,
  readModelJSON,
  ShapeError,
  show,
  type TrainingSummary,
  toMatchingFeatures,
} from "../../core";
import type { PipelineReaders } from "../../preprocessing";
import { labelsAtThreshold } from "../predict-labels";
import {
  applyCalibrator,
  type CalibrationMethod,
  type Calibrator,
  calibrationMethods,
  calibratorToJSON,
  readCalibrator,
} from "./calibrator";
import { rawScores } from "./raw-scores";

/** A fitted model and the map from its scores to probabilities. */
export interface CalibratedMember {
  /** The model whose scores are mapped. */
  readonly classifier: FittedClassifier;
  /** The map from its scores to probabilities. */
  readonly calibrator: Calibrator;
}

/**
 * A fitted {@link CalibratedClassifier}: the mean of its members' calibrated forecasts.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { calibrate, DummyClassifier, FittedCalibratedClassifier, FittedDummyClassifier } from "churnlab";
 *
 * const model = new DummyClassifier().fit([[1], [2]], [0, 1]);
 * const fitted = calibrate(model, [[1], [2], [3], [4]], [0, 0, 0, 1], { method: "isotonic" });
 * const readers = { DummyClassifier: FittedDummyClassifier.fromJSON };
 * const same = FittedCalibratedClassifier.fromJSON(JSON.parse(JSON.stringify(fitted)), readers);
 * assert.deepEqual(Array.from(same.predictProba([[7]])), [0.25]);
 * ```
 */
export class FittedCalibratedClassifier implements FittedClassifier {
  constructor(
    readonly featureNames: readonly string[],
    /** How scores become probabilities. */
    readonly method: CalibrationMethod,
    /** One a fold, or a single one. */
    readonly members: readonly CalibratedMember[],
    /** What the model was trained on and how. */
    readonly training: TrainingSummary,
  ) {
    makeImmutable(this);
  }

  /** True where every member's model takes missing values. */
  get allowsMissing(): boolean {
    return this.members.every(({ classifier }) => classifier.allowsMissing === true);
  }

  /**
   * Calibrated P(churn) of each row, in [0, 1]: the mean over members.
   * @param X nSamples × nFeatures, the features of training in their order
   */
  predictProba(X: MatrixLike): Float64Array {
    const features = toMatchingFeatures(X, this.featureNames, "X", !this.allowsMissing);
    const sums = new Float64Array(features.nSamples);
    for (const member of innerOf(this).members) addForecast(sums, member, features);
    const nMembers = this.members.length;
    for (let row = 0; row < sums.length; row++) sums[row] = Math.min(1, sums[row] / nMembers);
    return sums;
  }

  /** 1 where predictProba ≥ threshold (default 0.5), else 0. @param X as {@link predictProba} */
  predict(X: MatrixLike, threshold = 0.5): Uint8Array {
    return labelsAtThreshold(this.predictProba(X), threshold);
  }

  /** A plain object that survives `JSON.stringify` to the last bit, its models nested. */
  toJSON(): object {
    return {
      ...modelHeader(modelName, this.featureNames),
      training: this.training,
      method: this.method,
      nMembers: this.members.length,
      members: this.members.map(({ classifier, calibrator }) => ({
        classifier: classifier.toJSON(),
        calibrator: calibratorToJSON(calibrator),
      })),
    };
  }

  /**
   * Reads what `toJSON` wrote.
   * @param json the object, or `JSON.parse` of its text
   * @param readers the `fromJSON` of each model inside, by its `model` name
   * @param options `featureNames`: the features that the model must have been trained on
   * @throws InvalidParameterError or ShapeError for anything else, naming the field
   */
  static fromJSON(json: object, readers: PipelineReaders, options: ReadModelOptions = {}): FittedCalibratedClassifier {
    const fields = readModelJSON(json, modelName, options);
    const { featureNames } = fields;
    const method = fields.oneOf("method", calibrationMethods);
    const members = fields.objects("members");
    if (members.length === 0 || fields.integer("nMembers") !== members.length) {
      throw new ShapeError(`members in the JSON of a ${modelName} must be nMembers ≥ 1 parts; got ${members.length}`);
    }
    return new FittedCalibratedClassifier(
      featureNames,
      method,
      members.map((member, place) => readMember(member, featureNames, method, readers, `members[${place}]`)),
      fields.training(),
    );
  }
}

const modelName = "CalibratedClassifier";

function addForecast(sums: Float64Array, { classifier, calibrator }: CalibratedMember, features: FeatureMatrix): void {
  const forecast = applyCalibrator(calibrator, rawScores(classifier, features));
  for (let row = 0; row < sums.length; row++) sums[row] += forecast[row];
}

function readMember(
  member: Record<string, unknown>,
  featureNames: readonly string[],
  method: CalibrationMethod,
  readers: PipelineReaders,
  place: string,
): CalibratedMember {
  const where = `${place} in the JSON of a ${modelName}`;
  const classifier = readNestedClassifier(member["classifier"], readers, `classifier of ${where}`);
  checkSameFeatures(classifier, featureNames, where);
  const { calibrator: saved } = member;
  if (typeof saved !== "object" || saved === null || Array.isArray(saved)) {
    throw new InvalidParameterError(`calibrator of ${where} must be an object; got ${show(saved)}`);
  }
  const header = modelHeader(modelName, featureNames);
  const calibrator = readCalibrator(readModelJSON({ ...saved, ...header }, modelName), `the calibrator of ${where}`);
  if (calibrator.method !== method) {
    throw new InvalidParameterError(`method of the calibrator of ${where} must be ${show(method)}`);
  }
  return { classifier, calibrator };
}

/** Reads a model inside another one, by its name. */
export function readNestedClassifier(json: unknown, readers: PipelineReaders, where: string): FittedClassifier {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new InvalidParameterError(`${where} must be an object; got ${show(json)}`);
  }
  const { model } = json as Readonly<Record<string, unknown>>;
  if (typeof model !== "string" || !Object.hasOwn(readers, model)) {
    const known = Object.keys(readers).map((name) => show(name));
    throw new InvalidParameterError(`model of ${where} must be one of ${known.join(", ")}; got ${show(model)}`);
  }
  const part = readers[model](json);
  if ("predictProba" in part) return part;
  throw new InvalidParameterError(`${where} must be a classifier; got ${show(model)}`);
}

/** Refuses a nested model of other features. */
export function checkSameFeatures(classifier: FittedClassifier, featureNames: readonly string[], where: string): void {
  const names = classifier.featureNames;
  if (names.length === featureNames.length && names.every((name, place) => name === featureNames[place])) return;
  throw new ShapeError(
    `the classifier of ${where} must have the features ${featureNames.join(", ")}; got ${names.join(", ")}`,
  );
}
