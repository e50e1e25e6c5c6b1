/**
 * The order that sorts rows by their values, feature by feature, so that what is computed in it does not depend on the
 * order in which rows were given. Rows that are equal come by `ties`, then as they stand. Prior validation is assumed.
 * @param data row-major
 * @param ties one number a row
 * @returns row numbers
 */
export function rowOrder(data: Float64Array, nFeatures: number, ties: Float64Array): Uint32Array {
  const order = new Uint32Array(data.length / nFeatures);
  for (let row = 0; row < order.length; row++) order[row] = row;
  return order.sort((left, right) => {
    const shift = (right - left) * nFeatures;
    const end = left * nFeatures + nFeatures;
    for (let place = left * nFeatures; place < end; place++) {
      const difference = data[place] - data[place + shift];
      if (difference !== 0) return difference;
    }
    return ties[left] - ties[right] || left - right;
  });
}
