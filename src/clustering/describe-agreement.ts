import type { ClusterCountRow, PreferredClusterCounts } from "./choose-number-of-clusters";

/** The indices that choose a number, as a sentence names them. */
const indexNames = {
  silhouette: "silhouette",
  calinskiHarabasz: "Calinski–Harabasz",
  daviesBouldin: "Davies–Bouldin",
  gap: "the gap statistic",
  stability: "stability",
} as const;

/** A silhouette of at most this is no substantial structure (Kaufman & Rousseeuw 1990, table 4). */
const weakSilhouette = 0.25;

/** Below this a partition is not the same on another sample (Hennig's rule of thumb for resampled clusters). */
const weakStability = 0.6;

/** Whether the indices prefer one number, and what there is to say. Prior validation is assumed. */
export function describeAgreement(
  table: readonly ClusterCountRow[],
  preferred: PreferredClusterCounts,
): { isUnanimous: boolean; verdict: string[] } {
  const votes = countVotes(preferred);
  const isUnanimous = votes.size === 1 && preferred.gap !== null;
  const verdict = [isUnanimous ? agreement([...votes.keys()][0]) : disagreement(votes)];
  if (preferred.gap === null && table.length > 0) {
    verdict.push(`The gap statistic still rises at ${table[table.length - 1].nClusters}, the largest number tried.`);
  }
  if (preferred.gap === 1) {
    verdict.push("The gap statistic prefers 1: the groups are no tighter than those cut from rows without structure.");
  }
  return {
    isUnanimous,
    verdict: [...verdict, ...edges(table, votes), ...estimates(table, preferred), ...weaknesses(table)],
  };
}

/** For each number the indices that prefer it, the most votes first. */
function countVotes(preferred: PreferredClusterCounts): Map<number, string[]> {
  const votes = new Map<number, string[]>();
  for (const [index, name] of Object.entries(indexNames)) {
    const number = preferred[index as keyof typeof indexNames];
    if (number === null) continue;
    votes.set(number, [...(votes.get(number) ?? []), name]);
  }
  return new Map([...votes].sort(([a, left], [b, right]) => right.length - left.length || a - b));
}

function agreement(number: number): string {
  return `All indices prefer ${number}: silhouette, Calinski–Harabasz, Davies–Bouldin, the gap statistic and stability.`;
}

function disagreement(votes: ReadonlyMap<number, readonly string[]>): string {
  const parts = Array.from(
    votes,
    ([number, names]) => `${list(names)} ${names.length > 1 ? "prefer" : "prefers"} ${number}`,
  );
  return votes.size === 1 ? `${capital(parts[0])}.` : `The indices disagree: ${parts.join("; ")}.`;
}

/** A preferred number at the edge of those tried may lie beyond it. */
function edges(table: readonly ClusterCountRow[], votes: ReadonlyMap<number, readonly string[]>): string[] {
  const last = table[table.length - 1].nClusters;
  const names = votes.get(last);
  if (names === undefined || table.length < 2) return [];
  const what = names.length > 1 ? "their best number" : "its best number";
  return [`${last} is the largest number tried: ${what} (${list(names)}) may be larger.`];
}

/** Where silhouettes come from a sample, the preferred number may not be the best of all rows. */
function estimates(table: readonly ClusterCountRow[], preferred: PreferredClusterCounts): string[] {
  const best = table.find(({ nClusters }) => nClusters === preferred.silhouette);
  if (best === undefined || best.silhouetteLower === best.silhouetteUpper) return [];
  const close = table.filter((row) => row !== best && row.silhouetteUpper >= best.silhouetteLower);
  if (close.length === 0) return ["The silhouettes are estimates from a sample of rows; their intervals stand apart."];
  const numbers = list(close.map(({ nClusters }) => String(nClusters)));
  return [
    `The silhouettes are estimates from a sample of rows: ${numbers} may have a larger one than ${best.nClusters}.`,
  ];
}

function weaknesses(table: readonly ClusterCountRow[]): string[] {
  const silhouette = Math.max(...table.map((row) => row.silhouette));
  const stability = Math.max(...table.map((row) => row.stability));
  const found: string[] = [];
  if (silhouette <= weakSilhouette) {
    found.push(
      `No number has a silhouette above ${silhouette.toFixed(2)}: the groups overlap, and any cut is a matter of use.`,
    );
  }
  if (stability < weakStability) {
    found.push(`No number has a stability above ${stability.toFixed(2)}: another sample would be cut in another way.`);
  }
  return found;
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
