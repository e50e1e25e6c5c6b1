import {
  type Classifier,
  checkOptionNames,
  FeatureMatrix,
  type FitOptions,
  type FittedClassifier,
  type FittedTransformer,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  type ModelHeader,
  makeImmutable,
  modelHeader,
  type ReadModelOptions,
  readModelJSON,
  ShapeError,
  show,
  type TrainingSummary,
  type Transformer,
  toFeatureMatrix,
  toLabels,
  toMatchingFeatures,
  toSampleWeights,
} from "../core";
import { complement } from "./train-test-split";

/** A classifier whose fitted form is known to the compiler. */
export interface ClassifierOf<Fitted extends FittedClassifier> extends Classifier {
  fit(X: MatrixLike, y: LabelsLike, options?: FitOptions): Fitted;
}

/**
 * Chains transformers and a classifier into one classifier. Every `fit` learns the transformers anew from the rows
 * it is given, so that cross-validation does not leak test rows into them.
 * @param steps any number of transformers, then one classifier
 * @returns a recipe, not yet fitted
 * @throws InvalidParameterError without steps
 * @see scikit-learn `make_pipeline`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import {
 *   featuresAndLabels, LogisticRegression, makePipeline, rocAucScore, simulateClients, StandardScaler,
 * } from "churnlab";
 *
 * const { X, y } = featuresAndLabels(simulateClients({ nClients: 300, seed: 1 }), "Churn");
 * const model = makePipeline(new StandardScaler(), new LogisticRegression({ penalty: "l2", C: 1 })).fit(X, y);
 * const auc = rocAucScore(y, model.predictProba(X));
 * assert.ok(auc > 0.9);
 * ```
 */
export function makePipeline<Fitted extends FittedClassifier>(
  ...steps: [...transformers: Transformer[], classifier: ClassifierOf<Fitted>]
): Pipeline<Fitted> {
  steps.forEach((step: unknown, place) => {
    if (typeof (step as Partial<Transformer> | null | undefined)?.fit !== "function") {
      throw new InvalidParameterError(`step ${place} of makePipeline must have a fit method; got ${show(step)}`);
    }
  });
  if (steps.length === 0) throw new InvalidParameterError("makePipeline must end in a classifier; got no steps");
  return new Pipeline(steps.slice(0, -1) as Transformer[], steps[steps.length - 1] as ClassifierOf<Fitted>);
}

/**
 * Transformers and a classifier, none of them fitted. Made by {@link makePipeline}.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { LogisticRegression, Pipeline, StandardScaler } from "churnlab";
 *
 * const pipeline = new Pipeline([new StandardScaler()], new LogisticRegression({ penalty: "l2", C: 1 }));
 * const model = pipeline.fit([[1], [2], [3], [4]], [0, 1, 0, 1]);
 * assert.deepEqual(Array.from(model.predict([[0], [9]])), [0, 1]);
 * ```
 */
export class Pipeline<Fitted extends FittedClassifier = FittedClassifier> implements Classifier {
  constructor(
    /** The steps before the classifier, in order. */
    readonly transformers: readonly Transformer[],
    /** The last step. */
    readonly classifier: ClassifierOf<Fitted>,
  ) {}

  /** Whether X may hold NaN: where the first transformer fills the gaps. */
  get allowsMissing(): boolean {
    return this.transformers.length > 0 && this.transformers[0].allowsMissing === true;
  }

  /**
   * Fits each step on what the steps before it make of X.
   * @param X nSamples × nFeatures
   * @param y labels 0 or 1, length nSamples; transformers see them too
   * @param options passed on to the classifier; transformers are fitted without weights
   *
   * Rows that a transformer takes for outliers (`droppedRows`) are left out of the steps after it.
   */
  fit(X: MatrixLike, y: LabelsLike, options?: FitOptions): FittedPipeline<Fitted> {
    checkOptionNames("fit", options ?? {}, ["sampleWeight"]);
    const raw = toFeatureMatrix(X, "X", !this.allowsMissing);
    let labels = toLabels(y, raw.nSamples);
    toSampleWeights(options?.sampleWeight, raw.nSamples);
    this.checkFit(labels, options, raw.featureNames);
    let weights = options?.sampleWeight;
    const steps: FittedTransformer[] = [];
    let matrix = raw;
    this.transformers.forEach((transformer, place) => {
      const step = transformer.fit(matrix, labels);
      if (typeof step?.transform !== "function") {
        throw new InvalidParameterError(`step ${place} of makePipeline must be a transformer: it cannot transform`);
      }
      matrix = step.transform(matrix);
      steps.push(step);
      if (step.droppedRows === undefined || step.droppedRows.length === 0) return;
      const rows = complement(step.droppedRows, matrix.nSamples);
      labels = labelsAt(labels, rows);
      weights = weights === undefined ? undefined : weightsAt(weights, rows, matrix.nSamples);
      matrix = matrix.selectRows(rows);
    });
    const kept = weights === options?.sampleWeight ? options : { ...options, sampleWeight: weights };
    const classifier = this.classifier.fit(matrix, labels, kept);
    if (typeof classifier?.predictProba !== "function") {
      throw new InvalidParameterError("the last step of makePipeline must be a classifier: it has no predictProba");
    }
    return new FittedPipeline(raw.featureNames, steps, classifier);
  }

  /**
   * Refuses what the classifier would refuse, and columns that a step would, before any step is fitted. Columns are
   * followed as far as steps can tell them without rows.
   */
  checkFit(y: Uint8Array, options: FitOptions = {}, featureNames: readonly string[] | null = null): void {
    const columns = this.transformers.reduce<readonly string[] | null>(
      (names, transformer) => (names === null ? null : (transformer.checkFeatures?.(names) ?? null)),
      featureNames,
    );
    this.classifier.checkFit?.(y, options, columns);
  }

  /**
   * Reads what the fitted pipeline's `toJSON` wrote; see {@link FittedPipeline.fromJSON}.
   * @param json the object, or `JSON.parse` of its text
   * @param readers the `fromJSON` of each part, by the part's `model` name; `modelFromJSON` knows all of this library
   * @param options `featureNames`: the features that it must have been trained on
   * @returns the fitted pipeline
   * @throws InvalidParameterError or ShapeError for another object, or one of other features
   */
  static fromJSON(json: object, readers: PipelineReaders, options: ReadModelOptions = {}): FittedPipeline {
    return FittedPipeline.fromJSON(json, readers, options);
  }
}

function labelsAt(labels: Uint8Array, rows: Uint32Array): Uint8Array {
  return Uint8Array.from(rows, (row) => labels[row]);
}

function weightsAt(weights: ArrayLike<number>, rows: Uint32Array, nSamples: number): Float64Array {
  if (weights.length !== nSamples) {
    throw new ShapeError(`sampleWeight must have ${nSamples} values; got ${weights.length}`);
  }
  return Float64Array.from(rows, (row) => weights[row]);
}

/** Rows that go through the steps together: few enough for the cache, many enough that a call costs nothing. */
const rowsPerBlock = 16_384;

/**
 * A fitted {@link Pipeline}: takes raw features, as they were in training.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { DummyClassifier, FittedPipeline, makePipeline, StandardScaler } from "churnlab";
 *
 * const model = makePipeline(new StandardScaler(), new DummyClassifier()).fit([[10], [20], [30]], [0, 0, 1]);
 * assert.equal(model instanceof FittedPipeline, true);
 * assert.equal(model.transform([[20]]).at(0, 0), 0); // 20 is the mean of training
 * ```
 */
export class FittedPipeline<Fitted extends FittedClassifier = FittedClassifier> implements FittedClassifier {
  /**
   * @param featureNames the raw features of training, in order
   * @param steps the fitted transformers, in order
   * @param classifier the fitted classifier; its `featureNames` are those after the transformers
   */
  constructor(
    readonly featureNames: readonly string[],
    readonly steps: readonly FittedTransformer[],
    readonly classifier: Fitted,
  ) {
    makeImmutable(this);
  }

  /** Whether X may hold NaN: where the first step fills the gaps. */
  get allowsMissing(): boolean {
    return this.steps[0]?.allowsMissing === true;
  }

  /** What the classifier was trained on; undefined where a classifier of one's own does not tell. */
  get training(): TrainingSummary | undefined {
    return (this.classifier as { readonly training?: TrainingSummary }).training;
  }

  /** X as the classifier sees it. @param X nSamples × nFeatures, raw */
  transform(X: MatrixLike): FeatureMatrix {
    return this.throughSteps(this.readRaw(X));
  }

  /** P(churn) of each row. @param X nSamples × nFeatures, raw @returns length nSamples, in [0, 1] */
  predictProba(X: MatrixLike): Float64Array {
    const matrix = this.readRaw(X);
    const { nSamples, nFeatures } = matrix;
    // Only steps that work column by column: the errors of others may name rows, which blocks would number anew.
    const inBlocks = nSamples > rowsPerBlock && this.steps.every(({ sources }) => sources !== undefined);
    if (!inBlocks) return this.classifier.predictProba(this.throughSteps(matrix));
    const probabilities = new Float64Array(nSamples);
    for (let start = 0; start < nSamples; start += rowsPerBlock) {
      const end = Math.min(start + rowsPerBlock, nSamples);
      const rows = matrix.data.subarray(start * nFeatures, end * nFeatures);
      const block = this.throughSteps(new FeatureMatrix(rows, end - start, matrix.featureNames));
      probabilities.set(this.classifier.predictProba(block), start);
    }
    return probabilities;
  }

  /** 1 where P(churn) ≥ threshold (default 0.5), else 0. @param X nSamples × nFeatures, raw */
  predict(X: MatrixLike, threshold?: number): Uint8Array {
    return this.classifier.predict(this.transform(X), threshold);
  }

  /** Missing values are the first step's affair where it takes them. */
  private readRaw(X: MatrixLike): FeatureMatrix {
    return toMatchingFeatures(X, this.featureNames, "X", !this.allowsMissing);
  }

  private throughSteps(matrix: FeatureMatrix): FeatureMatrix {
    return this.steps.reduce((passed, step) => step.transform(passed), matrix);
  }

  toJSON(): PipelineJSON {
    return {
      ...modelHeader("Pipeline", this.featureNames),
      nSteps: this.steps.length,
      steps: this.steps.map((step) => step.toJSON()),
      classifier: this.classifier.toJSON(),
    };
  }

  /**
   * Reads what `toJSON` wrote.
   * @param readers the `fromJSON` of each part, by the part's `model` name, for example
   * `{ StandardScaler: FittedStandardScaler.fromJSON, LogisticRegression: FittedLogisticRegression.fromJSON }`
   * @throws InvalidParameterError for another object, or a part without a reader; ShapeError for parts that do not fit
   *   together, or other features than `options` names
   */
  static fromJSON(json: object, readers: PipelineReaders, options: ReadModelOptions = {}): FittedPipeline {
    const fields = readModelJSON(json, "Pipeline", options);
    const { featureNames } = fields;
    const parts = fields.objects("steps");
    if (fields.integer("nSteps") !== parts.length) {
      throw new ShapeError(`steps in the JSON of a Pipeline must have nSteps parts; got ${parts.length}`);
    }
    const steps = parts.map((part, place) => readTransformer(part, readers, `steps[${place}]`));
    const classifier = readClassifier(fields.object("classifier"), readers);
    checkChain(featureNames, steps, classifier);
    return new FittedPipeline(featureNames, steps, classifier);
  }
}

function readPart(
  part: Record<string, unknown>,
  readers: PipelineReaders,
  place: string,
): FittedTransformer | FittedClassifier {
  const name = part["model"];
  if (typeof name !== "string" || !Object.hasOwn(readers, name)) {
    const known = Object.keys(readers)
      .map((reader) => show(reader))
      .join(", ");
    throw new InvalidParameterError(
      `model of ${place} in the JSON of a Pipeline must be one of ${known}; got ${show(name)}`,
    );
  }
  return readers[name](part);
}

function readTransformer(part: Record<string, unknown>, readers: PipelineReaders, place: string): FittedTransformer {
  const step = readPart(part, readers, place);
  if ("transform" in step && typeof step.transform === "function") return step as FittedTransformer;
  throw new InvalidParameterError(
    `${place} in the JSON of a Pipeline must be a transformer; got ${show(part["model"])}`,
  );
}

function readClassifier(part: Record<string, unknown>, readers: PipelineReaders): FittedClassifier {
  const classifier = readPart(part, readers, "classifier");
  if ("predictProba" in classifier) return classifier;
  throw new InvalidParameterError(`classifier in the JSON of a Pipeline must be one; got ${show(part["model"])}`);
}

/** Sends no rows through the steps: each must take the features that the one before it gives. */
function checkChain(
  featureNames: readonly string[],
  steps: readonly FittedTransformer[],
  classifier: FittedClassifier,
): void {
  const noRows = new FeatureMatrix(new Float64Array(0), 0, featureNames);
  const last = steps.reduce<FeatureMatrix>((matrix, step) => step.transform(matrix), noRows);
  toMatchingFeatures(last, classifier.featureNames, "what the steps of a Pipeline give");
}

/** How each kind of pipeline part is read from JSON, by its `model` name. */
export type PipelineReaders = Readonly<Record<string, (json: object) => FittedTransformer | FittedClassifier>>;

/** The plain-object form of a {@link FittedPipeline}. */
export interface PipelineJSON extends ModelHeader {
  readonly model: "Pipeline";
  /** Length of `steps`. */
  readonly nSteps: number;
  /** What each fitted transformer writes, in order. */
  readonly steps: readonly object[];
  /** What the fitted classifier writes. */
  readonly classifier: object;
}
