const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

/** ln Γ(x) for x > 0: Stirling's series from 10 on (Abramowitz & Stegun 6.1.41), the recurrence below. */
export function logGamma(x: number): number {
  let shifted = x;
  let product = 1;
  while (shifted < 10) {
    product *= shifted;
    shifted += 1;
  }
  const s = 1 / (shifted * shifted);
  const error =
    (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - (s * 691) / 360360))))) / shifted;
  return (shifted - 0.5) * Math.log(shifted) - shifted + halfLogTwoPi + error - Math.log(product);
}
