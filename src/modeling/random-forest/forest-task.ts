import { Random } from "../../core";
import { classFactors } from "../class-weight";
import type { TreeNodes } from "../trees/tree-nodes";
import type { ForestData } from "./forest-data";
import { RowSampler } from "./row-sampler";
import { TreeGrower, type TreeLimits } from "./tree-grower";

/** All that growing the trees of a forest needs: plain data, so that threads can be given it. */
export interface ForestTask {
  readonly data: ForestData;
  readonly labels: Uint8Array;
  /** One weight ≥ 0 a row: its chance in a bootstrap, its weight without. */
  readonly weights: Float64Array;
  /** Without bootstrap, what a weight of 1 stands for. */
  readonly unit: number;
  /** Without bootstrap, what the weights of class 0 and of class 1 are multiplied by. */
  readonly factors: readonly [number, number];
  readonly bootstrap: boolean;
  /** Whether both classes get the same weight in each tree's rows. */
  readonly balancesTrees: boolean;
  readonly limits: TreeLimits;
  readonly seed: number;
}

/** A tree with what the forest needs to know of its growth. */
export interface GrownTree {
  readonly nodes: TreeNodes;
  /** Decrease of impurity by each feature, as shares of the tree's: sum 1, or all 0. */
  readonly importances: Float64Array;
  /** One bit a row, lowest first: whether the tree has seen it. Empty without bootstrap. */
  readonly seen: Uint32Array;
}

/** Grows any tree of a forest by its number: a tree depends on that and the seed alone, not on those grown before. */
export class ForestGrower {
  private readonly grower: TreeGrower;
  private readonly random: Random;
  private readonly sampler: RowSampler | null;
  private readonly counts: Float64Array;
  private readonly areWhole: boolean;

  constructor(private readonly task: ForestTask) {
    this.grower = new TreeGrower(task.data, task.limits);
    this.random = new Random(task.seed);
    this.sampler = task.bootstrap ? new RowSampler(task.weights) : null;
    this.counts = new Float64Array(task.bootstrap ? task.weights.length : 0);
    this.areWhole = task.bootstrap || haveExactSums(task.weights);
  }

  grow(tree: number): GrownTree {
    const { task, sampler, counts } = this;
    const random = this.random.fork(tree);
    const importances = new Float64Array(task.data.nFeatures);
    sampler?.draw(random, counts);
    const { areWhole } = this;
    const rows =
      sampler === null
        ? { weights: task.weights, unit: task.unit, factors: task.factors, areWhole }
        : {
            weights: counts,
            unit: 1,
            areWhole,
            factors: task.balancesTrees ? factorsOf(counts, task.labels) : ([1, 1] as const),
          };
    const nodes = this.grower.grow(rows, random, importances);
    toShares(importances);
    return { nodes, importances, seen: sampler === null ? new Uint32Array(0) : bitsOf(counts) };
  }
}

/** Whether these are whole numbers, and their sum too small for rounding. */
function haveExactSums(weights: Float64Array): boolean {
  let sum = 0;
  for (let row = 0; row < weights.length; row++) sum += weights[row];
  return sum <= Number.MAX_SAFE_INTEGER && weights.every((weight) => Number.isInteger(weight));
}

function factorsOf(counts: Float64Array, labels: Uint8Array): readonly [number, number] {
  const weights: [number, number] = [0, 0];
  for (let row = 0; row < labels.length; row++) weights[labels[row]] += counts[row];
  return weights[0] > 0 && weights[1] > 0 ? classFactors("balanced", weights) : [1, 1];
}

function bitsOf(counts: Float64Array): Uint32Array {
  const bits = new Uint32Array((counts.length + 31) >>> 5);
  for (let row = 0; row < counts.length; row++) if (counts[row] > 0) bits[row >>> 5] |= 1 << row;
  return bits;
}

/** Divides by the sum, unless that is 0. */
export function toShares(values: Float64Array): void {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index];
  if (sum > 0) for (let index = 0; index < values.length; index++) values[index] /= sum;
}
