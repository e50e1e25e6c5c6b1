import { digamma } from "./digamma";

/**
 * Mutual information in nats of a continuous value and a class, by nearest neighbours (Ross 2014, eq. 2):
 * ψ(N) − ⟨ψ(N_class)⟩ + ⟨ψ(k)⟩ − ⟨ψ(m)⟩, where m counts the values of any class that are nearer than the k-th neighbour
 * of the own class, itself included. Where that neighbour has the same value, the k and the m of the value are all its
 * occurrences in the class and in both (Gao et al. 2017, for mixtures of steps and densities). A class of one value takes no part; a small class has fewer neighbours than k.
 */
export function nearestNeighbourInformation(values: Float64Array, labels: Uint8Array, nNeighbors: number): number {
  const counts = [0, 0];
  for (let row = 0; row < labels.length; row++) counts[labels[row]]++;
  const classes = [0, 1].filter((label) => counts[label] > 1).map((label) => classOf(values, labels, label));
  const total = classes.reduce((sum, own) => sum + own.length, 0);
  if (total === 0) return 0;
  const all = concatenated(classes, total).sort();
  let sum = 0;
  for (const own of classes) {
    const k = Math.min(nNeighbors, own.length - 1);
    sum += sumOfNearness(own, all, k) - own.length * digamma(own.length);
  }
  return Math.max(0, digamma(total) + sum / total);
}

/** The values of one class, ascending. */
function classOf(values: Float64Array, labels: Uint8Array, label: number): Float64Array {
  return values.filter((_, row) => labels[row] === label).sort();
}

function concatenated(parts: readonly Float64Array[], length: number): Float64Array {
  const whole = new Float64Array(length);
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

/** Σ ψ(k) − ψ(m) over the values of one class, m the number of all values nearer than the k-th neighbour in the class. */
function sumOfNearness(own: Float64Array, all: Float64Array, k: number): number {
  const psi = new Float64Array(all.length + 1);
  for (let m = 1; m <= all.length; m++) psi[m] = digamma(m);
  let runStart = 0;
  let runEnd = 0;
  let sum = 0;
  let first = 0;
  let from = 0;
  let to = 0;
  for (let place = 0; place < own.length; place++) {
    const value = own[place];
    // The k + 1 nearest, itself included, are a window that only moves up.
    while (first + k + 1 < own.length && own[first + k + 1] - value < value - own[first]) first++;
    while (first + k < place) first++;
    const radius = Math.max(value - own[first], own[first + k] - value);
    // Nearer than the k-th neighbour; where that has the same value, of the same value. Both ends only move up, but for
    // rounding.
    while (isOutside(value - all[from], radius)) from++;
    while (from > 0 && !isOutside(value - all[from - 1], radius)) from--;
    while (to < all.length && !isOutside(all[to] - value, radius)) to++;
    while (isOutside(all[to - 1] - value, radius)) to--;
    if (place >= runEnd) {
      runStart = place;
      while (runEnd < own.length && own[runEnd] === value) runEnd++;
    }
    sum += psi[radius === 0 ? runEnd - runStart : k] - psi[to - from];
  }
  return sum;
}

function isOutside(distance: number, radius: number): boolean {
  return radius === 0 ? distance > 0 : distance >= radius;
}
