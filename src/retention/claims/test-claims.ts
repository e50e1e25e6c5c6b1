import type { Claim, JudgedClaim } from "./claim";
import type { ClaimContext } from "./context";
import { describeEstimate } from "./describe-estimate";
import { combine, type Evidence } from "./evidence";
import { study000 } from "./study-000";
import { study001 } from "./study-001";
import { study002 } from "./study-002";
import { study003 } from "./study-003";
import { study004 } from "./study-004";

/** Every claim of the five source studies, in their order. */
export const sourceClaims: readonly Claim[] = [...study000, ...study001, ...study002, ...study003, ...study004];

/**
 * Tests claims on the loaded data and gives each a verdict by the rules of {@link judge} and {@link combine}.
 * @param claims default: the claims of the five source studies
 */
export function testClaims(context: ClaimContext, claims: readonly Claim[] = sourceClaims): JudgedClaim[] {
  return claims.map((claim) => testClaim(claim, context));
}

function testClaim({ id, statement, definition, test }: Claim, context: ClaimContext): JudgedClaim {
  const study = id.split(".")[0];
  const result = test(context);
  if ("reason" in result) {
    return { id, study, statement, definition, estimate: "", verdict: "not testable", note: result.reason };
  }
  return {
    id,
    study,
    statement,
    definition,
    estimate: result.map(describePart).join("; "),
    verdict: combine(result),
    note: [...new Set(result.map((part) => part.note).filter((note) => note !== ""))].join("; "),
  };
}

function describePart({ what, estimate }: Evidence): string {
  return `${what} ${describeEstimate(estimate)}`;
}
