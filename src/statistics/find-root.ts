/**
 * Where a continuous function changes its sign between two bounds: Chandrupatla's (1997) method, which interpolates
 * where that is safe and halves where it is not.
 * @param f of opposite signs at `low` and `high`
 */
export function findRoot(f: (x: number) => number, low: number, high: number): number {
  let a = high;
  let b = low;
  let c = high;
  let fa = f(a);
  let fb = f(b);
  let fc = fa;
  let share = 0.5;
  for (let step = 0; step < 200; step++) {
    const x = a + share * (b - a);
    const fx = f(x);
    if (fx > 0 === fa > 0) {
      c = a;
      fc = fa;
    } else {
      c = b;
      fc = fb;
      b = a;
      fb = fa;
    }
    a = x;
    fa = fx;
    const best = Math.abs(fa) < Math.abs(fb) ? a : b;
    if (fa === 0 || fb === 0) return best;
    const least = (2e-15 * Math.abs(best) + 1e-300) / Math.abs(b - c || 1);
    const limit = Math.abs(b - a) <= 4e-15 * Math.abs(best);
    if (limit) return best;
    const place = (a - b) / (c - b);
    const height = (fa - fb) / (fc - fb);
    const interpolates = height * height < place && (1 - height) * (1 - height) < 1 - place;
    share = interpolates
      ? (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb))
      : 0.5;
    share = Math.min(1 - least, Math.max(least, share));
  }
  return a;
}
