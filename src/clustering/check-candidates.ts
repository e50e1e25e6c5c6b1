import { checkInteger, InvalidParameterError, show } from "../core";

/** Checks numbers of clusters to be tried: different, at least one, in [fewest, nSamples − 1]; returns them ascending. */
export function checkCandidates(candidates: readonly number[], fewest: number, nSamples: number): number[] {
  if (!Array.isArray(candidates)) {
    throw new InvalidParameterError(`candidates must be an array of numbers of clusters; got ${show(candidates)}`);
  }
  for (const candidate of candidates) checkInteger("candidates", candidate, { min: fewest, max: nSamples - 1 });
  if (candidates.length === 0 || new Set(candidates).size !== candidates.length) {
    throw new InvalidParameterError(
      `candidates must be different numbers of clusters, at least one; got [${candidates.join(", ")}]`,
    );
  }
  return [...candidates].sort((a, b) => a - b);
}
