/** Below it the recurrence is followed; from here on the asymptotic series has 16 digits. */
const asymptoticFrom = 10;

/** ψ(n) = d ln Γ / dn, the digamma function, for n > 0 (Abramowitz & Stegun 6.3.5 and 6.3.18). */
export function digamma(n: number): number {
  let x = n;
  let shift = 0;
  while (x < asymptoticFrom) {
    shift += 1 / x;
    x += 1;
  }
  const s = 1 / (x * x);
  const series =
    s * (1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s * (1 / 132 - s * (691 / 32760 - s / 12))))));
  return Math.log(x) - 0.5 / x - series - shift;
}
