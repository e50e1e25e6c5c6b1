import { stepHigh, stepLow, stepsPerUnit } from "../../core/exp-of-minus";
import {
  add,
  and,
  assemble,
  clear,
  constant,
  extract,
  gather,
  get,
  loadSecond,
  number,
  repeatWhileLess,
  set,
  shiftLeft,
  shiftRight,
  simd,
  step,
  vector,
} from "../../core/wasm";

const vectorBytes = 16;
/** Rows whose sums are made at a time. */
export const rowsAtOnce = 4;

/**
 * The log-odds of rows as WebAssembly, two features an instruction and four rows at a time:
 *
 *     logOdds[row] = baseline + Σ over features of (rows[row][feature] − mean[feature]) · slope[feature]
 *
 * `model` holds two means and two slopes in turn, with zeros behind the last of an odd number. The number behind the
 * log-odds becomes NaN when one of them is not finite.
 * Parameters: addresses of the rows, of the model and of its end, of the baseline, of the log-odds and of their end, and
 * the bytes of a row.
 */
export function scoreCode(): Uint8Array<ArrayBuffer> {
  const [rows, model, modelEnd, baseline, target, targetEnd, width, place] = [0, 1, 2, 3, 4, 5, 6, 7];
  const rowPlaces = [8, 9, 10, 11];
  const sums = [12, 13, 14, 15];
  const [means, slopes, doubt, total] = [16, 17, 18, 19];
  const twoFeatures = [
    ...[...get(place), ...simd(vector.load, 0), ...set(means)],
    ...[...get(place), ...simd(vector.load, vectorBytes), ...set(slopes)],
    ...sums.flatMap((sum, index) => [
      ...[...get(rowPlaces[index]), ...simd(vector.load, 0), ...get(means), ...simd(vector.minus)],
      ...[...get(slopes), ...simd(vector.times), ...get(sum), ...simd(vector.plus), ...set(sum)],
      ...step(rowPlaces[index], vectorBytes),
    ]),
    ...step(place, 2 * vectorBytes),
  ];
  const twoTotals = (index: number) => [
    ...[...get(sums[index]), ...get(sums[index + 1]), ...gather(0)],
    ...[...get(sums[index]), ...get(sums[index + 1]), ...gather(1)],
    ...[...simd(vector.plus), ...get(baseline), ...simd(vector.loadTwice, 0), ...simd(vector.plus), ...set(total)],
    ...[...get(target), ...get(total), ...simd(vector.store, 0), ...step(target, vectorBytes)],
    ...[...get(total), ...get(total), ...simd(vector.minus), ...get(doubt), ...simd(vector.plus), ...set(doubt)],
  ];
  const fourRows = [
    ...clear(sums),
    ...rowPlaces.flatMap((rowPlace) => [
      ...get(rows),
      ...set(rowPlace),
      ...get(rows),
      ...get(width),
      add,
      ...set(rows),
    ]),
    ...[...get(model), ...set(place)],
    ...repeatWhileLess(place, get(modelEnd), twoFeatures),
    ...[...twoTotals(0), ...twoTotals(2)],
  ];
  return assemble({
    nParameters: 7,
    nIntegers: 5,
    nVectors: 8,
    body: [
      ...clear([doubt]),
      ...repeatWhileLess(target, get(targetEnd), fourRows),
      ...[...get(target), ...get(doubt), ...simd(vector.store, 0)],
    ],
  });
}

/**
 * The logistic function of numbers in place as WebAssembly, two at a time, operation for operation that of
 * `logistic` and `expOfMinus`, and so with the same bits.
 * Parameters: addresses of the numbers and of their end, of the table of roots and of that of halvings.
 */
export function logisticCode(): Uint8Array<ArrayBuffer> {
  const [place, end, roots, halvings] = [0, 1, 2, 3];
  const [logOdds, size, steps, rest, square, odd, even, power, small, whole] = [4, 5, 6, 7, 8, 9, 10, 11, 12, 13];
  const plus = simd(vector.plus);
  const times = simd(vector.times);
  const fill = (table: number, index: readonly number[]) => [
    ...[...index, ...number(3), shiftLeft, ...get(table), add],
  ];
  const rootOf = (which: 0 | 1) => fill(roots, [...get(whole), ...extract(which), ...number(15), and]);
  const halvingOf = (which: 0 | 1) => fill(halvings, [...get(whole), ...extract(which), ...number(4), shiftRight]);
  const fromTable = (of: (which: 0 | 1) => number[]) => [
    ...of(1),
    ...of(0),
    ...simd(vector.loadTwice, 0),
    ...loadSecond(),
  ];
  /** constant + square · what `inner` pushes */
  const horner = (value: number, inner: readonly number[]) => [
    ...[...constant(value), ...get(square), ...inner, ...times, ...plus],
  ];
  const twoNumbers = [
    ...[...get(place), ...simd(vector.load, 0), ...set(logOdds)],
    ...[...get(logOdds), ...simd(vector.absolute), ...constant(746), ...simd(vector.smaller), ...set(size)],
    ...[...get(size), ...constant(stepsPerUnit), ...times, ...constant(0.5), ...plus],
    ...[...simd(vector.truncate), ...set(whole), ...get(whole), ...simd(vector.convert), ...set(steps)],
    ...[...get(steps), ...constant(stepHigh), ...times, ...get(size), ...simd(vector.minus)],
    ...[...get(steps), ...constant(stepLow), ...times, ...plus, ...set(rest)],
    ...[...get(rest), ...get(rest), ...times, ...set(square)],
    ...[...horner(1 / 6, horner(1 / 120, constant(1 / 5040))), ...set(odd)],
    ...[...horner(0.5, horner(1 / 24, constant(1 / 720))), ...set(even)],
    ...[...fromTable(rootOf), ...fromTable(halvingOf), ...times, ...set(power)],
    // power + power · (rest + square · (even + rest · odd))
    ...[...get(power), ...get(power), ...get(rest), ...get(square), ...get(even), ...get(rest), ...get(odd)],
    ...[...times, ...plus, ...times, ...plus, ...times, ...plus, ...set(small)],
    ...[...get(place), ...constant(1), ...get(small), ...get(logOdds), ...constant(0), ...simd(vector.isAtLeast)],
    ...[...simd(vector.select), ...constant(1), ...get(small), ...plus, ...simd(vector.over)],
    ...[...simd(vector.store, 0), ...step(place, vectorBytes)],
  ];
  return assemble({ nParameters: 4, nIntegers: 0, nVectors: 10, body: repeatWhileLess(place, get(end), twoNumbers) });
}
