import { checkInteger, checkOneOf } from "../../core";

/** How probabilities are put into bins. */
export interface Binning {
  readonly nBins: number;
  readonly strategy: "quantile" | "uniform";
}

const strategies = ["quantile", "uniform"] as const;

/** What {@link checkBinning} reads. */
interface BinningOptions {
  readonly nBins?: unknown;
  readonly strategy?: unknown;
}

/** Reads the options of {@link binsOf}: 10 bins by quantiles unless told otherwise. */
export function checkBinning({ nBins = 10, strategy = "quantile" }: BinningOptions): Binning {
  return {
    nBins: checkInteger("nBins", nBins, { min: 1, max: 1_000_000 }),
    strategy: checkOneOf("strategy", strategy, strategies),
  };
}

/** The bin of each probability, from 0; scikit-learn's: a bin holds its upper edge and not its lower one. */
export function binsOf(scores: Float64Array, { nBins, strategy }: Binning): Uint32Array {
  const edges = strategy === "uniform" ? uniformEdges(nBins) : quantileEdges(scores, nBins);
  const bins = new Uint32Array(scores.length);
  for (let index = 0; index < bins.length; index++) bins[index] = edgesBelow(edges, scores[index]);
  return bins;
}

/** The nBins − 1 inner edges. The arithmetic is numpy's, to the last bit: a sample on an edge must fall as there. */
function uniformEdges(nBins: number): Float64Array {
  return Float64Array.from({ length: nBins - 1 }, (_, bin) => (bin + 1) * (1 / nBins));
}

function quantileEdges(scores: Float64Array, nBins: number): Float64Array {
  const sorted = scores.slice().sort();
  return uniformEdges(nBins).map((share) => {
    const position = ((share * 100) / 100) * (sorted.length - 1);
    const below = Math.min(Math.floor(position), sorted.length - 1);
    const above = Math.min(below + 1, sorted.length - 1);
    const weight = position - below;
    const gap = sorted[above] - sorted[below];
    return weight < 0.5 ? sorted[below] + gap * weight : sorted[above] - gap * (1 - weight);
  });
}

/** How many ascending edges are strictly below a value, by bisection. */
function edgesBelow(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
