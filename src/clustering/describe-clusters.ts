import {
  checkNumber,
  checkOptionNames,
  type FeatureMatrix,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  ShapeError,
  toFeatureMatrix,
  toLabels,
} from "../core";
import { type Interval, wilsonInterval } from "../statistics";
import { type LabelGroups, toLabelGroups } from "./cluster-labels";
import { featureSpreads, strongCorrelations } from "./feature-spreads";
import { groupMeans } from "./group-means";
import { nameClusters, type Vocabulary } from "./name-clusters";

/** Options of {@link describeClusters}. */
export interface DescribeClustersOptions {
  /**
   * Words for low and high values, by feature name; a feature without words is called "low …" or "high …", one with
   * null is left out of the names.
   */
  readonly vocabulary?: Vocabulary;
  /** Confidence level of the churn rate's interval, in (0, 1). Default 0.95. */
  readonly level?: number;
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
  /** Clients who left. */
  readonly nChurned: number;
  /** Share of its clients who left, in [0, 1]. */
  readonly churnRate: number;
  /** The churn rate with its Wilson interval. */
  readonly churnInterval: Interval;
  /** Share of all who left that are in this cluster, in [0, 1]; 0 when nobody left. */
  readonly shareOfChurn: number;
  /** Every feature, the one that sets the cluster apart most first. */
  readonly profile: readonly ProfileEntry[];
}

/**
 * Portraits of clusters: who is in them, in plain words, and how many leave; ordered by churn rate, highest first
 * (equal rates: larger first, then by profile), so that neither order nor names depend on the numbering of the labels.
 * @param X nSamples × nFeatures, in the features' own units (not standardised, so that the means can be read)
 * @param labels the cluster of each row, integers ≥ 0
 * @param y 1 where the client left, length nSamples
 * @returns one portrait a cluster, highest churn rate first; means in the features' units, differences in standard
 *   deviations, rates as shares in [0, 1]
 * @throws ShapeError for other lengths; InvalidParameterError for bad labels or a bad or unknown option
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { describeClusters } from "churnlab";
 *
 * const vocabulary = { x0: { low: "young", high: "older" } };
 * const portraits = describeClusters([[20], [22], [50], [54]], [0, 0, 1, 1], [1, 0, 0, 0], { vocabulary });
 * assert.deepEqual(portraits.map(({ name, churnRate }) => [name, churnRate]), [["young", 0.5], ["older", 0]]);
 * ```
 */
export function describeClusters(
  X: MatrixLike,
  labels: LabelsLike,
  y: LabelsLike,
  options: DescribeClustersOptions = {},
): ClusterPortrait[] {
  const matrix = toFeatureMatrix(X);
  if (matrix.nSamples === 0) throw new ShapeError("X must have at least one row; got none");
  const groups = toLabelGroups(labels, matrix.nSamples);
  const left = toLabels(y, matrix.nSamples);
  checkOptionNames("describeClusters", options, ["vocabulary", "level"]);
  const { vocabulary = {}, level = 0.95 } = options;
  checkNumber("level", level, { exclusiveMin: 0, exclusiveMax: 1 });
  checkVocabulary(vocabulary, matrix);
  const drafts = orderByChurn(draftPortraits(matrix, groups, left, level), matrix.featureNames);
  const names = nameClusters(
    drafts.map((draft) => draft.profile),
    { vocabulary, binary: binaryFeatures(matrix), correlated: strongCorrelations(matrix) },
  );
  return drafts.map((draft, rank) => ({ id: rank + 1, ...draft, name: names[rank] }));
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
export function portraitIndices(portraits: readonly ClusterPortrait[], labels: LabelsLike): Uint32Array {
  const positions = new Map(portraits.map((portrait, index) => [portrait.cluster, index]));
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

type Draft = Omit<ClusterPortrait, "id" | "name">;

function draftPortraits(matrix: FeatureMatrix, labelled: LabelGroups, left: Uint8Array, level: number): Draft[] {
  const { groups, values, sizes } = labelled;
  const means = groupMeans(matrix.data, matrix.nFeatures, labelled);
  const spreads = featureSpreads(matrix);
  const churned = new Uint32Array(values.length);
  left.forEach((label, row) => {
    churned[groups[row]] += label;
  });
  const allChurned = churned.reduce((sum, count) => sum + count, 0);
  return values.map((cluster, group) => ({
    cluster,
    size: sizes[group],
    share: sizes[group] / matrix.nSamples,
    nChurned: churned[group],
    churnRate: churned[group] / sizes[group],
    churnInterval: wilsonInterval(churned[group], sizes[group], level),
    shareOfChurn: allChurned === 0 ? 0 : churned[group] / allChurned,
    profile: profileOf(matrix, means.subarray(group * matrix.nFeatures, (group + 1) * matrix.nFeatures), spreads),
  }));
}

function profileOf(
  matrix: FeatureMatrix,
  means: Float64Array,
  spreads: readonly { mean: number; deviation: number }[],
): ProfileEntry[] {
  const entries = matrix.featureNames.map((feature, column) => {
    const { mean: overallMean, deviation } = spreads[column];
    const mean = means[column];
    return {
      feature,
      mean,
      overallMean,
      standardizedDifference: deviation === 0 ? 0 : (mean - overallMean) / deviation,
    };
  });
  return entries.sort((a, b) => Math.abs(b.standardizedDifference) - Math.abs(a.standardizedDifference));
}

function orderByChurn(drafts: readonly Draft[], featureNames: readonly string[]): Draft[] {
  const keys = new Map(
    drafts.map((draft) => {
      const means = new Map(draft.profile.map(({ feature, mean }) => [feature, mean]));
      return [
        draft.cluster,
        [-draft.churnRate, -draft.size, ...featureNames.map((feature) => means.get(feature) as number)],
      ];
    }),
  );
  return [...drafts].sort((a, b) => compareInOrder(keys.get(a.cluster) as number[], keys.get(b.cluster) as number[]));
}

/** By the first numbers that differ. */
function compareInOrder(a: readonly number[], b: readonly number[]): number {
  const place = a.findIndex((value, index) => value !== b[index]);
  return place < 0 ? 0 : a[place] - b[place];
}

function binaryFeatures({ data, featureNames, nFeatures }: FeatureMatrix): Set<string> {
  const binary = new Set(featureNames);
  for (let index = 0; index < data.length; index++) {
    if (data[index] !== 0 && data[index] !== 1) binary.delete(featureNames[index % nFeatures]);
  }
  return binary;
}

function checkVocabulary(vocabulary: Vocabulary, { featureNames }: FeatureMatrix): void {
  const unknown = Object.keys(vocabulary).find((feature) => !featureNames.includes(feature));
  if (unknown !== undefined) {
    throw new InvalidParameterError(
      `vocabulary names no feature of X: ${JSON.stringify(unknown)}; the features are ${featureNames.join(", ")}`,
    );
  }
}
