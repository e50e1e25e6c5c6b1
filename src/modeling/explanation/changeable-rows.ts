import { FeatureMatrix, type FittedClassifier, type FittedTransformer } from "../../core";
import { FittedPipeline } from "../../preprocessing";
import { FittedSearch } from "../search";

/**
 * Rows whose features are exchanged and set while a model is asked about them. Where every step of a pipeline computes
 * its columns value by value (`sources`), the rows are transformed once and changed afterwards, which gives the same
 * bits; any other model is asked about the raw rows.
 */
export class ChangeableRows {
  /** What is asked, and the rows as it sees them: a working copy. */
  private readonly classifier: FittedClassifier;
  private readonly given: FeatureMatrix;
  private readonly rows: FeatureMatrix;
  /** The steps that were carried out already. */
  private readonly steps: readonly FittedTransformer[];
  /** For each column of `rows`, the raw feature that it is computed from. */
  private readonly sources: readonly number[];

  /** @param raw the features of training, checked */
  constructor(
    fitted: FittedClassifier,
    private readonly raw: FeatureMatrix,
  ) {
    const { classifier, steps, sources } = unwrap(fitted, raw.nFeatures);
    this.classifier = classifier;
    this.steps = steps;
    this.sources = sources;
    this.given = transformed(steps, raw);
    this.rows = new FeatureMatrix(this.given.data.slice(), this.given.nSamples, this.given.featureNames);
  }

  get nSamples(): number {
    return this.raw.nSamples;
  }

  /** P(churn) of the rows as they are now. */
  predictProba(): Float64Array {
    return this.classifier.predictProba(this.rows);
  }

  /** Whether the model sees any of the features: a step may have dropped them. */
  sees(features: readonly number[]): boolean {
    return this.sources.some((source) => features.includes(source));
  }

  /** Gives each row the values of row `order[row]` in some features. */
  exchange(features: readonly number[], order: ArrayLike<number>): void {
    for (const column of this.columnsOf(features)) {
      const { data, nFeatures, nSamples } = this.rows;
      const from = this.given.data;
      for (let row = 0; row < nSamples; row++) data[row * nFeatures + column] = from[order[row] * nFeatures + column];
    }
  }

  /** Gives every row the values of one row in some features. */
  setAs(features: readonly number[], row: number): void {
    for (const column of this.columnsOf(features)) this.fill(column, this.given.at(row, column));
  }

  /** A function that sets a feature of every row to one of these values, by its place. */
  setter(feature: number, values: Float64Array): (place: number) => void {
    // One row a value, to learn what the steps make of it; the other features do not matter to them.
    const { nFeatures, featureNames } = this.raw;
    const probes = new Float64Array(values.length * nFeatures);
    values.forEach((value, place) => {
      probes.set(this.raw.data.subarray(0, nFeatures), place * nFeatures);
      probes[place * nFeatures + feature] = value;
    });
    const seen = transformed(this.steps, new FeatureMatrix(probes, values.length, featureNames));
    const columns = this.columnsOf([feature]);
    return (place) => {
      for (const column of columns) this.fill(column, seen.at(place, column));
    };
  }

  /** Gives the rows their own values of some features back. */
  restore(features: readonly number[]): void {
    for (const column of this.columnsOf(features)) {
      const { data, nFeatures } = this.rows;
      for (let place = column; place < data.length; place += nFeatures) data[place] = this.given.data[place];
    }
  }

  private columnsOf(features: readonly number[]): number[] {
    return this.sources.flatMap((source, column) => (features.includes(source) ? [column] : []));
  }

  private fill(column: number, value: number): void {
    const { data, nFeatures } = this.rows;
    for (let place = column; place < data.length; place += nFeatures) data[place] = value;
  }
}

interface Unwrapped {
  readonly classifier: FittedClassifier;
  readonly steps: readonly FittedTransformer[];
  readonly sources: readonly number[];
}

/** Goes into searches and pipelines as far as the way of every column is known. */
function unwrap(fitted: FittedClassifier, nFeatures: number): Unwrapped {
  const steps: FittedTransformer[] = [];
  let sources: readonly number[] = Array.from({ length: nFeatures }, (_, feature) => feature);
  let classifier = fitted;
  for (;;) {
    if (classifier instanceof FittedSearch) {
      classifier = classifier.bestModel;
      continue;
    }
    if (!(classifier instanceof FittedPipeline)) return { classifier, steps, sources };
    const inner = sourcesOf(classifier.steps, sources);
    if (inner === null) return { classifier, steps, sources };
    steps.push(...classifier.steps);
    sources = inner;
    classifier = classifier.classifier;
  }
}

/** The raw feature of each column after the steps; null where a step mixes columns. */
function sourcesOf(steps: readonly FittedTransformer[], sources: readonly number[]): readonly number[] | null {
  let traced: readonly number[] = sources;
  for (const step of steps) {
    if (step.sources === undefined) return null;
    const before = traced;
    traced = step.sources.map((source) => before[source]);
  }
  return traced;
}

function transformed(steps: readonly FittedTransformer[], matrix: FeatureMatrix): FeatureMatrix {
  return steps.reduce((rows, step) => step.transform(rows), matrix);
}
