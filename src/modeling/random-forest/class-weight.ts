import { checkOneOf } from "../../core";
import { type ClassWeight, checkClassWeight } from "../class-weight";

/**
 * Weights of the classes in a forest: "balanced" gives both the same total weight, "balancedSubsample" does so anew in
 * the rows of each tree; or a number > 0 for each.
 */
export type ForestClassWeight = ClassWeight | "balancedSubsample";

/** @throws InvalidParameterError for anything but a {@link ForestClassWeight}, null or undefined */
export function checkForestClassWeight(value: unknown): ForestClassWeight | null {
  if (typeof value !== "object" && value !== undefined) {
    return checkOneOf("classWeight", value, ["balanced", "balancedSubsample"] as const);
  }
  return checkClassWeight(value as ClassWeight | null | undefined);
}
