import type { Claim, JudgedClaim } from "./claim";
import type { ClaimContext } from "./context";
import { describeEstimate } from "./describe-estimate";
import { combine, type Evidence } from "./evidence";
import { study000 } from "./study-000";
import { study001 } from "./study-001";
import { study002 } from "./study-002";
import { study003 } from "./study-003";
import { study004 } from "./study-004";

/**
 * Every claim of the five source studies, in their order.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { sourceClaims } from "churnlab";
 *
 * const ids = sourceClaims.map(({ id }) => id);
 * assert.equal(new Set(ids).size, sourceClaims.length);
 * assert.match(ids[0], /^00\d\.\d+$/);
 * ```
 */
export const sourceClaims: readonly Claim[] = [...study000, ...study001, ...study002, ...study003, ...study004];

/**
 * Tests claims on the loaded data. A part of a claim holds when the whole interval of its estimate lies where the claim
 * says, fails when all of it lies elsewhere, and is undecided otherwise; a claim holds when every part holds, fails when
 * a part fails and none holds, cannot be tested when no part can, and holds partly in all other cases.
 * @param claims default: the claims of the five source studies
 * @returns one record a claim, in their order
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import {
 *   ClaimContext, featuresAndLabels, forecastClients, simulateClients, sourceClaims, testClaims,
 * } from "churnlab";
 *
 * const clients = simulateClients({ nClients: 200, seed: 1 });
 * const { X, y } = featuresAndLabels(clients, "Churn");
 * const segments = { labels: X.column("Group_visits"), silhouette: 0.2, stability: 0.9 };
 * const context = new ClaimContext(clients, segments, forecastClients(X, y));
 * const judged = testClaims(context, sourceClaims.slice(0, 2));
 * assert.deepEqual(judged.map(({ verdict }) => verdict), ["holds", "holds"]);
 * ```
 */
export function testClaims(context: ClaimContext, claims: readonly Claim[] = sourceClaims): JudgedClaim[] {
  return claims.map((claim) => testClaim(claim, context));
}

function testClaim({ id, statement, definition, test }: Claim, context: ClaimContext): JudgedClaim {
  const study = id.split(".")[0];
  const result = test(context);
  if ("reason" in result) {
    return {
      id,
      study,
      statement,
      definition,
      estimate: "",
      verdict: "not testable",
      undecided: false,
      note: result.reason,
    };
  }
  return {
    id,
    study,
    statement,
    definition,
    estimate: result.map(describePart).join("; "),
    verdict: combine(result),
    undecided:
      result.every((part) => part.verdict === "undecided" || part.verdict === "not testable") &&
      result.some((part) => part.verdict === "undecided"),
    note: noteOn(result),
  };
}

const partWords = {
  holds: "holds",
  fails: "fails",
  undecided: "undecided, the interval crosses the limit",
  "not testable": "cannot be tested, too few clients",
} as const;

function noteOn(parts: readonly Evidence[]): string {
  const [first] = parts;
  if (parts.every((part) => part.verdict === first.verdict)) {
    return first.verdict === "holds" || first.verdict === "fails" ? "" : partWords[first.verdict];
  }
  return parts.map(({ what, verdict }) => `${what}: ${partWords[verdict]}`).join("; ");
}

function describePart({ what, estimate }: Evidence): string {
  return `${what} ${describeEstimate(estimate)}`;
}
