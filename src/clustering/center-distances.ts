import { KernelMemory, type RunKernel } from "../core/wasm";
import { centerDistancesCode, mostVectors } from "./center-distances-code";
import { twoLeastCode } from "./two-least-code";

/** Rows are measured at most so many at a time: their distances stay in the processor's cache. */
export const blockSize = 256;

const kernelCodes = [
  twoLeastCode,
  ...Array.from({ length: mostVectors }, (_, index) => () => centerDistancesCode(index + 1)),
];

/** Squared distances of rows to centres. Prior validation is assumed. */
export class CenterDistances {
  /** Room for nRows × nFeatures values, row-major: the rows that {@link measure} reads. */
  readonly data: Float64Array;
  /** What {@link measure} found: entry (row, centre) at row · stride + centre, rows in the order of the list. */
  readonly distances: Float64Array;
  /** What {@link findTwoLeast} found: for each row the distances to its nearest centre and to the next, not squared. */
  readonly twoLeast: Float64Array;
  /** Entries from one row of `distances` to the next; the centres, filled up to an even number. */
  stride = 0;
  readonly #nFeatures: number;
  readonly #packed: Float64Array;
  readonly #addresses: Uint32Array;
  readonly #runs: readonly RunKernel[];
  /** Centres of each run of a kernel. */
  #groups: readonly number[] = [];

  /** @param mostCenters the largest number of centres that will be set */
  constructor(nRows: number, nFeatures: number, mostCenters: number) {
    const columns = evenUp(mostCenters);
    const lengths = [nRows * nFeatures, columns * nFeatures, blockSize * columns, blockSize / 2, 2 * blockSize];
    const memory = new KernelMemory(lengths);
    const [data, packed, distances, addresses, twoLeast] = memory.arrays;
    this.data = data;
    // What fills the centres up is infinitely far.
    this.#packed = packed.fill(Number.POSITIVE_INFINITY);
    this.distances = distances;
    this.twoLeast = twoLeast;
    this.#addresses = new Uint32Array(addresses.buffer, addresses.byteOffset, blockSize);
    this.#runs = kernelCodes.map((code) => memory.kernel(code));
    this.#nFeatures = nFeatures;
  }

  /** @param centers nCenters × nFeatures, row-major; copied */
  setCenters(centers: Float64Array): void {
    const nCenters = centers.length / this.#nFeatures;
    if (evenUp(nCenters) !== this.stride) {
      this.stride = evenUp(nCenters);
      this.#groups = groupsOf(this.stride);
      this.#packed.fill(Number.POSITIVE_INFINITY);
    }
    for (let center = 0; center < nCenters; center++) this.setCenter(centers, center);
  }

  /** Sets one centre anew, of those set before. */
  setCenter(centers: Float64Array, center: number): void {
    const nFeatures = this.#nFeatures;
    const packed = this.#packed;
    let index = 0;
    let first = 0;
    while (first + this.#groups[index] <= center) first += this.#groups[index++];
    const size = this.#groups[index];
    let place = first * nFeatures + (center - first);
    for (let column = center * nFeatures; column < (center + 1) * nFeatures; column++, place += size) {
      packed[place] = centers[column];
    }
  }

  /** Measures rows `list[from]` … `list[to − 1]`, at least one and at most {@link blockSize}. */
  measure(list: Uint32Array, from: number, to: number): void {
    const addresses = this.#addresses;
    const bytes = 8 * this.#nFeatures;
    for (let index = from; index < to; index++) addresses[index - from] = list[index] * bytes;
    this.#run(to - from);
  }

  /** Measures `count` rows from row `first` on, at least one and at most {@link blockSize}. */
  measureRun(first: number, count: number): void {
    const addresses = this.#addresses;
    const bytes = 8 * this.#nFeatures;
    for (let index = 0; index < count; index++) addresses[index] = (first + index) * bytes;
    this.#run(count);
  }

  /** Finds the distances to the two nearest centres of the `count` rows measured last. */
  findTwoLeast(count: number): void {
    const bytes = 8 * this.stride;
    const lines = this.distances.byteOffset;
    this.#runs[0](lines, lines + count * bytes, this.twoLeast.byteOffset, bytes);
  }

  #run(count: number): void {
    const addresses = this.#addresses;
    // Rows go in pairs; the last of an odd number is its own partner.
    if (count % 2 === 1) addresses[count] = addresses[count - 1];
    const list = addresses.byteOffset;
    const listEnd = list + 4 * count;
    const bytes = 8 * this.#nFeatures;
    let centers = this.#packed.byteOffset;
    let out = this.distances.byteOffset;
    for (const size of this.#groups) {
      this.#runs[size / 2](list, listEnd, centers, out, bytes, 8 * this.stride);
      centers += size * bytes;
      out += 8 * size;
    }
  }
}

function evenUp(count: number): number {
  return count + (count % 2);
}

/** An even number of centres as few sixes, fours and a two, of nearly one size: a small group costs nearly as much. */
function groupsOf(nCenters: number): number[] {
  const most = 2 * mostVectors;
  const groups: number[] = [];
  for (let left = nCenters; left > 0; left -= groups[groups.length - 1]) {
    groups.push(left === most + 2 ? most - 2 : Math.min(left, most));
  }
  return groups;
}
