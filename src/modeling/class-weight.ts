import { checkNumber, checkOneOf, checkOptionNames } from "../core";

/**
 * How much a sample of each class weighs, beside its sample weight. "balanced": total weight / (2 · weight of its
 * class), so that both classes weigh the same; `{ 0: w0, 1: w1 }`: as given, both numbers > 0.
 */
export type ClassWeight =
  | "balanced"
  | {
      /** Factor on the weights of class 0, > 0 */
      readonly 0: number;
      /** Factor on the weights of class 1, > 0 */
      readonly 1: number;
    };

/**
 * Checks the option `classWeight`; undefined and null mean none.
 * @throws InvalidParameterError for anything else than a {@link ClassWeight}
 */
export function checkClassWeight(value: ClassWeight | null | undefined): ClassWeight | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "object") return checkOneOf<"balanced">("classWeight", value, ["balanced"]);
  checkOptionNames("classWeight", value, ["0", "1"]);
  return {
    0: checkNumber("classWeight[0]", value[0], { exclusiveMin: 0 }),
    1: checkNumber("classWeight[1]", value[1], { exclusiveMin: 0 }),
  };
}

/**
 * The factors by which the weights of class 0 and of class 1 are multiplied.
 * @param totals sum of the sample weights of each class, both > 0
 */
export function classFactors(
  classWeight: ClassWeight | null,
  totals: readonly [number, number],
): readonly [number, number] {
  if (classWeight === null) return [1, 1];
  if (classWeight !== "balanced") return [classWeight[0], classWeight[1]];
  const half = (totals[0] + totals[1]) / 2;
  return [half / totals[0], half / totals[1]];
}
