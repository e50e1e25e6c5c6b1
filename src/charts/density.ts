/** A curve over a grid. */
export interface Curve {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Options of {@link kernelDensity}. */
export interface KernelDensityOptions {
  /** Standard deviation of the kernel, > 0. */
  readonly bandwidth: number;
  /** First and last point of the grid. */
  readonly from: number;
  readonly to: number;
  /** Nothing can lie below: the mass that the kernel would put there is mirrored back. Default: no bound. */
  readonly lowerBound?: number;
  /** Points of the grid, at least 2. Default 128. */
  readonly nPoints?: number;
}

const nBins = 1024;

/**
 * Gaussian kernel density estimate on an even grid; the area below it is 1.
 * Values are first shared out linearly to {@link nBins} bins (Wand 1994), so that the time grows with the number of
 * values, not with values × grid; at a bound the estimate is reflected (Silverman 1986, section 2.10).
 * @param values finite numbers, at least one
 */
export function kernelDensity(values: ArrayLike<number>, options: KernelDensityOptions): Curve {
  const { bandwidth, from, to, lowerBound, nPoints = 128 } = options;
  const { low, step, weights } = linearBins(values);
  const x = new Float64Array(nPoints);
  const y = new Float64Array(nPoints);
  const scale = 1 / (values.length * bandwidth * Math.sqrt(2 * Math.PI));
  for (let point = 0; point < nPoints; point++) {
    x[point] = from + ((to - from) * point) / (nPoints - 1);
    if (lowerBound !== undefined && x[point] < lowerBound) continue;
    let sum = 0;
    for (let bin = 0; bin < weights.length; bin++) {
      if (weights[bin] === 0) continue;
      const center = low + bin * step;
      sum += weights[bin] * kernel((x[point] - center) / bandwidth);
      if (lowerBound !== undefined) {
        sum += weights[bin] * kernel((x[point] - (2 * lowerBound - center)) / bandwidth);
      }
    }
    y[point] = sum * scale;
  }
  return { x, y };
}

/**
 * Silverman's rule of thumb (1986, equation 3.31): 0.9 · min(sd, IQR / 1.34) · n^(−1/5). Where half of the values are
 * equal the IQR is left out; where all are, the result is 0.
 * @param values finite numbers, at least one
 */
export function silvermanBandwidth(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / n;
  const variance = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, n - 1);
  const spread = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.34;
  const deviation = Math.sqrt(variance);
  return 0.9 * (spread > 0 ? Math.min(deviation, spread) : deviation) * n ** -0.2;
}

/** Quantile of sorted values, type 7 of Hyndman & Fan (1996), the default of R and NumPy. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}

function linearBins(values: ArrayLike<number>): { low: number; step: number; weights: Float64Array } {
  let low = Infinity;
  let high = -Infinity;
  for (let index = 0; index < values.length; index++) {
    low = Math.min(low, values[index]);
    high = Math.max(high, values[index]);
  }
  const step = (high - low) / (nBins - 1);
  const weights = new Float64Array(step > 0 ? nBins : 1);
  for (let index = 0; index < values.length; index++) {
    const position = step > 0 ? (values[index] - low) / step : 0;
    const bin = Math.min(Math.floor(position), weights.length - 1);
    const fraction = position - bin;
    weights[bin] += 1 - fraction;
    if (fraction > 0 && bin + 1 < weights.length) weights[bin + 1] += fraction;
  }
  return { low, step, weights };
}

function kernel(z: number): number {
  return Math.exp(-0.5 * z * z);
}
