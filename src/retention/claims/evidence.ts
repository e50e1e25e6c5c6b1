/** What the data say about a claim. */
export type Verdict = "holds" | "partly" | "fails" | "not testable";

/** An estimate with its 95 % interval. `format` says how a reader sees it. */
export interface Estimate {
  /** The point estimate: a share or a difference of shares, a mean in its unit, or a ratio */
  readonly value: number;
  /** Lower limit of the interval */
  readonly lower: number;
  /** Upper limit of the interval */
  readonly upper: number;
  /** Observations behind it: of the smaller group, where two are compared. */
  readonly n: number;
  /** What kind of number it is; "points" is a difference of shares */
  readonly format: "share" | "points" | "mean" | "ratio";
}

/** The region of the number line that a claim points to; a bound that is absent is open. */
export interface Region {
  readonly above?: number;
  readonly below?: number;
}

/** One part of a claim: an estimate, the region that the claim asserts, and the verdict on it. */
export interface Evidence {
  /** What was computed, in words */
  readonly what: string;
  /** The number with its interval */
  readonly estimate: Estimate;
  /** On this part alone */
  readonly verdict: "holds" | "fails" | "undecided" | "not testable";
}

/** Groups smaller than this settle nothing. */
export const smallestGroup = 10;

/**
 * The rule of verdicts for one estimate: `holds` when the whole interval lies in the claimed region, `fails` when
 * all of it lies outside, `undecided` when it crosses a border of the region, and `not testable` when fewer than {@link smallestGroup} clients stand behind it.
 */
export function judge(what: string, estimate: Estimate, claimed: Region): Evidence {
  const { lower, upper, n } = estimate;
  if (n < smallestGroup || !Number.isFinite(lower) || !Number.isFinite(upper)) {
    return { what, estimate, verdict: "not testable" };
  }
  const { above = Number.NEGATIVE_INFINITY, below = Number.POSITIVE_INFINITY } = claimed;
  if (lower >= above && upper <= below) return { what, estimate, verdict: "holds" };
  if (upper < above || lower > below) return { what, estimate, verdict: "fails" };
  return { what, estimate, verdict: "undecided" };
}

/**
 * The rule for a claim, which asserts all of its parts: `holds` when every part holds; `fails` when a part fails and
 * none holds; `not testable` when no part can be tested; otherwise `partly`: some parts hold and others do not, or the
 * data do not decide.
 */
export function combine(parts: readonly Evidence[]): Verdict {
  const has = (verdict: Evidence["verdict"]) => parts.some((part) => part.verdict === verdict);
  if (parts.every((part) => part.verdict === "not testable")) return "not testable";
  if (parts.every((part) => part.verdict === "holds")) return "holds";
  return has("fails") && !has("holds") ? "fails" : "partly";
}
