import assert from "node:assert/strict";
import { test } from "node:test";
import {
  FeatureMatrix,
  type FittedClassifier,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  ShapeError,
  toFeatureMatrix,
} from "../core";
import { FittedPipeline, makePipeline } from "./pipeline";
import { DropColumns, FittedColumns } from "./select-columns";
import { FittedStandardScaler, StandardScaler } from "./standard-scaler";

/** A classifier that remembers what it was trained on and forecasts the logistic of the first feature. */
class Recorder {
  fit(X: MatrixLike, _y: LabelsLike, options?: { sampleWeight?: ArrayLike<number> }) {
    return new FittedRecorder(toFeatureMatrix(X), options?.sampleWeight ?? null);
  }
}

class FittedRecorder implements FittedClassifier {
  constructor(
    readonly seen: FeatureMatrix,
    readonly weights: ArrayLike<number> | null,
  ) {}
  get featureNames() {
    return this.seen.featureNames;
  }
  predictProba(X: MatrixLike) {
    return toFeatureMatrix(X)
      .column(0)
      .map((value) => 1 / (1 + Math.exp(-value)));
  }
  predict(X: MatrixLike, threshold = 0.5) {
    return Uint8Array.from(this.predictProba(X), (p) => (p >= threshold ? 1 : 0));
  }
  toJSON() {
    return { model: "Recorder", featureNames: [...this.featureNames] };
  }
}

const X = new FeatureMatrix(Float64Array.of(1, 10, 100, 2, 20, 100, 3, 60, 100), 3, ["a", "b", "c"]);
const y = [0, 1, 1];

test("transformers are learned in order from the rows of fit, and weights reach the classifier", () => {
  const pipeline = makePipeline(new DropColumns({ columns: ["a"] }), new StandardScaler(), new Recorder());
  const fitted = pipeline.fit(X, y, { sampleWeight: [1, 2, 3] });
  assert.deepEqual(fitted.featureNames, ["a", "b", "c"]);
  // The compiler knows the classifier: `seen` is the recorder's own.
  assert.deepEqual(fitted.classifier.featureNames, ["b", "c"]);
  assert.deepEqual(fitted.classifier.weights, [1, 2, 3]);
  const expected = new StandardScaler().fit(X.selectColumns(["b", "c"])).transform(X.selectColumns(["b", "c"]));
  assert.deepEqual(fitted.classifier.seen.data, expected.data);
  assert.deepEqual(fitted.predictProba(X), fitted.classifier.predictProba(expected));
  assert.deepEqual(fitted.predict(X, 0.9), fitted.classifier.predict(expected, 0.9));
});

test("every fit learns the transformers anew", () => {
  const pipeline = makePipeline(new StandardScaler(), new Recorder());
  const first = pipeline.fit(X.selectRows([0, 1]), [0, 1]);
  pipeline.fit(X, y);
  assert.deepEqual(Array.from((first.steps[0] as FittedStandardScaler).mean), [1.5, 15, 100]);
});

test("a pipeline without transformers is its classifier", () => {
  const fitted = makePipeline(new Recorder()).fit(X, y);
  assert.deepEqual(fitted.predictProba(X), fitted.classifier.predictProba(X));
});

test("JSON brings back the pipeline, given a reader of each part", () => {
  const fitted = makePipeline(new DropColumns({ columns: ["a"] }), new StandardScaler(), new Recorder()).fit(X, y);
  const json = JSON.parse(JSON.stringify(fitted));
  const readers = {
    Columns: FittedColumns.fromJSON,
    StandardScaler: FittedStandardScaler.fromJSON,
    Recorder: () => fitted.classifier,
  };
  const copy = FittedPipeline.fromJSON(json, readers);
  assert.deepEqual(copy.predictProba(X), fitted.predictProba(X));
  assert.throws(
    () => FittedPipeline.fromJSON(json, { Columns: FittedColumns.fromJSON }),
    new InvalidParameterError(
      'model of steps[1] in the JSON of a Pipeline must be one of "Columns"; got "StandardScaler"',
    ),
  );
});

test("steps of the wrong kind and other features than in training are refused", () => {
  assert.throws(
    () => makePipeline({} as never),
    new InvalidParameterError("step 0 of makePipeline must have a fit method; got a value of type object"),
  );
  assert.throws(
    () => makePipeline(new Recorder() as never, new Recorder()).fit(X, y),
    new InvalidParameterError("step 0 of makePipeline must be a transformer: it cannot transform"),
  );
  assert.throws(
    () => makePipeline(new StandardScaler(), new StandardScaler() as never).fit(X, y),
    new InvalidParameterError("the last step of makePipeline must be a classifier: it has no predictProba"),
  );
  assert.throws(
    () =>
      makePipeline(new Recorder())
        .fit(X, y)
        .predictProba(X.selectColumns(["b", "a", "c"])),
    ShapeError,
  );
});

test("many rows are forecast in blocks, to the same bits as at once", () => {
  const nSamples = 40_001;
  const many = new FeatureMatrix(
    Float64Array.from({ length: 3 * nSamples }, (_, index) => Math.sin(index)),
    nSamples,
    ["a", "b", "c"],
  );
  const fitted = makePipeline(new DropColumns({ columns: ["b"] }), new StandardScaler(), new Recorder()).fit(X, y);
  assert.deepEqual(fitted.predictProba(many), fitted.classifier.predictProba(fitted.transform(many)));
});
