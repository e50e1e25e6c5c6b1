import {
  type FeatureMatrix,
  type FittedTransformer,
  InvalidParameterError,
  type MatrixLike,
  type ModelHeader,
  makeImmutable,
  modelHeader,
  type ReadModelOptions,
  readModelJSON,
  ShapeError,
  show,
} from "../core";
import type { DroppedFeature } from "./feature-selection";
import { featureList } from "./read-scales";
import { FittedColumns } from "./select-columns";

/** The plain-object form of a {@link FittedSelection}. */
export interface SelectionJSON extends ModelHeader {
  readonly model: "FeatureSelection";
  /** Length of `kept` */
  readonly nKept: number;
  /** The features that pass, in order */
  readonly kept: readonly string[];
  /** All others, with the reason */
  readonly dropped: readonly DroppedFeature[];
}

/**
 * A choice of features that tells why each of the others was dropped; learned by `SelectFeatures` or `SelectKBest`.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedSelection, SelectFeatures } from "churnlab";
 *
 * const chosen = new SelectFeatures({ by: "variance" }).fit([[1, 7], [2, 7]]);
 * const same = FittedSelection.fromJSON(JSON.parse(JSON.stringify(chosen)));
 * assert.deepEqual(same.dropped, [{ feature: "x1", reason: "always 7: variance 0" }]);
 * assert.deepEqual(same.transform([[5, 6]]).toArrays(), [[5]]);
 * ```
 */
export class FittedSelection implements FittedTransformer {
  private readonly columns: FittedColumns;

  /**
   * @param featureNames the features of training, in order
   * @param kept the features that pass, in order
   * @param dropped all others, with the reason
   */
  constructor(
    readonly featureNames: readonly string[],
    readonly kept: readonly string[],
    readonly dropped: readonly DroppedFeature[],
  ) {
    this.columns = new FittedColumns(featureNames, kept);
    makeImmutable(this);
  }

  /** Place of each kept feature among the features of training. */
  get sources(): number[] {
    return this.columns.sources;
  }

  /** The kept columns of X. @param X nSamples × nFeatures, the features of training */
  transform(X: MatrixLike): FeatureMatrix {
    return this.columns.transform(X);
  }

  toJSON(): SelectionJSON {
    return {
      ...modelHeader("FeatureSelection", this.featureNames),
      nKept: this.kept.length,
      kept: [...this.kept],
      dropped: this.dropped.map(({ feature, reason }) => ({ feature, reason })),
    };
  }

  /**
   * Reads what `toJSON` wrote.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedSelection {
    const fields = readModelJSON(json, "FeatureSelection", options);
    const kept = featureList(fields, "kept", "FeatureSelection");
    const dropped = fields.objects("dropped").map(droppedEntry);
    if (kept.length === 0 || fields.integer("nKept") !== kept.length) {
      throw new ShapeError(`kept in the JSON of a FeatureSelection must have nKept ≥ 1 names; got ${kept.length}`);
    }
    const all = new Set([...kept, ...dropped.map(({ feature }) => feature)]);
    const { featureNames } = fields;
    const isWhole = kept.length + dropped.length === featureNames.length && featureNames.every((name) => all.has(name));
    if (!isWhole) {
      throw new ShapeError("every feature in the JSON of a FeatureSelection must be kept or dropped, once");
    }
    return new FittedSelection(featureNames, kept, dropped);
  }
}

function droppedEntry({ feature, reason }: Record<string, unknown>, place: number): DroppedFeature {
  if (typeof feature === "string" && typeof reason === "string") return { feature, reason };
  throw new InvalidParameterError(
    `dropped[${place}] in the JSON of a FeatureSelection must have a feature and a reason; got ${show(feature)} and ${show(reason)}`,
  );
}
