import type { Random } from "../../core";
import { RankFinder } from "../trees/rank-finder";

/**
 * Draws rows with replacement, each as likely as its weight, as scikit-learn 1.9 does: a row of weight
 * 2 is drawn as often as two rows.
 */
export class RowSampler {
  private readonly nSamples: number;
  /** Where the weights differ: their running sums, and work space. */
  private readonly weighted: { finder: RankFinder; total: number; draws: Float64Array; rows: Uint32Array } | null;
  /**
   * Where they do not: how often each row was drawn, in numbers so small that more of them are in the cache. More than
   * 65,535 of at least as many draws for one row do not happen: the chance is below 1 / 65,536!.
   */
  private readonly draws: Uint16Array;

  /** @param weights one a row, ≥ 0, some positive */
  constructor(weights: Float64Array) {
    this.nSamples = weights.length;
    this.weighted = weights.every((weight) => weight === weights[0]) ? null : weighted(weights);
    this.draws = new Uint16Array(this.weighted === null ? weights.length : 0);
  }

  /** Draws as many rows as there are. @param counts how often each row is drawn is written here */
  draw(random: Random, counts: Float64Array): void {
    if (this.weighted !== null) this.drawWeighted(random, counts);
    else drawEqually(random, counts, this.draws);
  }

  private drawWeighted(random: Random, counts: Float64Array): void {
    const { weighted, nSamples } = this;
    if (weighted === null) return;
    const { finder, total, draws, rows } = weighted;
    counts.fill(0);
    // In (0, total]: the first row whose running sum is not below the draw has a positive weight.
    for (let draw = 0; draw < nSamples; draw++) draws[draw] = (1 - random.uniform()) * total;
    finder.writeRanks(draws, 0, 1, 0, nSamples, rows, 0, 1);
    for (let draw = 0; draw < nSamples; draw++) counts[rows[draw]]++;
  }
}

function weighted(weights: Float64Array) {
  const sums = new Float64Array(weights.length);
  let total = 0;
  for (let row = 0; row < weights.length; row++) {
    total += weights[row];
    sums[row] = total;
  }
  const draws = new Float64Array(weights.length);
  return { finder: new RankFinder(sums), total, draws, rows: new Uint32Array(weights.length) };
}

/** As `random.integer`, with its limit computed once. */
function drawEqually(random: Random, counts: Float64Array, draws: Uint16Array): void {
  const nSamples = counts.length;
  const limit = 4294967296 - (4294967296 % nSamples);
  draws.fill(0);
  for (let draw = 0; draw < nSamples; draw++) {
    let number = random.uint32();
    while (number >= limit) number = random.uint32();
    draws[(number >>> 0) % (nSamples >>> 0)]++;
  }
  counts.set(draws);
}
