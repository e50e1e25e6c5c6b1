import type { ClusterCountChoice, PreferredClusterCounts } from "../clustering";
import { checkOneOf, InvalidParameterError } from "../core";
import { type ChartOptions, checkChartOptions, checkNotEmpty } from "./chart-options";
import { verticalLine } from "./estimate-rows";
import type { Attributes, Figure, Trace } from "./figure";
import { makeFigure } from "./make-figure";
import { coordinate, coordinates, formatNumber } from "./numbers";
import { classColors, mainColor, referenceLine } from "./theme";

/** Indices that judge a number of clusters. */
export type ClusterIndexName = keyof PreferredClusterCounts;

/** The part of a choice that the chart draws. */
/** What the chart shows of a choice. */
export type JudgedCounts = Pick<ClusterCountChoice, "table" | "preferred">;

/** Options of {@link clusterChoiceChart}. */
export interface ClusterChoiceOptions extends ChartOptions {
  /** The number of clusters chosen, one of those tried: a vertical line. */
  readonly chosen?: number;
  /** Which indices, from top to bottom. Default: inertia, silhouette, calinskiHarabasz, daviesBouldin, gap, stability. */
  readonly indices?: readonly ClusterIndexName[];
}

const indexTitles: Readonly<Record<ClusterIndexName, { name: string; hint: string; mark: string }>> = {
  inertia: { name: "Inertia", hint: "look for the bend", mark: "bends most at" },
  silhouette: { name: "Silhouette", hint: "higher is better", mark: "prefers" },
  calinskiHarabasz: { name: "Calinski–Harabasz", hint: "higher is better", mark: "prefers" },
  daviesBouldin: { name: "Davies–Bouldin", hint: "lower is better", mark: "prefers" },
  gap: { name: "Gap statistic", hint: "higher is better, by its rule", mark: "prefers" },
  stability: { name: "Stability (adjusted Rand)", hint: "higher is better", mark: "prefers" },
};
const allIndices = Object.keys(indexTitles) as ClusterIndexName[];

const panelHeight = 112;
const gap = 0.3;

/**
 * Indices of quality over the number of clusters, a panel an index below one another, the number that each prefers
 * (of the inertia: where it bends most) marked by a star.
 * @param choice as `chooseNumberOfClusters` returns it
 * @returns a plotly figure: plain JSON, its description in `layout.meta.alt`
 * @throws InvalidParameterError for a bad or unknown option or value
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { chooseNumberOfClusters, clusterChoiceChart } from "churnlab";
 *
 * const X = [[0, 0], [0, 1], [1, 0], [9, 9], [9, 8], [8, 9], [0, 9], [1, 9], [0, 8]];
 * const choice = chooseNumberOfClusters(X, { candidates: [2, 3, 4], nInit: 5, nResamples: 3, seed: 1 });
 * const { layout } = clusterChoiceChart(choice, { title: "How many segments?", indices: ["silhouette"], chosen: 3 });
 * assert.match(layout.meta.alt, /4: 0\.605 \(prefers 3\)/);
 * ```
 */
export function clusterChoiceChart(choice: JudgedCounts, options: ClusterChoiceOptions): Figure {
  checkChartOptions("clusterChoiceChart", options, ["chosen", "indices"]);
  checkNotEmpty("choice.table", choice.table);
  const { chosen, indices = allIndices } = options;
  checkNotEmpty("indices", indices);
  const nClusters = choice.table.map((row) => row.nClusters);
  if (chosen !== undefined && !nClusters.includes(chosen)) {
    throw new InvalidParameterError(`chosen must be one of those tried (${nClusters.join(", ")}); got ${chosen}`);
  }
  const panels = indices.map((index) => readPanel(choice, index, nClusters));
  return makeFigure(options, {
    data: panels.map((panel, number) => panelTrace(panel, number, nClusters)),
    plotHeight: panels.length * panelHeight,
    alt: describe(panels, nClusters, chosen),
    layout: {
      xaxis: {
        title: { text: "Number of clusters" },
        tickmode: "array",
        tickvals: nClusters,
        anchor: axisName("y", panels.length - 1),
        range: [nClusters[0] - 0.4, nClusters[nClusters.length - 1] + 0.4],
      },
      ...Object.fromEntries(panels.map((_, number) => [axisName("yaxis", number), panelAxis(number, panels.length)])),
      annotations: panels.map((panel, number) => panelTitle(panel, number, panels.length)),
      ...(chosen === undefined ? {} : { shapes: [verticalLine(chosen, referenceLine)] }),
    },
  });
}

interface Panel {
  readonly name: string;
  readonly hint: string;
  /** What the star says. */
  readonly mark: string;
  readonly values: readonly number[];
  /** Position of the preferred number; −1 for none. */
  readonly bestAt: number;
}

function readPanel({ table, preferred }: JudgedCounts, index: ClusterIndexName, nClusters: readonly number[]): Panel {
  checkOneOf("indices", index, allIndices);
  const values = table.map((row) => row[index]);
  return { ...indexTitles[index], values, bestAt: nClusters.indexOf(preferred[index] ?? -1) };
}

function panelTrace({ name, values, bestAt }: Panel, number: number, nClusters: readonly number[]): Trace {
  return {
    type: "scatter",
    mode: "lines+markers",
    x: [...nClusters],
    y: coordinates(values),
    yaxis: axisName("y", number),
    line: { color: mainColor, width: 2 },
    marker: {
      color: values.map((_, position) => (position === bestAt ? classColors.left : mainColor)),
      symbol: values.map((_, position) => (position === bestAt ? "star" : "circle")),
      size: values.map((_, position) => (position === bestAt ? 13 : 6)),
      opacity: 1,
    },
    hovertemplate: `%{x} clusters<br>${name} %{y:.4~g}<extra></extra>`,
  };
}

function axisName(base: string, number: number): string {
  return number === 0 ? base : `${base}${number + 1}`;
}

/** The part of the plot's height that a panel takes, the first at the top. */
function panelDomain(number: number, count: number): [number, number] {
  const height = 1 / count;
  const top = 1 - number * height;
  return [Number((top - height * (1 - gap / 2)).toFixed(4)), Number((top - (height * gap) / 2).toFixed(4))];
}

function panelAxis(number: number, count: number): Attributes {
  return {
    domain: panelDomain(number, count),
    nticks: 4,
    fixedrange: true,
  };
}

function panelTitle({ name, hint }: Panel, number: number, count: number): Attributes {
  return {
    text: `<b>${name}</b> (${hint})`,
    xref: "paper",
    yref: "paper",
    x: 0,
    y: coordinate(panelDomain(number, count)[1]),
    xanchor: "left",
    yanchor: "bottom",
    showarrow: false,
    font: { size: 11 },
  };
}

function describe(panels: readonly Panel[], nClusters: readonly number[], chosen: number | undefined): string {
  const parts = panels.map(({ name, mark, values, bestAt }) => {
    const series = values.map((value, position) => `${nClusters[position]}: ${formatNumber(value)}`).join(", ");
    return `${name} by number of clusters: ${series}${bestAt < 0 ? "" : ` (${mark} ${nClusters[bestAt]})`}`;
  });
  return `${parts.join("; ")}.${chosen === undefined ? "" : ` Chosen: ${chosen}.`}`;
}
