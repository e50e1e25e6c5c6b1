/** Different values that "auto" takes for discrete. */
const mostValues = 32;
const rowsPerValue = 5;

/** Whether a feature holds few different whole numbers. */
export function isCountable(values: Float64Array): boolean {
  const limit = Math.min(mostValues, Math.floor(values.length / rowsPerValue));
  const seen = new Set<number>();
  for (let index = 0; index < values.length; index++) {
    if (!Number.isInteger(values[index])) return false;
    seen.add(values[index]);
    if (seen.size > limit) return false;
  }
  return true;
}

/** Mutual information in nats of the table of values and classes: Σ p(v, c) · ln(p(v, c) / (p(v) · p(c))). */
export function discreteInformation(values: Float64Array, labels: Uint8Array): number {
  const counts = new Map<number, [number, number]>();
  const ofClass = [0, 0];
  for (let row = 0; row < values.length; row++) {
    const known = counts.get(values[row]);
    if (known === undefined) counts.set(values[row], labels[row] === 0 ? [1, 0] : [0, 1]);
    else known[labels[row]]++;
    ofClass[labels[row]]++;
  }
  const total = values.length;
  let sum = 0;
  // In the order of the values, so that the order of the rows does not show in the last bit.
  for (const [, cell] of [...counts].sort(([left], [right]) => left - right)) {
    for (let label = 0; label < 2; label++) {
      if (cell[label] === 0) continue;
      sum += (cell[label] / total) * Math.log((cell[label] * total) / ((cell[0] + cell[1]) * ofClass[label]));
    }
  }
  return Math.max(0, sum);
}
