import { checkInteger, checkNumber, type MatrixLike, Random, ShapeError, toFeatureMatrix, toVector } from "../core";
import { type ChartOptions, checkChartOptions } from "./chart-options";
import type { Figure, Trace } from "./figure";
import { makeFigure } from "./make-figure";
import { formatNumber, formatPercent } from "./numbers";
import { escapeText, wrapText } from "./text";
import { categoryStyle } from "./theme";

/** Options of {@link pcaMap}. */
export interface PcaMapOptions extends ChartOptions {
  /** Names of the clusters 0, 1, …. Default: "cluster 1", "cluster 2", …. */
  readonly clusterNames?: readonly string[];
  /** Shares of variance of the two components, in [0, 1], for the axes. */
  readonly explainedVarianceRatio?: ArrayLike<number>;
  /** At most so many points are drawn, a simple random sample of the clients; an integer ≥ 1. Default 1500. */
  readonly maxPoints?: number;
  /** Seed of that sample, an integer in [0, 2^32 − 1]. Default 0. */
  readonly seed?: number;
}

/**
 * Map of the clients on the first two principal components, coloured by cluster. It holds these two coordinates
 * (three decimals) and the cluster, nothing else of a client.
 * @param scores nSamples × at least 2 component scores
 * @param clusters nSamples cluster numbers from 0
 * @returns a plotly figure: plain JSON, its description in `layout.meta.alt`
 * @throws InvalidParameterError for a bad or unknown option or value; ShapeError for parts that do not fit together
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { PCA, pcaMap } from "churnlab";
 *
 * const X = [[1, 0], [-1, 0], [0, 2], [0, -2]];
 * const scores = new PCA({ nComponents: 2 }).fit(X).transform(X);
 * const { data } = pcaMap(scores, [0, 0, 1, 1], { title: "Two segments", clusterNames: ["new", "regular"] });
 * assert.deepEqual(data.map(({ name }) => name), ["new", "regular"]);
 * ```
 */
export function pcaMap(scores: MatrixLike, clusters: ArrayLike<number>, options: PcaMapOptions): Figure {
  checkChartOptions("pcaMap", options, ["clusterNames", "explainedVarianceRatio", "maxPoints", "seed"]);
  const map = toFeatureMatrix(scores, "scores");
  if (map.nFeatures < 2) throw new ShapeError(`scores must have at least 2 columns; got ${map.nFeatures}`);
  const labels = toVector(clusters, map.nSamples, "clusters");
  labels.forEach((label, row) => {
    checkInteger(`clusters[${row}]`, label, { min: 0 });
  });
  const nClusters = labels.reduce((most, label) => Math.max(most, label + 1), 0);
  const names = clusterNamesOf(options, nClusters);
  const maxPoints = checkInteger("maxPoints", options.maxPoints ?? 1500, { min: 1 });
  const rows = sampleRows(map.nSamples, maxPoints, options.seed ?? 0);
  const shown = rows.length < map.nSamples ? `a random ${formatNumber(rows.length)} of ` : "";
  const sizes = names.map((name, cluster) => {
    return `${name} ${formatNumber(labels.filter((label) => label === cluster).length)}`;
  });
  return makeFigure(options, {
    data: names.map((name, cluster): Trace => {
      const members = rows.filter((row) => labels[row] === cluster);
      const { color, symbol } = categoryStyle(cluster);
      return {
        type: "scatter",
        mode: "markers",
        name: legendLines(name).map(escapeText).join("<br>"),
        x: Array.from(members, (row) => threeDecimals(map.at(row, 0))),
        y: Array.from(members, (row) => threeDecimals(map.at(row, 1))),
        marker: { color, symbol, size: 5, opacity: 0.65 },
        hovertemplate: `${escapeText(name)}<extra></extra>`,
      };
    }),
    plotHeight: 340,
    legend: names.flatMap(legendLines),
    alt:
      `Map of ${shown}${formatNumber(map.nSamples)} clients on two principal components, by cluster. ` +
      `Sizes: ${sizes.join(", ")}.`,
    layout: {
      xaxis: { title: { text: componentTitle("First", options.explainedVarianceRatio?.[0]) } },
      yaxis: { title: { text: componentTitle("Second", options.explainedVarianceRatio?.[1]) } },
    },
  });
}

/** A name in the legend breaks where it would not fit a phone. */
function legendLines(name: string): string[] {
  return wrapText(name, 42);
}

function clusterNamesOf({ clusterNames }: PcaMapOptions, nClusters: number): readonly string[] {
  if (clusterNames === undefined) return Array.from({ length: nClusters }, (_, cluster) => `cluster ${cluster + 1}`);
  if (clusterNames.length < nClusters) {
    throw new ShapeError(`clusterNames must have ${nClusters} names, one a cluster; got ${clusterNames.length}`);
  }
  return clusterNames;
}

function sampleRows(nSamples: number, maxPoints: number, seed: number): Uint32Array {
  if (nSamples <= maxPoints) return Uint32Array.from({ length: nSamples }, (_, row) => row);
  return new Random(seed).permutation(nSamples).slice(0, maxPoints).sort();
}

function threeDecimals(value: number): number {
  return Number(value.toFixed(3));
}

function componentTitle(which: string, share: number | undefined): string {
  if (share === undefined) return `${which} component`;
  return `${which} component (${formatPercent(checkNumber("explainedVarianceRatio", share, { min: 0, max: 1 }), 0)} of variance)`;
}
