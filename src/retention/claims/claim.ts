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
  /** In words */
  readonly reason: string;
}

/** A claim with what the loaded data say about it. */
export interface JudgedClaim {
  /** Study and number, such as "001.4" */
  readonly id: string;
  /** The study's number, such as "001" */
  readonly study: string;
  /** The claim in plain words */
  readonly statement: string;
  /** What was computed, and on whom */
  readonly definition: string;
  /** The estimates of its parts, in words and numbers */
  readonly estimate: string;
  /** The verdict on all of its parts */
  readonly verdict: Verdict;
  /** True where no part fails or holds but the data do not decide: `partly` for want of data. */
  readonly undecided: boolean;
  /** Where the verdict needs a word: which part holds and which does not, or why nothing could be tested. */
  readonly note: string;
}
