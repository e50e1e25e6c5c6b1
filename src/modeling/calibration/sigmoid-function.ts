import { logistic } from "../logistic/logistic";

/** P = logistic(level + slope · (score − center)); the center keeps digits where scores are large and close together. */
export interface SigmoidFunction {
  /** Change of the log-odds per unit of the score. */
  readonly slope: number;
  /** The score at which the log-odds are `level`. */
  readonly center: number;
  /** Log-odds at the center. */
  readonly level: number;
}

/**
 * Platt's scaling (1999): the logistic curve of the scores with the highest likelihood, for targets smoothed to
 * (n₁ + 1)/(n₁ + 2) and 1/(n₀ + 2), n the classes' weights, so that it stays finite where scores separate the classes.
 * Newton's method with halved steps (Lin, Lin & Weng 2007), on scores brought to [−1, 1].
 * Scores that are all equal get slope 0.
 */
export function fitSigmoid(scores: Float64Array, labels: Uint8Array, weights: Float64Array): SigmoidFunction {
  const targets = smoothedTargets(labels, weights);
  const { center, scale } = range(scores, weights);
  if (scale === 0) return { slope: 0, center, level: logOddsOfMean(targets, weights) };
  const standard = scores.map((score) => (score - center) / scale);
  const { slope, level } = newton({ scores: standard, targets, weights });
  return { slope: slope / scale, center, level };
}

/** P at each score. */
export function evaluateSigmoid({ slope, center, level }: SigmoidFunction, scores: Float64Array): Float64Array {
  const values = new Float64Array(scores.length);
  for (let index = 0; index < scores.length; index++)
    values[index] = logistic(level + slope * (scores[index] - center));
  return values;
}

interface Problem {
  readonly scores: Float64Array;
  readonly targets: Float64Array;
  readonly weights: Float64Array;
}

interface Line {
  readonly slope: number;
  readonly level: number;
}

function smoothedTargets(labels: Uint8Array, weights: Float64Array): Float64Array {
  const totals = [0, 0];
  for (let index = 0; index < labels.length; index++) totals[labels[index]] += weights[index];
  const ofClass = [1 / (totals[0] + 2), (totals[1] + 1) / (totals[1] + 2)];
  return Float64Array.from(labels, (label) => ofClass[label]);
}

function range(scores: Float64Array, weights: Float64Array): { center: number; scale: number } {
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < scores.length; index++) {
    if (weights[index] === 0) continue;
    smallest = Math.min(smallest, scores[index]);
    largest = Math.max(largest, scores[index]);
  }
  return { center: 0.5 * smallest + 0.5 * largest, scale: 0.5 * largest - 0.5 * smallest };
}

function logOddsOfMean(targets: Float64Array, weights: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let index = 0; index < targets.length; index++) {
    sum += weights[index] * targets[index];
    total += weights[index];
  }
  return Math.log(sum / (total - sum));
}

const mostSteps = 100;
const mostHalvings = 40;

function newton(problem: Problem): Line {
  let line: Line = { slope: 0, level: logOddsOfMean(problem.targets, problem.weights) };
  let loss = lossOf(problem, line);
  for (let count = 0; count < mostSteps; count++) {
    const step = newtonStep(problem, line);
    const size = sizeOf(step) / (1 + sizeOf(line));
    // Near the optimum the loss is too flat to judge a step, and Newton's step is right.
    if (size <= 1e-3) {
      line = along(line, step, 1);
      if (size <= 1e-10) return line;
      loss = lossOf(problem, line);
      continue;
    }
    const better = firstDescent(problem, line, step, loss);
    if (better === null) return line;
    ({ line, loss } = better);
  }
  return line;
}

function firstDescent(problem: Problem, line: Line, step: Line, loss: number): { line: Line; loss: number } | null {
  for (let halving = 0, share = 1; halving < mostHalvings; halving++, share /= 2) {
    const next = along(line, step, share);
    const nextLoss = lossOf(problem, next);
    if (nextLoss <= loss) return { line: next, loss: nextLoss };
  }
  return null;
}

function sizeOf({ slope, level }: Line): number {
  return Math.abs(slope) + Math.abs(level);
}

function along(line: Line, step: Line, share: number): Line {
  return { slope: line.slope + share * step.slope, level: line.level + share * step.level };
}

function newtonStep({ scores, targets, weights }: Problem, { slope, level }: Line): Line {
  let gradientSlope = 0;
  let gradientLevel = 0;
  let curvatureBoth = 0;
  let curvatureLevel = 0;
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index];
    const p = logistic(level + slope * score);
    const miss = weights[index] * (targets[index] - p);
    const curvature = weights[index] * p * (1 - p);
    gradientSlope += miss * score;
    gradientLevel += miss;
    curvatureBoth += curvature * score;
    curvatureLevel += curvature;
  }
  // Centred by the curvature's mean, the two equations fall apart: no cancellation in a determinant.
  const middle = curvatureBoth / curvatureLevel;
  const spread = centredCurvature({ scores, targets, weights }, { slope, level }, middle);
  const stepSlope = spread > 0 ? (gradientSlope - middle * gradientLevel) / spread : 0;
  return { slope: stepSlope, level: gradientLevel / curvatureLevel - middle * stepSlope };
}

function centredCurvature({ scores, weights }: Problem, { slope, level }: Line, middle: number): number {
  let spread = 0;
  for (let index = 0; index < scores.length; index++) {
    const p = logistic(level + slope * scores[index]);
    spread += weights[index] * p * (1 - p) * (scores[index] - middle) ** 2;
  }
  return spread;
}

function lossOf({ scores, targets, weights }: Problem, { slope, level }: Line): number {
  let loss = 0;
  for (let index = 0; index < scores.length; index++) {
    const z = level + slope * scores[index];
    loss += weights[index] * (Math.log1p(Math.exp(-Math.abs(z))) + Math.max(z, 0) - targets[index] * z);
  }
  return loss;
}
