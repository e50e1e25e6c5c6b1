import { expOfMinus } from "./exp-of-minus";

/** The logistic function 1 / (1 + e^(−logOdds)), without overflow. */
export function logistic(logOdds: number): number {
  if (logOdds >= 0) return 1 / (1 + expOfMinus(logOdds));
  const odds = expOfMinus(-logOdds);
  return odds / (1 + odds);
}
