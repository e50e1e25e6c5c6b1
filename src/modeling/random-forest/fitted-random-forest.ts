import {
  type FittedClassifier,
  InvalidParameterError,
  type MatrixLike,
  modelHeader,
  readModelJSON,
  toMatchingFeatures,
} from "../../core";
import { labelsAtThreshold } from "../predict-labels";
import { leafValue, type TreeEnsemble } from "../trees/tree-nodes";

const modelName = "RandomForestClassifier";

/** What the rows that a tree did not see say about the forest. */
export interface OutOfBag {
  /** P(churn) of each training row, by the trees that did not see it; NaN for a row that every tree saw. */
  readonly oobProba: Float64Array;
  /** Share of training rows, of those with a forecast, whose label oobProba ≥ 0.5 tells rightly. */
  readonly oobScore: number;
}

/** The plain-object form of a {@link FittedRandomForest}. */
export interface RandomForestJSON {
  readonly model: "RandomForestClassifier";
  readonly featureNames: readonly string[];
  readonly roots: readonly number[];
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly right: readonly number[];
  readonly cover: readonly number[];
  readonly featureImportances: readonly number[];
  readonly outOfBag: { readonly oobProba: readonly (number | null)[]; readonly oobScore: number | null } | null;
}

/** Trees grown by RandomForestClassifier. */
export class FittedRandomForest implements FittedClassifier {
  /** P(churn) of the training rows out of bag; null when grown without bootstrap. */
  readonly oobProba: Float64Array | null;
  /** Accuracy out of bag, in [0, 1]; null when grown without bootstrap. */
  readonly oobScore: number | null;

  /**
   * @param featureNames the features of training, in order
   * @param trees all trees in flat arrays; a leaf's threshold is its share of class 1
   * @param featureImportances mean decrease of impurity, one a feature, sum 1 (all 0 when no tree has a split)
   */
  constructor(
    readonly featureNames: readonly string[],
    readonly trees: TreeEnsemble,
    readonly featureImportances: Float64Array,
    outOfBag: OutOfBag | null,
  ) {
    this.oobProba = outOfBag?.oobProba ?? null;
    this.oobScore = outOfBag?.oobScore ?? null;
  }

  /** Number of trees. */
  get nEstimators(): number {
    return this.trees.roots.length - 1;
  }

  /** Number of nodes of all trees, leaves included. */
  get nNodes(): number {
    return this.trees.feature.length;
  }

  /**
   * P(churn) of each row: the mean over trees of the class-1 share in the row's leaf, as in scikit-learn.
   * @param X nSamples × nFeatures, the features of training
   */
  predictProba(X: MatrixLike): Float64Array {
    const { data, nSamples, nFeatures } = toMatchingFeatures(X, this.featureNames);
    const { trees: nodes, nEstimators } = this;
    const probabilities = new Float64Array(nSamples);
    for (let tree = 0; tree < nEstimators; tree++) {
      const root = nodes.roots[tree];
      for (let row = 0; row < nSamples; row++) probabilities[row] += leafValue(nodes, root, data, row * nFeatures);
    }
    for (let row = 0; row < nSamples; row++) probabilities[row] /= nEstimators;
    return probabilities;
  }

  /** 1 where P(churn) ≥ threshold, else 0. @param threshold default 0.5 */
  predict(X: MatrixLike, threshold = 0.5): Uint8Array {
    return labelsAtThreshold(this.predictProba(X), threshold);
  }

  toJSON(): RandomForestJSON {
    const { roots, feature, threshold, right, cover } = this.trees;
    return {
      ...modelHeader(modelName, this.featureNames),
      roots: Array.from(roots),
      feature: Array.from(feature),
      threshold: Array.from(threshold),
      right: Array.from(right),
      cover: Array.from(cover),
      featureImportances: Array.from(this.featureImportances),
      outOfBag:
        this.oobProba === null
          ? null
          : { oobProba: Array.from(this.oobProba, numberOrNull), oobScore: numberOrNull(this.oobScore ?? Number.NaN) },
    };
  }

  /** Reads what `toJSON` wrote: the same forecasts to the last bit. @throws InvalidParameterError for another object */
  static fromJSON(json: object): FittedRandomForest {
    const fields = readModelJSON(json, modelName);
    const featureNames = fields.featureNames;
    const threshold = fields.vector("threshold");
    const nodes: TreeEnsemble = {
      roots: Int32Array.from(fields.vector("roots")),
      feature: Int32Array.from(fields.vector("feature", threshold.length)),
      threshold,
      right: Int32Array.from(fields.vector("right", threshold.length)),
      cover: fields.vector("cover", threshold.length),
    };
    checkNodes(nodes, featureNames.length);
    const { outOfBag } = json as RandomForestJSON;
    return new FittedRandomForest(
      featureNames,
      nodes,
      fields.vector("featureImportances", featureNames.length),
      outOfBag === null ? null : readOutOfBag(outOfBag),
    );
  }
}

function readOutOfBag({ oobProba, oobScore }: NonNullable<RandomForestJSON["outOfBag"]>): OutOfBag {
  return {
    oobProba: Float64Array.from(oobProba, (value) => value ?? Number.NaN),
    oobScore: oobScore ?? Number.NaN,
  };
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** Every walk must end: children come after their parents and stay inside the arrays. */
function checkNodes({ roots, feature, right }: TreeEnsemble, nFeatures: number): void {
  const nNodes = feature.length;
  const rootsFit =
    roots.length > 1 &&
    roots[0] === 0 &&
    roots[roots.length - 1] === nNodes &&
    roots.every((root, tree) => tree === 0 || (root > roots[tree - 1] && feature[root - 1] < 0));
  const nodesFit = feature.every(
    (asked, node) => asked < 0 || (asked < nFeatures && right[node] > node + 1 && right[node] < nNodes),
  );
  if (!rootsFit || !nodesFit) {
    throw new InvalidParameterError("roots, feature and right must describe trees: a child is missing");
  }
}
