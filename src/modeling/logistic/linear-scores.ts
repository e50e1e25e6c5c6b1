import { halvings, roots } from "../../core/exp-of-minus";
import { KernelMemory, type RunKernel } from "../../core/wasm";
import { logisticCode, rowsAtOnce, scoreCode } from "./score-kernels";

/** Rows that are copied to the kernels at once: so few that they stay in the first-level cache. */
const blockRows = 128;

/** A linear model: baseline + Σ coefficientⱼ·(xⱼ − meanⱼ). */
export interface LinearModel {
  readonly coefficients: Float64Array;
  readonly means: Float64Array;
  readonly baseline: number;
}

/** What a model says of each row. */
export interface LinearScores {
  readonly values: Float64Array;
  /** Whether all log-odds are finite; they are not where a row's features are not. */
  readonly areFinite: boolean;
}

let lastMemory: ScoreMemory | null = null;

/**
 * The log-odds of rows, or their logistic function.
 * @param data row-major, rows of coefficients.length values
 */
export function linearScores(data: Float64Array, model: LinearModel, asProbabilities: boolean): LinearScores {
  const nFeatures = model.coefficients.length;
  if (lastMemory?.nFeatures !== nFeatures) lastMemory = new ScoreMemory(nFeatures);
  return lastMemory.score(data, model, asProbabilities);
}

/** Memory for a block of rows and for a model, and the kernels that work on them. */
class ScoreMemory {
  readonly #rows: Float64Array;
  /** Two means and two slopes in turn. */
  readonly #model: Float64Array;
  readonly #baseline: Float64Array;
  /** A block's log-odds, and behind them a number that is NaN when one of them is not finite. */
  readonly #values: Float64Array;
  readonly #roots: Float64Array;
  readonly #halvings: Float64Array;
  readonly #score: RunKernel;
  readonly #applyLogistic: RunKernel;

  constructor(readonly nFeatures: number) {
    const nPairs = Math.ceil(nFeatures / 2);
    const lengths = [blockRows * nFeatures + 2, 4 * nPairs, 2, blockRows + 2, roots.length, halvings.length];
    const memory = new KernelMemory(lengths);
    [this.#rows, this.#model, this.#baseline, this.#values, this.#roots, this.#halvings] = memory.arrays;
    this.#roots.set(roots);
    this.#halvings.set(halvings);
    this.#score = memory.kernel(scoreCode);
    this.#applyLogistic = memory.kernel(logisticCode);
  }

  score(data: Float64Array, model: LinearModel, asProbabilities: boolean): LinearScores {
    this.#setModel(model);
    const nRows = data.length / this.nFeatures;
    const values = new Float64Array(nRows);
    let doubt = 0;
    for (let start = 0; start < nRows; start += blockRows) {
      const count = Math.min(blockRows, nRows - start);
      doubt += this.#scoreBlock(data, start, count);
      if (asProbabilities) this.#toProbabilities(count);
      values.set(this.#values.subarray(0, count), start);
    }
    return { values, areFinite: doubt === 0 };
  }

  #setModel({ coefficients, means, baseline }: LinearModel): void {
    const model = this.#model;
    for (let feature = 0; feature < coefficients.length; feature++) {
      const place = 4 * (feature >> 1) + (feature & 1);
      model[place] = means[feature];
      model[place + 2] = coefficients[feature];
    }
    this.#baseline[0] = baseline;
  }

  /** Writes the log-odds of a run of rows; what it returns is 0 when they are all finite, and else NaN. */
  #scoreBlock(data: Float64Array, start: number, count: number): number {
    const { nFeatures } = this;
    const rows = this.#rows;
    rows.set(data.subarray(start * nFeatures, (start + count) * nFeatures));
    if (count < blockRows) rows.fill(0, count * nFeatures);
    const model = this.#model;
    const values = this.#values;
    const nWhole = Math.ceil(count / rowsAtOnce) * rowsAtOnce;
    const end = values.byteOffset + 8 * nWhole;
    const modelEnd = model.byteOffset + model.byteLength;
    const baseline = this.#baseline.byteOffset;
    this.#score(rows.byteOffset, model.byteOffset, modelEnd, baseline, values.byteOffset, end, 8 * nFeatures);
    return values[nWhole] + values[nWhole + 1];
  }

  #toProbabilities(count: number): void {
    const start = this.#values.byteOffset;
    const end = start + 16 * Math.ceil(count / 2);
    this.#applyLogistic(start, end, this.#roots.byteOffset, this.#halvings.byteOffset);
  }
}
