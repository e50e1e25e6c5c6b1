import {
  checkNumber,
  checkOptionNames,
  type FeatureMatrix,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  ShapeError,
  show,
  toFeatureMatrix,
  toLabels,
} from "../core";
import { type Interval, wilsonInterval } from "../statistics";
import { clusterDifferences, type FeatureDifference } from "./cluster-differences";
import { type LabelGroups, toLabelGroups } from "./cluster-labels";
import { type ClusterRule, completeRuleOptions, isIn, ruleGround, ruleOf } from "./cluster-rule";
import { type GroupMoments, groupMoments } from "./group-moments";
import { nameClusters } from "./name-clusters";
import { strongCorrelations } from "./strong-correlations";
import { binaryFeatures, checkVocabulary, type Vocabulary } from "./vocabulary";

/** Options of {@link describeClusters}. */
export interface DescribeClustersOptions {
  /**
   * Words for low and high values, by feature name; a feature without words is called "low …" or "high …", one with
   * null is left out of names and rules.
   */
  readonly vocabulary?: Vocabulary;
  /** Confidence level of all intervals, in (0, 1). Default 0.95. */
  readonly level?: number;
  /** Whether to learn each cluster's rule ({@link clusterRule}), which takes most of the time. Default true. */
  readonly rules?: boolean;
}

/** One feature of a cluster beside all clients. */
export interface ProfileEntry {
  /** The column's name */
  readonly feature: string;
  /** Mean in the cluster, in the feature's unit. */
  readonly mean: number;
  /** Mean of all clients. */
  readonly overallMean: number;
  /** (mean − overallMean) / standard deviation of all clients (population); 0 for a constant feature. */
  readonly standardizedDifference: number;
}

/** What kind of clients a cluster holds, and how they churn. */
export interface ClusterPortrait {
  /** Rank by churn rate from 1, the highest. */
  readonly id: number;
  /** The cluster's number in the labels that were described. */
  readonly cluster: number;
  /** Plain words for what sets it apart, different from every other name. */
  readonly name: string;
  /** Number of clients. */
  readonly size: number;
  /** Share of all clients, in (0, 1]. */
  readonly share: number;
  /** Clients who left; NaN where it is not known who left. */
  readonly nChurned: number;
  /** Share of its clients who left, in [0, 1]; NaN where it is not known who left. */
  readonly churnRate: number;
  /** The churn rate with its Wilson interval; [0, 1] where it is not known who left. */
  readonly churnInterval: Interval;
  /** Share of all who left that are in this cluster, in [0, 1]; 0 when nobody left, NaN where it is not known who left. */
  readonly shareOfChurn: number;
  /** Every feature, the one that sets the cluster apart most first. */
  readonly profile: readonly ProfileEntry[];
  /**
   * The cluster against all other clients, with intervals, the largest standardised difference first; empty where there are no others.
   * The intervals are Welch's (Newcombe's for yes/no features), each by itself. They say how exactly the difference is
   * known, not whether there is one: clusters are made to differ.
   */
  readonly differences: readonly FeatureDifference[];
  /** The nearest rule that a front desk can apply; null where `rules` is false. */
  readonly rule: ClusterRule | null;
}

/**
 * Portraits of clusters: who is in them, in plain words, and how many leave; ordered by churn rate, highest first
 * (equal rates: larger first, then by profile), so that neither order nor names depend on the numbering of the labels.
 * Shuffled rows give the same portraits, to the last bit.
 * @param X nSamples × nFeatures, in the features' own units (not standardised, so that the means can be read)
 * @param labels the cluster of each row, integers ≥ 0
 * @param y 1 where the client left, length nSamples; null where it is not known who left: then larger clusters come first
 * @returns one portrait a cluster, highest churn rate first; means in the features' units, differences in standard
 *   deviations, rates as shares in [0, 1]
 * @throws ShapeError for other lengths; InvalidParameterError for bad labels or a bad or unknown option
 * @see SciPy `ttest_ind(equal_var=False).confidence_interval()`, statsmodels `confint_proportions_2indep(method="newcomb")`
 *   and `proportion_confint(method="wilson")` for the intervals
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { describeClusters } from "churnlab";
 *
 * const vocabulary = { x0: { low: "young", high: "older" } };
 * const portraits = describeClusters([[20], [22], [50], [54]], [0, 0, 1, 1], [1, 0, 0, 0], { vocabulary });
 * assert.deepEqual(portraits.map(({ name, churnRate }) => [name, churnRate]), [["young", 0.5], ["older", 0]]);
 * assert.equal(portraits[0].rule?.text, "x0 at most 22");
 * assert.equal(portraits[0].differences[0].difference.estimate, -31);
 * ```
 */
export function describeClusters(
  X: MatrixLike,
  labels: LabelsLike,
  y: LabelsLike | null,
  options: DescribeClustersOptions = {},
): ClusterPortrait[] {
  const matrix = toFeatureMatrix(X);
  if (matrix.nSamples === 0) throw new ShapeError("X must have at least one row; got none");
  const groups = toLabelGroups(labels, matrix.nSamples);
  const left = y === null ? null : toLabels(y, matrix.nSamples);
  const complete = completeOptions("describeClusters", options, matrix);
  const moments = groupMoments(matrix, groups);
  const binary = binaryFeatures(matrix);
  const drafts = orderByChurn(draftPortraits(matrix, groups, moments, left, complete.level), matrix, groups);
  const names = nameClusters(
    drafts.map((draft) => draft.profile),
    {
      vocabulary: complete.vocabulary,
      binary,
      correlated: strongCorrelations(matrix),
    },
  );
  const rules = rulesOf(matrix, groups, complete);
  return drafts.map(({ group, ...draft }, rank) => ({
    id: rank + 1,
    ...draft,
    name: names[rank],
    differences: clusterDifferences(matrix.featureNames, moments, groups.sizes, group, binary, complete.level),
    rule: rules === null ? null : rules[group],
  }));
}

/** Checks the options and fills in the defaults; `others` are names that the caller knows beside ours. */
export function completeOptions(
  owner: string,
  options: DescribeClustersOptions,
  matrix: FeatureMatrix,
  others: readonly string[] = [],
): Required<DescribeClustersOptions> {
  checkOptionNames(owner, options, [...others, "vocabulary", "level", "rules"]);
  const { vocabulary = {}, level = 0.95, rules = true } = options;
  checkVocabulary(vocabulary, matrix);
  checkNumber("level", level, { exclusiveMin: 0, exclusiveMax: 1 });
  if (typeof rules !== "boolean") throw new InvalidParameterError(`rules must be true or false; got ${show(rules)}`);
  return { vocabulary, level, rules };
}

/**
 * For each row the position of its cluster's portrait, so that `portraits[indices[row]]` is the row's portrait.
 * @param portraits as {@link describeClusters} returns them
 * @param labels the cluster of each row, length nSamples
 * @returns length nSamples
 * @throws InvalidParameterError for a label without a portrait
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { describeClusters, portraitIndices } from "churnlab";
 *
 * const labels = [0, 0, 1, 1];
 * const portraits = describeClusters([[20], [22], [50], [54]], labels, [0, 0, 1, 0]);
 * assert.deepEqual(Array.from(portraitIndices(portraits, labels)), [1, 1, 0, 0]); // cluster 1 churns most
 * ```
 */
export function portraitIndices(
  portraits: readonly Pick<ClusterPortrait, "cluster">[],
  labels: LabelsLike,
): Uint32Array {
  if (!Array.isArray(portraits)) {
    throw new InvalidParameterError(`portraits must be an array of portraits; got ${show(portraits)}`);
  }
  const positions = new Map(
    Array.from(portraits, (portrait, index) => {
      const cluster: unknown = portrait?.cluster;
      if (typeof cluster === "number") return [cluster, index];
      throw new InvalidParameterError(
        `portraits must be those of describeClusters; got the cluster ${show(cluster)} at position ${index}`,
      );
    }),
  );
  const { groups, values } = toLabelGroups(labels);
  const ofGroup = values.map((cluster) => {
    const index = positions.get(cluster);
    if (index === undefined) {
      throw new InvalidParameterError(`every label must have a portrait; there is none of cluster ${cluster}`);
    }
    return index;
  });
  return Uint32Array.from(groups, (group) => ofGroup[group]);
}

/** A portrait without what depends on its rank, and the position of its group. */
type Draft = Omit<ClusterPortrait, "id" | "name" | "differences" | "rule"> & { readonly group: number };

function draftPortraits(
  matrix: FeatureMatrix,
  { groups, values, sizes }: LabelGroups,
  moments: GroupMoments,
  left: Uint8Array | null,
  level: number,
): Draft[] {
  const churned = new Uint32Array(values.length);
  left?.forEach((label, row) => {
    churned[groups[row]] += label;
  });
  const allChurned = churned.reduce((sum, count) => sum + count, 0);
  return values.map((cluster, group) => ({
    group,
    cluster,
    size: sizes[group],
    share: sizes[group] / matrix.nSamples,
    ...churnOf(left === null ? null : churned[group], sizes[group], allChurned, level),
    profile: profileOf(matrix.featureNames, moments, group),
  }));
}

function churnOf(
  nChurned: number | null,
  size: number,
  allChurned: number,
  level: number,
): Pick<ClusterPortrait, "nChurned" | "churnRate" | "churnInterval" | "shareOfChurn"> {
  if (nChurned === null) {
    const unknown = Number.NaN;
    // An interval of no trials: nothing is known.
    const churnInterval = wilsonInterval(0, 0, level);
    return { nChurned: unknown, churnRate: unknown, churnInterval, shareOfChurn: unknown };
  }
  return {
    nChurned,
    churnRate: nChurned / size,
    churnInterval: wilsonInterval(nChurned, size, level),
    shareOfChurn: allChurned === 0 ? 0 : nChurned / allChurned,
  };
}

function profileOf(
  featureNames: readonly string[],
  { means, overallMeans, standardMeans }: GroupMoments,
  group: number,
): ProfileEntry[] {
  const start = group * featureNames.length;
  const entries = featureNames.map((feature, column) => ({
    feature,
    mean: means[start + column],
    overallMean: overallMeans[column],
    standardizedDifference: standardMeans[start + column],
  }));
  return entries.sort((a, b) => Math.abs(b.standardizedDifference) - Math.abs(a.standardizedDifference));
}

function rulesOf(
  matrix: FeatureMatrix,
  { groups, values }: LabelGroups,
  { rules, level, vocabulary }: Required<DescribeClustersOptions>,
): ClusterRule[] | null {
  if (!rules) return null;
  const options = completeRuleOptions({ level, vocabulary }, matrix);
  const ground = ruleGround(matrix, options);
  return values.map((_, group) => ruleOf(ground, isIn(groups, group), options));
}

function orderByChurn(drafts: readonly Draft[], matrix: FeatureMatrix, { groups }: LabelGroups): Draft[] {
  const keys = drafts.map(({ churnRate, size, profile }) => {
    const means = new Map(profile.map(({ feature, mean }) => [feature, mean]));
    const rate = Number.isNaN(churnRate) ? 0 : -churnRate;
    return [rate, -size, ...matrix.featureNames.map((feature) => means.get(feature) as number)];
  });
  const rowsOf = (group: number) => sortedRows(matrix, groups, group);
  return [...drafts].sort(
    (a, b) =>
      compareInOrder(keys[a.group], keys[b.group]) ||
      // Alike in all means: the rows themselves must decide, as the label must not.
      compareInOrder(rowsOf(a.group), rowsOf(b.group)),
  );
}

/** The values of a group's rows, row by row, the rows in the order of their values. */
function sortedRows(matrix: FeatureMatrix, groups: Uint32Array, group: number): number[] {
  const rows = Array.from(groups.keys()).filter((row) => groups[row] === group);
  return rows
    .map((row) => Array.from(matrix.row(row)))
    .sort(compareInOrder)
    .flat();
}

/** By the first numbers that differ. */
function compareInOrder(a: readonly number[], b: readonly number[]): number {
  const place = a.findIndex((value, index) => value !== b[index]);
  return place < 0 ? 0 : a[place] - b[place];
}
