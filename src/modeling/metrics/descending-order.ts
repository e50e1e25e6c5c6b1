/**
 * Sample numbers by descending score, equal scores in the order of the samples; −0 equals 0.
 *
 * A radix sort on the bits of the scores: linear in their number, whatever their values. The upper half of the bits
 * (sign, exponent and 20 bits of the fraction) nearly always decides alone; what it leaves open is put in order
 * afterwards. Scores that already descend, as in a bootstrap, are not sorted again.
 * @param scores finite numbers
 */
export function descendingOrder(scores: Float64Array): Uint32Array {
  const order = countUp(scores.length);
  if (descends(scores)) return order;
  const bits = new Int32Array(scores.buffer, scores.byteOffset, 2 * scores.length);
  const { keys, spareKeys, spareOrder } = scratchFor(scores.length);
  writeUpperKeys(keys, bits);
  sortByKeys(keys, order, spareKeys, spareOrder);
  if (sortShortRuns(scores, keys, order)) return order;
  for (let index = 0; index < order.length; index++) order[index] = index;
  writeLowerKeys(keys, bits);
  sortByKeys(keys, order, spareKeys, spareOrder);
  writeUpperKeys(spareKeys, bits);
  for (let index = 0; index < order.length; index++) keys[index] = spareKeys[order[index]];
  sortByKeys(keys, order, spareKeys, spareOrder);
  return order;
}

/** Arrays that a sort needs for a while; small ones are kept for the next, as most sorts are of a few thousand. */
interface Scratch {
  readonly keys: Int32Array;
  readonly spareKeys: Int32Array;
  readonly spareOrder: Uint32Array;
}

const longestKept = 1 << 16;
let kept: Scratch = newScratch(0);

function scratchFor(length: number): Scratch {
  if (length > longestKept) return newScratch(length);
  if (kept.keys.length < length) kept = newScratch(Math.min(longestKept, 2 * length));
  return kept;
}

function newScratch(length: number): Scratch {
  return { keys: new Int32Array(length), spareKeys: new Int32Array(length), spareOrder: new Uint32Array(length) };
}

/** Where in the 8 bytes of a number its upper half stands, on this machine. */
const upperPlace = new Uint32Array(Float64Array.of(-0).buffer)[0] === 0 ? 1 : 0;

function descends(scores: Float64Array): boolean {
  for (let index = 1; index < scores.length; index++) if (scores[index] > scores[index - 1]) return false;
  return true;
}

function countUp(length: number): Uint32Array {
  const numbers = new Uint32Array(length);
  for (let index = 0; index < length; index++) numbers[index] = index;
  return numbers;
}

/** Upper halves as numbers that ascend, read without sign, where the scores descend. */
function writeUpperKeys(keys: Int32Array, bits: Int32Array): void {
  const lowerPlace = 1 - upperPlace;
  const length = bits.length >>> 1;
  for (let index = 0; index < length; index++) {
    const upper = bits[2 * index + upperPlace];
    const isMinusZero = upper << 1 === 0 && bits[2 * index + lowerPlace] === 0;
    keys[index] = upper < 0 && !isMinusZero ? upper : ~upper & 0x7fffffff;
  }
}

/** Lower halves as numbers that ascend, read without sign, where scores of the same upper half descend. */
function writeLowerKeys(keys: Int32Array, bits: Int32Array): void {
  const lowerPlace = 1 - upperPlace;
  const length = bits.length >>> 1;
  for (let index = 0; index < length; index++) {
    const lower = bits[2 * index + lowerPlace];
    const upper = bits[2 * index + upperPlace];
    const isMinusZero = upper << 1 === 0 && lower === 0;
    keys[index] = upper < 0 && !isMinusZero ? lower : ~lower;
  }
}

const counts = new Uint32Array(3 * 2048);

/**
 * Sorts keys and `order` with them, stably: one pass a digit of 11, 11 and 10 bits, the lowest first. A digit that all
 * keys share costs nothing. The first order.length keys count.
 */
function sortByKeys(keys: Int32Array, order: Uint32Array, spareKeys: Int32Array, spareOrder: Uint32Array): void {
  const length = order.length;
  countDigits(keys, length);
  let inSpare = false;
  for (let digit = 0; digit < 3; digit++) {
    const first = 2048 * digit;
    if (counts[first + ((keys[0] >>> (11 * digit)) & 2047)] === length) continue;
    countsToPlaces(first);
    if (inSpare) moveByDigit(spareKeys, spareOrder, keys, order, length, digit);
    else moveByDigit(keys, order, spareKeys, spareOrder, length, digit);
    inSpare = !inSpare;
  }
  if (!inSpare) return;
  for (let index = 0; index < length; index++) {
    keys[index] = spareKeys[index];
    order[index] = spareOrder[index];
  }
}

function countDigits(keys: Int32Array, length: number): void {
  counts.fill(0);
  for (let index = 0; index < length; index++) {
    const key = keys[index];
    counts[key & 2047]++;
    counts[2048 + ((key >>> 11) & 2047)]++;
    counts[4096 + (key >>> 22)]++;
  }
}

/** The counts of a digit become the places where its buckets begin. */
function countsToPlaces(first: number): void {
  let next = 0;
  for (let bucket = first; bucket < first + 2048; bucket++) {
    const count = counts[bucket];
    counts[bucket] = next;
    next += count;
  }
}

function moveByDigit(
  fromKeys: Int32Array,
  fromOrder: Uint32Array,
  toKeys: Int32Array,
  toOrder: Uint32Array,
  length: number,
  digit: number,
): void {
  const first = 2048 * digit;
  const shift = 11 * digit;
  for (let index = 0; index < length; index++) {
    const key = fromKeys[index];
    const bucket = first + ((key >>> shift) & 2047);
    const place = counts[bucket];
    counts[bucket] = place + 1;
    toKeys[place] = key;
    toOrder[place] = fromOrder[index];
  }
}

/** Runs up to this length are sorted by insertion. */
const longestShortRun = 64;

/**
 * Puts samples that share a key in order. Says false, leaving the order unfinished, when a long run is out of order:
 * insertion would take quadratic time.
 */
function sortShortRuns(scores: Float64Array, keys: Int32Array, order: Uint32Array): boolean {
  let start = 0;
  for (let index = 1; index < order.length; index++) {
    if (keys[index] !== keys[index - 1]) {
      start = index;
      continue;
    }
    const sample = order[index];
    const score = scores[sample];
    if (score <= scores[order[index - 1]]) continue;
    if (index - start >= longestShortRun) return false;
    let place = index;
    while (place > start && scores[order[place - 1]] < score) {
      order[place] = order[place - 1];
      place--;
    }
    order[place] = sample;
  }
  return true;
}
