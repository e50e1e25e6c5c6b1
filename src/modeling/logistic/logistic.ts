import { expOfMinus } from "../../core/exp-of-minus";

/** The logistic function 1 / (1 + e^(−logOdds)), without overflow; without branches, which would be guessed wrongly. */
export function logistic(logOdds: number): number {
  const small = expOfMinus(Math.abs(logOdds));
  const isPositive = Number(logOdds >= 0);
  return (isPositive + (1 - isPositive) * small) / (1 + small);
}
