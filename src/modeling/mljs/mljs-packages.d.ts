/** The parts of the mljs packages that churnlab uses: one ships no types, the other types that do not compile. */
declare module "ml-logistic-regression" {
  import type { Matrix } from "ml-matrix";

  /** The model of two classes: gradient ascent from zero weights. It is not exported by name. */
  export interface TwoClassModel {
    train(features: Matrix, target: Matrix): void;
    readonly weights: Matrix;
  }

  export default class LogisticRegression {
    constructor(options: { numSteps: number; learningRate: number });
    train(features: Matrix, target: Matrix): void;
    readonly classifiers: readonly TwoClassModel[];
  }
}

declare module "ml-random-forest" {
  /** A node of a trained tree: a split with two children, or a leaf with the share of each class. */
  export interface TreeNode {
    readonly splitColumn?: number;
    readonly splitValue?: number;
    readonly left?: TreeNode;
    readonly right?: TreeNode;
    readonly distribution?: { readonly columns: number; get(row: number, column: number): number };
  }

  export interface RandomForestClassifierOptions {
    readonly seed: number;
    readonly nEstimators: number;
    readonly maxFeatures: number;
    readonly replacement: boolean;
    readonly useSampleBagging: boolean;
    readonly noOOB: boolean;
    readonly treeOptions: {
      readonly maxDepth: number;
      readonly minNumSamples: number;
      readonly gainThreshold: number;
    };
  }

  export class RandomForestClassifier {
    constructor(options: RandomForestClassifierOptions);
    train(trainingSet: readonly (readonly number[])[], trainingValues: readonly number[]): void;
    /** The columns that each tree was given, in the tree's own numbering. */
    readonly indexes: readonly (readonly number[])[];
    readonly estimators: readonly { readonly root: TreeNode }[];
  }
}
