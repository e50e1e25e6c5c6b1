import type { ProfileEntry } from "./describe-clusters";
import type { Vocabulary } from "./vocabulary";

/** What naming needs to know beside the profiles. */
export interface NamingContext {
  readonly vocabulary: Vocabulary;
  /** Features that are 0 or 1. */
  readonly binary: ReadonlySet<string>;
  /** For each feature those that say the same thing. */
  readonly correlated: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Words in a name, unless more are needed to tell two clusters apart. */
const usualLength = 3;
/** A difference below this many standard deviations is not worth a word. */
const smallestDifference = 0.3;
const unremarkable = "close to the average client";

/**
 * Names clusters by what sets them apart: the words of the features of largest standardised difference.
 * A yes/no feature is named only where most of the cluster are on the side that the word says; of features that move
 * together only the first is named. Two equal names grow by further words, and at last by a rank, until all differ.
 * @param profiles one a cluster, each ordered by absolute standardised difference
 */
export function nameClusters(profiles: readonly (readonly ProfileEntry[])[], context: NamingContext): string[] {
  const words = profiles.map((profile) => distinctiveWords(profile, context));
  const lengths = words.map((list) => Math.min(usualLength, list.length));
  const nameOf = (index: number) => words[index].slice(0, lengths[index]).join(", ") || unremarkable;
  for (;;) {
    const names = words.map((_, index) => nameOf(index));
    const growing = words.map((list, index) => isRepeated(names, index) && lengths[index] < list.length);
    if (!growing.includes(true)) return withRanks(names);
    growing.forEach((grows, index) => {
      if (grows) lengths[index]++;
    });
  }
}

function distinctiveWords(profile: readonly ProfileEntry[], context: NamingContext): string[] {
  const words: string[] = [];
  const said = new Set<string>();
  for (const entry of profile) {
    if (Math.abs(entry.standardizedDifference) < smallestDifference) break;
    const isRedundant = [...(context.correlated.get(entry.feature) ?? [])].some((feature) => said.has(feature));
    if (isRedundant || !isTrueOfMost(entry, context.binary)) continue;
    const word = wordFor(entry, context.vocabulary);
    if (word === null) continue;
    said.add(entry.feature);
    words.push(word);
  }
  return words;
}

/** "Far from the centre" must not name a group of whom most live near, though fewer than elsewhere. */
function isTrueOfMost({ feature, mean, standardizedDifference }: ProfileEntry, binary: ReadonlySet<string>): boolean {
  if (!binary.has(feature)) return true;
  return standardizedDifference > 0 ? mean > 0.5 : mean < 0.5;
}

function wordFor({ feature, standardizedDifference }: ProfileEntry, vocabulary: Vocabulary): string | null {
  const side = standardizedDifference > 0 ? "high" : "low";
  if (!Object.hasOwn(vocabulary, feature)) return `${side} ${feature}`;
  return vocabulary[feature]?.[side] ?? null;
}

function isRepeated(names: readonly string[], index: number): boolean {
  return names.indexOf(names[index]) !== names.lastIndexOf(names[index]);
}

/** Numbers the names that are still the same: "…", "… (2)", "… (3)". */
function withRanks(names: readonly string[]): string[] {
  const taken = new Set(names);
  const used = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let rank = 2; used.has(unique); rank++) {
      const candidate = `${name} (${rank})`;
      if (!taken.has(candidate)) unique = candidate;
    }
    used.add(unique);
    return unique;
  });
}
