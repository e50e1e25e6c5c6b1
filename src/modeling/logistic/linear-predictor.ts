/** Rows that are read once for every four features: so few that they stay in the first-level cache. */
const blockRows = 32;

/**
 * baseline + Σ coefficientⱼ·(xⱼ − meanⱼ) of every row. Four features at a time, their numbers in registers, where row by
 * row every product would have to load three numbers.
 * @param data row-major, rows of coefficients.length values
 */
export function linearPredictor(
  data: Float64Array,
  coefficients: Float64Array,
  means: Float64Array,
  baseline: number,
): Float64Array {
  const nFeatures = coefficients.length;
  const whole = nFeatures - (nFeatures % 4);
  const sums = new Float64Array(data.length / nFeatures).fill(baseline);
  for (let start = 0; start < sums.length; start += blockRows) {
    const end = Math.min(start + blockRows, sums.length);
    for (let feature = 0; feature < whole; feature += 4) {
      addFourFeatures(data, coefficients, means, feature, start, end, sums);
    }
    for (let feature = whole; feature < nFeatures; feature++) {
      addFeature(data, coefficients, means, feature, start, end, sums);
    }
  }
  return sums;
}

function addFourFeatures(
  data: Float64Array,
  coefficients: Float64Array,
  means: Float64Array,
  feature: number,
  start: number,
  end: number,
  sums: Float64Array,
): void {
  const nFeatures = coefficients.length;
  const b0 = coefficients[feature];
  const b1 = coefficients[feature + 1];
  const b2 = coefficients[feature + 2];
  const b3 = coefficients[feature + 3];
  const m0 = means[feature];
  const m1 = means[feature + 1];
  const m2 = means[feature + 2];
  const m3 = means[feature + 3];
  for (let row = start, place = start * nFeatures + feature; row < end; row++, place += nFeatures) {
    const left = b0 * (data[place] - m0) + b1 * (data[place + 1] - m1);
    const right = b2 * (data[place + 2] - m2) + b3 * (data[place + 3] - m3);
    sums[row] += left + right;
  }
}

function addFeature(
  data: Float64Array,
  coefficients: Float64Array,
  means: Float64Array,
  feature: number,
  start: number,
  end: number,
  sums: Float64Array,
): void {
  const nFeatures = coefficients.length;
  const coefficient = coefficients[feature];
  const mean = means[feature];
  for (let row = start, place = start * nFeatures + feature; row < end; row++, place += nFeatures) {
    sums[row] += coefficient * (data[place] - mean);
  }
}
