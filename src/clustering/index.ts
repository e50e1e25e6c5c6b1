export { adjustedMutualInfoScore } from "./adjusted-mutual-info-score";
export { adjustedRandScore } from "./adjusted-rand-score";
export { alignLabels } from "./align-labels";
export { betweenClusterVariance, type FeatureSeparation } from "./between-cluster-variance";
export { calinskiHarabaszScore } from "./calinski-harabasz-score";
export {
  type ChooseNumberOfClustersOptions,
  type ClusterCountChoice,
  type ClusterCountRow,
  chooseNumberOfClusters,
  type PreferredClusterCounts,
} from "./choose-number-of-clusters";
export type { FeatureDifference } from "./cluster-differences";
export { type ClusterRule, type ClusterRuleOptions, clusterRule, matchesRule } from "./cluster-rule";
export { type ClusterStability, type ClusterStabilityOptions, clusterStability } from "./cluster-stability";
export { type CutTreeOptions, cutTree } from "./cut-tree";
export { daviesBouldinScore } from "./davies-bouldin-score";
export {
  type Dendrogram,
  type DendrogramLeaf,
  type DendrogramOptions,
  type DendrogramSegment,
  dendrogram,
} from "./dendrogram";
export {
  type ClusterPortrait,
  type DescribeClustersOptions,
  describeClusters,
  type ProfileEntry,
  portraitIndices,
} from "./describe-clusters";
export { FittedKMeans, type KMeansJSON } from "./fitted-k-means";
export { type GapRow, type GapStatistic, type GapStatisticOptions, gapStatistic } from "./gap-statistic";
export { GaussianMixture, type GaussianMixtureOptions } from "./gaussian-mixture";
export type { CovarianceType } from "./gaussian-mixture-covariances";
export { FittedGaussianMixture, type GaussianMixtureJSON, type MixtureSample } from "./gaussian-mixture-fitted";
export { KMeans, type KMeansOptions } from "./k-means";
export { type LargestGapOptions, largestGap, type TreeGap } from "./largest-gap";
export { type LinkageMethod, type LinkageRow, linkage } from "./linkage";
export { type LocalOptimaOptions, type LocalOptimum, localOptima } from "./local-optima";
export { MiniBatchKMeans, type MiniBatchKMeansOptions } from "./mini-batch-k-means";
export { MljsKMeans } from "./mljs";
export { normalizedMutualInfoScore } from "./normalized-mutual-info-score";
export { FittedPCA, PCA, type PCAJSON, type PCAOptions } from "./pca";
export type { PortraitCondition } from "./rule-text";
export {
  type SampledSilhouette,
  type SampledSilhouetteOptions,
  sampledSilhouetteScore,
} from "./sampled-silhouette";
export {
  type ClientSegmentation,
  FittedSegmentation,
  type SegmentationJSON,
  type SegmentClientsOptions,
  segmentClients,
} from "./segment-clients";
export { silhouetteSamples, silhouetteScore } from "./silhouette";
export type { BoundWords, FeatureWords, Vocabulary } from "./vocabulary";
