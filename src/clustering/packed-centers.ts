/**
 * Centres laid out for {@link measureRows}: in groups of at most five, within a group feature by feature, so that the
 * distances of a row to a whole group are summed side by side. One sum alone would wait for each addition to end.
 */
export function packCenters(centers: Float64Array, nFeatures: number, packed: Float64Array): void {
  const nClusters = centers.length / nFeatures;
  for (let cluster = 0; cluster < nClusters; cluster++) packCenter(centers, nFeatures, nClusters, cluster, packed);
}

/** {@link packCenters} of one centre that moved. */
export function packCenter(
  centers: Float64Array,
  nFeatures: number,
  nClusters: number,
  cluster: number,
  packed: Float64Array,
): void {
  let first = 0;
  let size = groupSize(nClusters);
  while (first + size <= cluster) {
    first += size;
    size = groupSize(nClusters - first);
  }
  let place = first * nFeatures + (cluster - first);
  for (let column = 0; column < nFeatures; column++, place += size) {
    packed[place] = centers[cluster * nFeatures + column];
  }
}

/** Three to five at a time, whatever their number, unless there are fewer than three. */
function groupSize(left: number): number {
  if (left <= 5) return left;
  return left === 6 ? 3 : 4;
}

/**
 * Writes the squared distances of rows `list[from]` … `list[to − 1]` to every packed centre into `distances`, row after
 * row. Rows go in pairs, which halves the reading of centres. Prior validation is assumed.
 * @param distances room for one row more than there are, times nClusters
 */
export function measureRows(
  data: Float64Array,
  nFeatures: number,
  list: Uint32Array,
  from: number,
  to: number,
  packed: Float64Array,
  nClusters: number,
  distances: Float64Array,
): void {
  for (let index = from, target = 0; index < to; index += 2, target += 2 * nClusters) {
    const first = list[index] * nFeatures;
    // The last of an odd number is its own partner; the distances so repeated are not read.
    const second = index + 1 < to ? list[index + 1] * nFeatures : first;
    let place = 0;
    let cluster = target;
    let left = nClusters;
    while (left > 6) {
      pairToFour(data, first, second, nFeatures, packed, place, distances, cluster, nClusters);
      place += 4 * nFeatures;
      cluster += 4;
      left -= 4;
    }
    if (left === 6) {
      pairToThree(data, first, second, nFeatures, packed, place, distances, cluster, nClusters);
      place += 3 * nFeatures;
      cluster += 3;
      left = 3;
    }
    if (left === 5) pairToFive(data, first, second, nFeatures, packed, place, distances, cluster, nClusters);
    else if (left === 4) pairToFour(data, first, second, nFeatures, packed, place, distances, cluster, nClusters);
    else if (left === 3) pairToThree(data, first, second, nFeatures, packed, place, distances, cluster, nClusters);
    else if (left === 2) pairToTwo(data, first, second, nFeatures, packed, place, distances, cluster, nClusters);
    else pairToOne(data, first, second, nFeatures, packed, place, distances, cluster, nClusters);
  }
}

function pairToFive(
  data: Float64Array,
  first: number,
  second: number,
  width: number,
  packed: Float64Array,
  place: number,
  distances: Float64Array,
  target: number,
  stride: number,
): void {
  let a0 = 0;
  let b0 = 0;
  let a1 = 0;
  let b1 = 0;
  let a2 = 0;
  let b2 = 0;
  let a3 = 0;
  let b3 = 0;
  let a4 = 0;
  let b4 = 0;
  const end = first + width;
  for (let left = first, right = second, center = place; left < end; left++, right++, center += 5) {
    const a = data[left];
    const b = data[right];
    const c0 = packed[center];
    const c1 = packed[center + 1];
    const c2 = packed[center + 2];
    const c3 = packed[center + 3];
    const c4 = packed[center + 4];
    a0 += (a - c0) * (a - c0);
    b0 += (b - c0) * (b - c0);
    a1 += (a - c1) * (a - c1);
    b1 += (b - c1) * (b - c1);
    a2 += (a - c2) * (a - c2);
    b2 += (b - c2) * (b - c2);
    a3 += (a - c3) * (a - c3);
    b3 += (b - c3) * (b - c3);
    a4 += (a - c4) * (a - c4);
    b4 += (b - c4) * (b - c4);
  }
  distances[target] = a0;
  distances[target + 1] = a1;
  distances[target + 2] = a2;
  distances[target + 3] = a3;
  distances[target + 4] = a4;
  const other = target + stride;
  distances[other] = b0;
  distances[other + 1] = b1;
  distances[other + 2] = b2;
  distances[other + 3] = b3;
  distances[other + 4] = b4;
}

function pairToFour(
  data: Float64Array,
  first: number,
  second: number,
  width: number,
  packed: Float64Array,
  place: number,
  distances: Float64Array,
  target: number,
  stride: number,
): void {
  let a0 = 0;
  let b0 = 0;
  let a1 = 0;
  let b1 = 0;
  let a2 = 0;
  let b2 = 0;
  let a3 = 0;
  let b3 = 0;
  const end = first + width;
  for (let left = first, right = second, center = place; left < end; left++, right++, center += 4) {
    const a = data[left];
    const b = data[right];
    const c0 = packed[center];
    const c1 = packed[center + 1];
    const c2 = packed[center + 2];
    const c3 = packed[center + 3];
    a0 += (a - c0) * (a - c0);
    b0 += (b - c0) * (b - c0);
    a1 += (a - c1) * (a - c1);
    b1 += (b - c1) * (b - c1);
    a2 += (a - c2) * (a - c2);
    b2 += (b - c2) * (b - c2);
    a3 += (a - c3) * (a - c3);
    b3 += (b - c3) * (b - c3);
  }
  distances[target] = a0;
  distances[target + 1] = a1;
  distances[target + 2] = a2;
  distances[target + 3] = a3;
  const other = target + stride;
  distances[other] = b0;
  distances[other + 1] = b1;
  distances[other + 2] = b2;
  distances[other + 3] = b3;
}

function pairToThree(
  data: Float64Array,
  first: number,
  second: number,
  width: number,
  packed: Float64Array,
  place: number,
  distances: Float64Array,
  target: number,
  stride: number,
): void {
  let a0 = 0;
  let b0 = 0;
  let a1 = 0;
  let b1 = 0;
  let a2 = 0;
  let b2 = 0;
  const end = first + width;
  for (let left = first, right = second, center = place; left < end; left++, right++, center += 3) {
    const a = data[left];
    const b = data[right];
    const c0 = packed[center];
    const c1 = packed[center + 1];
    const c2 = packed[center + 2];
    a0 += (a - c0) * (a - c0);
    b0 += (b - c0) * (b - c0);
    a1 += (a - c1) * (a - c1);
    b1 += (b - c1) * (b - c1);
    a2 += (a - c2) * (a - c2);
    b2 += (b - c2) * (b - c2);
  }
  distances[target] = a0;
  distances[target + 1] = a1;
  distances[target + 2] = a2;
  const other = target + stride;
  distances[other] = b0;
  distances[other + 1] = b1;
  distances[other + 2] = b2;
}

function pairToTwo(
  data: Float64Array,
  first: number,
  second: number,
  width: number,
  packed: Float64Array,
  place: number,
  distances: Float64Array,
  target: number,
  stride: number,
): void {
  let a0 = 0;
  let b0 = 0;
  let a1 = 0;
  let b1 = 0;
  const end = first + width;
  for (let left = first, right = second, center = place; left < end; left++, right++, center += 2) {
    const a = data[left];
    const b = data[right];
    const c0 = packed[center];
    const c1 = packed[center + 1];
    a0 += (a - c0) * (a - c0);
    b0 += (b - c0) * (b - c0);
    a1 += (a - c1) * (a - c1);
    b1 += (b - c1) * (b - c1);
  }
  distances[target] = a0;
  distances[target + 1] = a1;
  const other = target + stride;
  distances[other] = b0;
  distances[other + 1] = b1;
}

function pairToOne(
  data: Float64Array,
  first: number,
  second: number,
  width: number,
  packed: Float64Array,
  place: number,
  distances: Float64Array,
  target: number,
  stride: number,
): void {
  let a0 = 0;
  let b0 = 0;
  const end = first + width;
  for (let left = first, right = second, center = place; left < end; left++, right++, center += 1) {
    const a = data[left];
    const b = data[right];
    const c0 = packed[center];
    a0 += (a - c0) * (a - c0);
    b0 += (b - c0) * (b - c0);
  }
  distances[target] = a0;
  const other = target + stride;
  distances[other] = b0;
}
