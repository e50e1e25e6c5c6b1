export type { Claim, JudgedClaim, Untestable } from "./claim";
export { ClaimContext, type SegmentsForClaims } from "./context";
export { combine, type Estimate, type Evidence, judge, type Region, type Verdict } from "./evidence";
export { sourceClaims, testClaims } from "./test-claims";
