import { readFixture } from "./read-fixture";

/** A data set that is hard on an estimator, made by scripts/oracles/hard_sets.py. */
export interface HardSet {
  readonly name: string;
  /** What is hard about it. */
  readonly about: string;
  readonly X: number[][];
  readonly y: number[];
  /** Only where the set is about weights. */
  readonly sampleWeight?: number[];
}

/** The hard data sets: collinear, constant, separable, tiny, wide, tied, unbalanced, zero weights, extreme scales, …. */
export function hardSets(): HardSet[] {
  const { sets } = readFixture<{ sets: Record<string, Omit<HardSet, "name">> }>("modeling", "hard-sets");
  return Object.entries(sets).map(([name, set]) => ({ name, ...set }));
}

/** One of {@link hardSets} by name. */
export function hardSet(name: string): HardSet {
  const found = hardSets().find((set) => set.name === name);
  if (found === undefined) throw new Error(`no hard set is called ${name}`);
  return found;
}
