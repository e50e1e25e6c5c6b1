import type { CenterDistances } from "./center-distances";

/** The rows that k-means works on, in plain arrays. */
export interface WeightedRows {
  /** nSamples × nFeatures, row-major */
  readonly data: Float64Array;
  /** Measures them; whoever does sets the centres first. */
  readonly distances: CenterDistances;
  readonly nSamples: number;
  readonly nFeatures: number;
  /** One weight > 0 a row: a row of weight 2 counts as two. */
  readonly weights: Float64Array;
  /** Sum of the weights. */
  readonly mass: number;
  /** Their weighted mean. */
  readonly mean: Float64Array;
  /** Σ weight × ‖row − mean‖² */
  readonly total: number;
}

/** One k-means run in plain arrays. `centers` is nClusters × nFeatures, row-major. */
export interface KMeansRun {
  readonly labels: Uint32Array;
  readonly centers: Float64Array;
  /** Σ weight × ‖row − its centre‖² */
  readonly inertia: number;
  readonly nIterations: number;
  readonly converged: boolean;
}

/** Where the iterations of a run begin. */
export interface KMeansStart {
  readonly labels: Uint32Array;
  /** Where clusters without rows stand: nClusters × nFeatures. */
  readonly centers: Float64Array;
}
