import assert from "node:assert/strict";
import { test } from "node:test";
import { Random } from "../../core";
import { RowPasses } from "./derivatives";
import type { LogisticProblem } from "./logistic-problem";

function randomProblem(nRows: number, nFeatures: number, seed: number): LogisticProblem {
  const random = new Random(seed);
  const numbers = (length: number, low: number, high: number) =>
    Float64Array.from({ length }, () => low + (high - low) * random.uniform());
  return {
    data: numbers(nRows * nFeatures, -3, 5),
    means: numbers(nFeatures, -1, 1),
    factors: numbers(nFeatures, 0.2, 2),
    labels: Uint8Array.from({ length: nRows }, () => random.integer(2)),
    weights: numbers(nRows, 0.1, 3),
    penalties: numbers(nFeatures + 1, 0, 2),
  };
}

/** The same by the textbook: one row after the other, no blocks. */
function byDefinition({ data, means, factors, labels, weights, penalties }: LogisticProblem, solution: Float64Array) {
  const width = penalties.length;
  const gradient = penalties.map((penalty, column) => penalty * solution[column]);
  const hessian = new Float64Array(width * width);
  const logOdds = new Float64Array(labels.length);
  for (let row = 0; row < labels.length; row++) {
    const values = [1];
    for (let j = 0; j < width - 1; j++) values.push((data[row * (width - 1) + j] - means[j]) * factors[j]);
    logOdds[row] = values.reduce((sum, value, column) => sum + value * solution[column], 0);
    const probability = 1 / (1 + Math.exp(-logOdds[row]));
    for (let i = 0; i < width; i++) {
      gradient[i] += weights[row] * (probability - labels[row]) * values[i];
      for (let j = 0; j <= i; j++) {
        hessian[i * width + j] += weights[row] * probability * (1 - probability) * values[i] * values[j];
      }
    }
  }
  for (let column = 0; column < width; column++) hessian[column * (width + 1)] += penalties[column];
  return { gradient, hessian, logOdds };
}

function assertNear(actual: Float64Array, expected: Float64Array): void {
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
  assert.equal(actual.length, expected.length);
  actual.forEach((value, index) => {
    assert.ok(Math.abs(value - expected[index]) <= 1e-12 * scale, `${index}: ${value}, expected ${expected[index]}`);
  });
}

test("derivatives are those of the definition, whatever the numbers of rows and columns", () => {
  for (const nRows of [1, 2, 127, 128, 129, 300]) {
    for (const nFeatures of [1, 2, 3, 4, 5, 8, 13]) {
      const problem = randomProblem(nRows, nFeatures, nRows * 100 + nFeatures);
      const solution = randomProblem(1, nFeatures + 1, 5).data;
      const logOdds = new Float64Array(nRows);
      const { gradient, hessian } = new RowPasses(problem).at(solution, new Float64Array(nRows), logOdds);
      const expected = byDefinition(problem, solution);
      assertNear(logOdds, expected.logOdds);
      assertNear(gradient, expected.gradient);
      assertNear(hessian, expected.hessian);
    }
  }
});

test("passes over several problems in turn do not disturb one another, nor do more rows than are kept", () => {
  const shapes: readonly [number, number][] = [
    [400, 3],
    [150, 3],
    [600, 4],
    [6000, 100],
  ];
  const cases = shapes.map(([nRows, nFeatures], seed) => {
    const problem = randomProblem(nRows, nFeatures, seed);
    const solution = new Float64Array(nFeatures + 1).fill(0.02);
    const passes = new RowPasses(problem);
    const run = () => passes.at(solution, new Float64Array(nRows), new Float64Array(nRows));
    const first = run();
    assertNear(first.gradient, byDefinition(problem, solution).gradient);
    return { run, first };
  });
  for (const { run, first } of [...cases, ...cases.reverse()]) assert.deepEqual(run(), first);
});

test("largest and lowest log-odds and moves are those of the rows", () => {
  const problem = randomProblem(200, 2, 9);
  const before = randomProblem(100, 2, 10).data;
  const logOdds = new Float64Array(200);
  const found = new RowPasses(problem).at(Float64Array.of(0.3, -1, 2), before, logOdds);
  const signs = Array.from(problem.labels, (label) => 2 * label - 1);
  const moves = logOdds.map((value, row) => value - before[row]);
  assert.equal(found.largestLogOdds, Math.max(...logOdds.map(Math.abs)));
  assert.equal(found.lowestMargin, Math.min(...signs.map((sign, row) => sign * logOdds[row])));
  assert.equal(found.largestMove, Math.max(...moves.map(Math.abs)));
  assert.equal(found.lowestMove, Math.min(...signs.map((sign, row) => sign * moves[row])));
});
