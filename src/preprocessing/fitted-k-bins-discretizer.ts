import {
  FeatureMatrix,
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
  toFeatureNames,
  toMatchingFeatures,
} from "../core";
import { binNumbers } from "./bin-numbers";
import { tidy } from "./feature-selection";

/** What stands for a bin. */
export type BinEncoding = "ordinal" | "oneHot";

/** The plain-object form of a {@link FittedKBinsDiscretizer}. */
export interface KBinsDiscretizerJSON extends ModelHeader {
  readonly model: "KBinsDiscretizer";
  /** Whether `transform` gives bin numbers or one column a bin. */
  readonly encode: BinEncoding;
  /** Number of edges of each feature; 0 for a constant one */
  readonly nEdges: readonly number[];
  /** The edges of all features, one after the other */
  readonly edges: readonly number[];
  /** First training row, which names constants */
  readonly firstRow: readonly number[];
}

/**
 * Bins learned by `KBinsDiscretizer`.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedKBinsDiscretizer, KBinsDiscretizer } from "churnlab";
 *
 * const bins = new KBinsDiscretizer({ nBins: 2, strategy: "uniform" }).fit([[0, 3], [10, 3]]);
 * assert.deepEqual([bins.nBins, bins.constantFeatures], [[2, 1], ["x1"]]);
 * const same = FittedKBinsDiscretizer.fromJSON(JSON.parse(JSON.stringify(bins)));
 * assert.deepEqual(same.transform([[5, 4]]).toArrays(), [[1, 0]]);
 * ```
 */
export class FittedKBinsDiscretizer implements FittedTransformer {
  /** Number of bins of each feature, 1 for a constant one */
  readonly nBins: readonly number[];
  /** Names of the features with one value in training */
  readonly constantFeatures: readonly string[];
  /** Names of the columns that `transform` gives */
  readonly outputNames: readonly string[];

  /**
   * @param featureNames the features of training, in order
   * @param binEdges for each feature the edges, ascending, first and last the extremes of training; none for a constant
   * @param encode what stands for a bin
   * @param firstRow the first training row
   */
  constructor(
    readonly featureNames: readonly string[],
    readonly binEdges: readonly (readonly number[])[],
    readonly encode: BinEncoding,
    private readonly firstRow: readonly number[],
  ) {
    this.nBins = binEdges.map((edges) => Math.max(1, edges.length - 1));
    this.constantFeatures = featureNames.filter((_, place) => binEdges[place].length === 0);
    this.outputNames = encode === "ordinal" ? featureNames : toFeatureNames(this.binNames().flat());
    makeImmutable(this);
  }

  /** Place of the input column of every output column. */
  get sources(): number[] {
    if (this.encode === "ordinal") return this.featureNames.map((_, place) => place);
    return this.nBins.flatMap((count, place) => new Array<number>(count).fill(place));
  }

  /** The bins of X. @param X nSamples × nFeatures, the features of training */
  transform(X: MatrixLike): FeatureMatrix {
    const matrix = toMatchingFeatures(X, this.featureNames);
    const numbers = binNumbers(matrix, this.binEdges);
    if (this.encode === "ordinal") return new FeatureMatrix(numbers, matrix.nSamples, this.outputNames);
    return new FeatureMatrix(this.marks(numbers), matrix.nSamples, this.outputNames);
  }

  toJSON(): KBinsDiscretizerJSON {
    return {
      ...modelHeader("KBinsDiscretizer", this.featureNames),
      encode: this.encode,
      nEdges: this.binEdges.map((edges) => edges.length),
      edges: this.binEdges.flat(),
      firstRow: [...this.firstRow],
    };
  }

  /**
   * Reads what `toJSON` wrote.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedKBinsDiscretizer {
    const fields = readModelJSON(json, "KBinsDiscretizer", options);
    const { featureNames } = fields;
    const nEdges = fields.integers("nEdges", featureNames.length, { min: 0, max: 65536 });
    const total = nEdges.reduce((sum, count) => sum + count, 0);
    const edges = Array.from(fields.vector("edges", total));
    const binEdges = Array.from(nEdges, (count) => checkEdges(edges.splice(0, count)));
    const firstRow = Array.from(fields.vector("firstRow", featureNames.length));
    return new FittedKBinsDiscretizer(featureNames, binEdges, fields.oneOf("encode", ["ordinal", "oneHot"]), firstRow);
  }

  private marks(numbers: Float64Array): Float64Array {
    const { nBins } = this;
    const width = this.outputNames.length;
    const nFeatures = nBins.length;
    const nSamples = numbers.length / nFeatures;
    const marks = new Float64Array(nSamples * width);
    for (let row = 0, place = 0, offset = 0; row < nSamples; row++) {
      for (let column = 0; column < nFeatures; column++) {
        marks[offset + numbers[place++]] = 1;
        offset += nBins[column];
      }
    }
    return marks;
  }

  private binNames(): string[][] {
    return this.featureNames.map((name, place) => {
      const inner = this.binEdges[place].slice(1, -1);
      if (inner.length === 0) {
        return [this.binEdges[place].length === 0 ? `${name} = ${tidy(this.firstRow[place])}` : name];
      }
      const short = inner.map(tidy);
      const texts = new Set(short).size === short.length ? short : inner.map(String);
      const between = texts.slice(1).map((text, index) => `${name} [${texts[index]}, ${text})`);
      return [`${name} < ${texts[0]}`, ...between, `${name} ≥ ${texts[texts.length - 1]}`];
    });
  }
}

function checkEdges(edges: number[]): number[] {
  if (edges.length === 1) {
    throw new ShapeError("nEdges in the JSON of a KBinsDiscretizer must be 0 or at least 2; got 1");
  }
  const place = edges.findIndex((edge, index) => index > 0 && !(edge > edges[index - 1]));
  if (place >= 0) {
    throw new InvalidParameterError(
      `edges in the JSON of a KBinsDiscretizer must ascend within a feature; got ${show(edges[place])} after ${show(edges[place - 1])}`,
    );
  }
  return edges;
}
