import { add, assemble, constant, gather, get, repeatWhileLess, set, simd, step, vector } from "../core/wasm";

/**
 * The square roots of the two least numbers of every line as WebAssembly: a plain loop spends its time on branches that
 * the processor cannot foresee.
 *
 *     for line in lines:
 *       least = second = ∞
 *       for pair in line: second = min(second, max(least, pair)), least = min(least, pair)
 *       out = √ of the least and the second of these four
 */
export function twoLeastCode(): Uint8Array<ArrayBuffer> {
  return assemble({ nParameters: 4, nIntegers: 2, nVectors: 5, body: kernelBody() });
}

// Locals. Parameters: addresses of the lines, their end and the result; bytes of a line, a multiple of 16.
const lines = 0;
const end = 1;
const out = 2;
const lineBytes = 3;
const place = 4;
const lineEnd = 5;
const least = 6;
const second = 7;
const pair = 8;
const larger = 9;
const other = 10;

function kernelBody(): number[] {
  const onePair = [
    ...[...get(place), ...simd(vector.load, 0), ...set(pair)],
    ...both(least, pair, vector.larger, larger),
    ...both(least, pair, vector.smaller, least),
    ...both(second, larger, vector.smaller, second),
    ...step(place, 16),
  ];
  return repeatWhileLess(lines, get(end), [
    ...[...get(lines), ...set(place)],
    ...[...get(lines), ...get(lineBytes), add, ...set(lineEnd)],
    ...[...constant(Number.POSITIVE_INFINITY), ...set(least)],
    ...[...constant(Number.POSITIVE_INFINITY), ...set(second)],
    ...repeatWhileLess(place, get(lineEnd), onePair),
    // From here on the first number of each vector counts.
    ...[...get(second), ...get(second), ...gather(1), ...set(other)],
    ...both(second, other, vector.smaller, second),
    ...[...get(least), ...get(least), ...gather(1), ...set(other)],
    ...both(least, other, vector.larger, larger),
    ...both(second, larger, vector.smaller, second),
    ...both(least, other, vector.smaller, least),
    ...[...get(out), ...get(least), ...get(second), ...gather(0)],
    ...[...simd(vector.squareRoot), ...simd(vector.store, 0)],
    ...step(out, 16),
    ...[...get(lineEnd), ...set(lines)],
  ]);
}

/** target = the smaller or the larger of two vectors, number by number. */
function both(left: number, right: number, code: number, target: number): number[] {
  return [...get(left), ...get(right), ...simd(code), ...set(target)];
}
