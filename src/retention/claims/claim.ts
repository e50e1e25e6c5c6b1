import type { ClaimContext } from "./context";
import type { Evidence, Verdict } from "./evidence";

/** One claim of a source study as a testable statement. */
export interface Claim {
  /** Study and number, such as "001.4". */
  readonly id: string;
  /** The claim in plain words. */
  readonly statement: string;
  /** The operational definition: what is computed, and on whom. */
  readonly definition: string;
  /** Evidence from the loaded data; one piece for each part of the claim. */
  readonly test: (context: ClaimContext) => readonly Evidence[] | Untestable;
}

/** Why the loaded data cannot speak to a claim. */
export interface Untestable {
  readonly reason: string;
}

/** A claim with what the loaded data say about it. */
export interface JudgedClaim {
  readonly id: string;
  readonly study: string;
  readonly statement: string;
  readonly definition: string;
  readonly estimate: string;
  readonly verdict: Verdict;
  /** True where no part fails or holds but the data do not decide: `partly` for want of data. */
  readonly undecided: boolean;
  /** Where the verdict needs a word: which part holds and which does not, or why nothing could be tested. */
  readonly note: string;
}
