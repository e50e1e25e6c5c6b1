import {
  type Classifier,
  checkOneOf,
  type FeatureMatrix,
  type FitOptions,
  type FittedClassifier,
  type FittedTransformer,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  show,
  type Transformer,
  toFeatureMatrix,
  toLabels,
  toMatchingFeatures,
} from "../core";

/** A classifier whose fitted form is known to the compiler. */
export interface ClassifierOf<Fitted extends FittedClassifier> extends Classifier {
  fit(X: MatrixLike, y: LabelsLike, options?: FitOptions): Fitted;
}

/**
 * Chains transformers and a classifier into one classifier. Every `fit` learns the transformers anew from the rows
 * it is given, so that cross-validation does not leak test rows into them.
 * @param steps any number of transformers, then one classifier
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

/** Transformers and a classifier, none of them fitted. Made by {@link makePipeline}. */
export class Pipeline<Fitted extends FittedClassifier = FittedClassifier> implements Classifier {
  constructor(
    readonly transformers: readonly Transformer[],
    readonly classifier: ClassifierOf<Fitted>,
  ) {}

  /**
   * @param X nSamples × nFeatures
   * @param y labels 0 or 1, length nSamples; transformers see them too
   * @param options passed on to the classifier; transformers are fitted without weights
   */
  fit(X: MatrixLike, y: LabelsLike, options?: FitOptions): FittedPipeline<Fitted> {
    const raw = toFeatureMatrix(X);
    const labels = toLabels(y, raw.nSamples);
    const steps: FittedTransformer[] = [];
    let matrix = raw;
    this.transformers.forEach((transformer, place) => {
      const step = transformer.fit(matrix, labels);
      if (typeof step?.transform !== "function") {
        throw new InvalidParameterError(`step ${place} of makePipeline must be a transformer: it cannot transform`);
      }
      matrix = step.transform(matrix);
      steps.push(step);
    });
    const classifier = this.classifier.fit(matrix, labels, options);
    if (typeof classifier?.predictProba !== "function") {
      throw new InvalidParameterError("the last step of makePipeline must be a classifier: it has no predictProba");
    }
    return new FittedPipeline([...raw.featureNames], steps, classifier);
  }
}

/** A fitted {@link Pipeline}: takes raw features, as they were in training. */
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
  ) {}

  /** X as the classifier sees it. @param X nSamples × nFeatures, raw */
  transform(X: MatrixLike): FeatureMatrix {
    return this.steps.reduce((matrix, step) => step.transform(matrix), toMatchingFeatures(X, this.featureNames));
  }

  /** P(churn) of each row. @param X nSamples × nFeatures, raw @returns length nSamples, in [0, 1] */
  predictProba(X: MatrixLike): Float64Array {
    return this.classifier.predictProba(this.transform(X));
  }

  /** 1 where P(churn) ≥ threshold (default 0.5), else 0. @param X nSamples × nFeatures, raw */
  predict(X: MatrixLike, threshold?: number): Uint8Array {
    return this.classifier.predict(this.transform(X), threshold);
  }

  toJSON(): PipelineJSON {
    return {
      model: "Pipeline",
      featureNames: [...this.featureNames],
      steps: this.steps.map((step) => step.toJSON()),
      classifier: this.classifier.toJSON(),
    };
  }

  /**
   * Reads what `toJSON` wrote.
   * @param readers the `fromJSON` of each part, by the part's `model` name, for example
   * `{ StandardScaler: FittedStandardScaler.fromJSON, LogisticRegression: FittedLogisticRegression.fromJSON }`
   * @throws InvalidParameterError for another object, or a part without a reader
   */
  static fromJSON(json: object, readers: PipelineReaders): FittedPipeline {
    const { model, featureNames, steps, classifier } = json as PipelineJSON;
    checkOneOf("model", model, ["Pipeline"]);
    const read = (part: { readonly model?: string }) => {
      const name = checkOneOf("model of a pipeline step", part.model ?? "", Object.keys(readers));
      return readers[name](part);
    };
    return new FittedPipeline(
      [...featureNames],
      steps.map((step) => read(step) as FittedTransformer),
      read(classifier) as FittedClassifier,
    );
  }
}

/** How each kind of pipeline part is read from JSON, by its `model` name. */
export type PipelineReaders = Readonly<Record<string, (json: object) => FittedTransformer | FittedClassifier>>;

/** The plain-object form of a {@link FittedPipeline}. */
export interface PipelineJSON {
  readonly model: "Pipeline";
  readonly featureNames: readonly string[];
  readonly steps: readonly object[];
  readonly classifier: object;
}
