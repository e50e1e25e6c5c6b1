import type { LogisticProblem } from "./logistic-problem";
import { minimiseLogisticLoss } from "./newton";

/** Rows of the sample, at least, and for each column. */
const minSampleRows = 400;
const sampleRowsPerColumn = 40;
/** All rows must be so many times as many as those of the sample, for the sample to save more than it costs. */
const minRatio = 4;
/** The sample's own error is larger than this, so that more exactness there would be wasted. */
const sampleTolerance = 0.3;
const sampleIterations = 25;
/** A sample fits itself better than the others and so exaggerates; a start that is too sure costs more than a timid one. */
const modesty = 0.9;

/** Where the search for the minimum starts. */
export interface StartingPoint {
  readonly solution: Float64Array;
  /** Whether it was found on a sample, whose columns are known to be independent. */
  readonly isFromSample: boolean;
}

/**
 * The best model without features, or, where there are many rows, the best model of an evenly spaced sample of them: from
 * there Newton's method needs about half the passes over all rows. The minimum is the same, to the tolerance.
 */
export function startingPoint(problem: LogisticProblem): StartingPoint {
  const plain = { solution: modelWithoutFeatures(problem), isFromSample: false };
  const sampleRows = Math.max(minSampleRows, sampleRowsPerColumn * problem.penalties.length);
  if (problem.labels.length < minRatio * sampleRows) return plain;
  const sample = sampleOf(problem, sampleRows);
  const start = modelWithoutFeatures(sample);
  if (!Number.isFinite(start[0])) return plain;
  const { solution, converged } = minimiseLogisticLoss(sample, start, {
    maxIterations: sampleIterations,
    tolerance: sampleTolerance,
    checkColumns: true,
  });
  return converged ? { solution: solution.map((value) => modesty * value), isFromSample: true } : plain;
}

function modelWithoutFeatures({ labels, weights, penalties }: LogisticProblem): Float64Array {
  const totals = classTotals(labels, weights);
  const solution = new Float64Array(penalties.length);
  solution[0] = Math.log(totals[1] / totals[0]);
  return solution;
}

function classTotals(labels: Uint8Array, weights: Float64Array): [number, number] {
  const totals: [number, number] = [0, 0];
  for (let row = 0; row < labels.length; row++) totals[labels[row]] += weights[row];
  return totals;
}

/** Rows at even distances, and the penalties in proportion to their weight. */
function sampleOf(problem: LogisticProblem, nRows: number): LogisticProblem {
  const { data, means, labels, weights, penalties } = problem;
  const width = means.length;
  const sampleData = new Float64Array(nRows * width);
  const sampleLabels = new Uint8Array(nRows);
  const sampleWeights = new Float64Array(nRows);
  for (let place = 0; place < nRows; place++) {
    const row = Math.floor(((place + 0.5) * labels.length) / nRows);
    for (let column = 0; column < width; column++) sampleData[place * width + column] = data[row * width + column];
    sampleLabels[place] = labels[row];
    sampleWeights[place] = weights[row];
  }
  const [all0, all1] = classTotals(labels, weights);
  const [some0, some1] = classTotals(sampleLabels, sampleWeights);
  const share = (some0 + some1) / (all0 + all1);
  return {
    ...problem,
    data: sampleData,
    labels: sampleLabels,
    weights: sampleWeights,
    penalties: penalties.map((penalty) => penalty * share),
  };
}
