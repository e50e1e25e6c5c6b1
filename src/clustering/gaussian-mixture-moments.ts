import { blockRows, ColumnProducts } from "./column-products";
import type { CovarianceType } from "./gaussian-mixture-covariances";
import type { PaddedRows } from "./gaussian-mixture-densities";

/** Weights, means and covariances that follow from responsibilities. */
export interface MixtureMoments {
  readonly weights: Float64Array;
  readonly means: Float64Array;
  readonly covariances: Float64Array;
}

/** Added to every total of responsibilities, as scikit-learn does: a component without rows keeps finite means. */
const least = 10 * Number.EPSILON;

/**
 * Maximum likelihood estimates for given responsibilities (nComponents × nPadded); `regularization` is added to every
 * variance. Covariances are sums of products of deviations from the new means, so that they lose no digits.
 */
export function mixtureMoments(
  rows: PaddedRows,
  responsibilities: Float64Array,
  type: CovarianceType,
  regularization: number,
): MixtureMoments {
  const { nPadded, nFeatures } = rows;
  const nComponents = responsibilities.length / nPadded;
  const totals = totalsOf(responsibilities, nComponents);
  const members = Array.from(totals, (total, component) => membersOf(rows, responsibilities, component, total));
  const means = meansOf(rows, members, totals);
  const all = totals.reduce((sum, total) => sum + total, 0);
  const weights = totals.map((total) => total / all);
  if (type === "full" || type === "tied") {
    const covariances = matrices(rows, members, means, totals, type === "tied", all);
    addToDiagonals(covariances, nFeatures, regularization);
    return { weights, means, covariances };
  }
  const variances = variancesOf(rows, members, means, totals, regularization);
  if (type === "diag") return { weights, means, covariances: variances };
  const spherical = Float64Array.from({ length: nComponents }, (_, component) => {
    let sum = 0;
    for (let feature = 0; feature < nFeatures; feature++) sum += variances[component * nFeatures + feature];
    return sum / nFeatures;
  });
  return { weights, means, covariances: spherical };
}

function totalsOf(responsibilities: Float64Array, nComponents: number): Float64Array {
  const nPadded = responsibilities.length / nComponents;
  return Float64Array.from({ length: nComponents }, (_, component) => {
    let sum = 0;
    const end = (component + 1) * nPadded;
    for (let index = component * nPadded; index < end; index++) sum += responsibilities[index];
    return sum + least;
  });
}

/** The rows that count for one component, in fours, and their responsibilities; what is missing of a four is 0. */
interface Members {
  readonly rows: Uint32Array;
  readonly shares: Float64Array;
}

/**
 * Responsibilities below this share of their total count as none. Each could change a sum of a million rows by one part
 * in 10¹⁸ of itself times the squared distance in standard deviations: less than its last digit.
 */
const negligible = 2 ** -80;

function membersOf(rows: PaddedRows, responsibilities: Float64Array, component: number, total: number): Members {
  const { nSamples, nPadded } = rows;
  const members = new Uint32Array(nPadded);
  const shares = new Float64Array(nPadded);
  const threshold = negligible * total;
  const first = component * nPadded;
  let count = 0;
  for (let row = 0; row < nSamples; row++) {
    const share = responsibilities[first + row];
    // Written in any case and counted only when it matters: no branch to guess.
    members[count] = row;
    shares[count] = share;
    count += share > threshold ? 1 : 0;
  }
  const whole = count + ((4 - (count % 4)) % 4);
  shares.fill(0, count, whole);
  members.fill(0, count, whole);
  return { rows: members.subarray(0, whole), shares: shares.subarray(0, whole) };
}

function meansOf(rows: PaddedRows, members: readonly Members[], totals: Float64Array): Float64Array {
  const { data, nFeatures } = rows;
  const means = new Float64Array(totals.length * nFeatures);
  members.forEach(({ rows: places, shares }, component) => {
    const start = component * nFeatures;
    for (let place = 0; place < places.length; place += 4) {
      const r0 = shares[place];
      const r1 = shares[place + 1];
      const r2 = shares[place + 2];
      const r3 = shares[place + 3];
      let index0 = places[place] * nFeatures;
      let index1 = places[place + 1] * nFeatures;
      let index2 = places[place + 2] * nFeatures;
      let index3 = places[place + 3] * nFeatures;
      for (let feature = start; feature < start + nFeatures; feature++) {
        means[feature] += r0 * data[index0++] + r1 * data[index1++] + (r2 * data[index2++] + r3 * data[index3++]);
      }
    }
    for (let feature = start; feature < start + nFeatures; feature++) means[feature] /= totals[component];
  });
  return means;
}

/** Deviations of four members from their component's mean, side by side: place 4 · feature + member. */
function gatherFour(
  { data, nFeatures }: PaddedRows,
  places: Uint32Array,
  place: number,
  means: Float64Array,
  start: number,
  deviations: Float64Array,
): void {
  let index0 = places[place] * nFeatures;
  let index1 = places[place + 1] * nFeatures;
  let index2 = places[place + 2] * nFeatures;
  let index3 = places[place + 3] * nFeatures;
  for (let feature = 0, target = 0; feature < nFeatures; feature++, target += 4) {
    const mean = means[start + feature];
    deviations[target] = data[index0++] - mean;
    deviations[target + 1] = data[index1++] - mean;
    deviations[target + 2] = data[index2++] - mean;
    deviations[target + 3] = data[index3++] - mean;
  }
}

/** A covariance a component, or the one of all of them. */
function matrices(
  rows: PaddedRows,
  members: readonly Members[],
  means: Float64Array,
  totals: Float64Array,
  tied: boolean,
  all: number,
): Float64Array {
  const { nFeatures } = rows;
  const size = nFeatures * nFeatures;
  const covariances = new Float64Array((tied ? 1 : totals.length) * size);
  let products = ColumnProducts.of(nFeatures);
  for (let component = 0; component < totals.length; component++) {
    addProducts(rows, members[component], means.subarray(component * nFeatures), products);
    if (tied && component < totals.length - 1) continue;
    const first = tied ? 0 : component * size;
    writeSymmetric(products.sums(), tied ? all : totals[component], covariances, first, nFeatures);
    products = ColumnProducts.of(nFeatures);
  }
  return covariances;
}

/** Adds Σ responsibility · deviation · deviationᵀ, as products of deviations that carry its root. */
function addProducts(
  { data, nFeatures }: PaddedRows,
  { rows, shares }: Members,
  mean: Float64Array,
  products: ColumnProducts,
): void {
  const { columns } = products;
  // Read once: an imported constant is looked up at each use.
  const stride = blockRows;
  for (let start = 0; start < rows.length; start += stride) {
    const count = Math.min(stride, rows.length - start);
    if (count < stride) columns.fill(0);
    for (let place = 0; place < count; place++) {
      const root = Math.sqrt(shares[start + place]);
      const first = rows[start + place] * nFeatures;
      for (let feature = 0, target = place; feature < nFeatures; feature++, target += stride) {
        columns[target] = root * (data[first + feature] - mean[feature]);
      }
    }
    products.addBlock();
  }
}

/** Divides the lower triangle of `sums` and writes it into both triangles of one matrix. */
function writeSymmetric(
  sums: Float64Array,
  divisor: number,
  target: Float64Array,
  first: number,
  nFeatures: number,
): void {
  for (let row = 0; row < nFeatures; row++) {
    for (let column = 0; column <= row; column++) {
      const value = sums[row * nFeatures + column] / divisor;
      target[first + row * nFeatures + column] = value;
      target[first + column * nFeatures + row] = value;
    }
  }
}

function addToDiagonals(matrices: Float64Array, nFeatures: number, value: number): void {
  const size = nFeatures * nFeatures;
  for (let first = 0; first < matrices.length; first += size) {
    for (let feature = 0; feature < nFeatures; feature++) matrices[first + feature * (nFeatures + 1)] += value;
  }
}

function variancesOf(
  rows: PaddedRows,
  members: readonly Members[],
  means: Float64Array,
  totals: Float64Array,
  regularization: number,
): Float64Array {
  const { nFeatures } = rows;
  const variances = new Float64Array(means.length);
  const deviations = new Float64Array(4 * nFeatures);
  for (let component = 0; component < totals.length; component++) {
    const start = component * nFeatures;
    const { rows: places, shares } = members[component];
    for (let place = 0; place < places.length; place += 4) {
      const r0 = shares[place];
      const r1 = shares[place + 1];
      const r2 = shares[place + 2];
      const r3 = shares[place + 3];
      gatherFour(rows, places, place, means, start, deviations);
      for (let feature = 0, left = 0; feature < nFeatures; feature++, left += 4) {
        const d0 = deviations[left];
        const d1 = deviations[left + 1];
        const d2 = deviations[left + 2];
        const d3 = deviations[left + 3];
        variances[start + feature] += r0 * d0 * d0 + r1 * d1 * d1 + (r2 * d2 * d2 + r3 * d3 * d3);
      }
    }
    for (let feature = start; feature < start + nFeatures; feature++) {
      variances[feature] = variances[feature] / totals[component] + regularization;
    }
  }
  return variances;
}
