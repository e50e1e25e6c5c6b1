import { checkInteger, checkOneOf, InvalidParameterError, toVector } from "../core";
import { type ChartOptions, checkChartOptions, checkNotEmpty, checkText } from "./chart-options";
import { verticalLine } from "./estimate-rows";
import type { Attributes, Figure, Trace } from "./figure";
import { makeFigure } from "./make-figure";
import { coordinate, coordinates, formatNumber } from "./numbers";
import { escapeText } from "./text";
import { classColors, mainColor, referenceLine } from "./theme";

/** One index of quality over the numbers of clusters. */
export interface ClusterIndex {
  readonly name: string;
  /** One value a number of clusters; NaN where it is not defined. */
  readonly values: ArrayLike<number>;
  /** Which value is best: it is marked. "elbow" (inertia always falls) marks none. */
  readonly best: "highest" | "lowest" | "elbow";
}

/** Options of {@link clusterChoiceChart}. */
export interface ClusterChoiceOptions extends ChartOptions {
  /** The number of clusters chosen, one of `nClusters`: a vertical line. */
  readonly chosen?: number;
}

const panelHeight = 112;
const gap = 0.3;

/**
 * Indices of quality over the number of clusters, a panel an index below one another, the best value of each marked.
 * @param nClusters the numbers of clusters tried, ascending
 * @throws InvalidParameterError, ShapeError
 */
export function clusterChoiceChart(
  nClusters: readonly number[],
  indices: readonly ClusterIndex[],
  options: ClusterChoiceOptions,
): Figure {
  checkChartOptions("clusterChoiceChart", options, ["chosen"]);
  checkNotEmpty("nClusters", nClusters);
  checkNotEmpty("indices", indices);
  nClusters.forEach((k, index) => {
    checkInteger(`nClusters[${index}]`, k, { min: index === 0 ? 1 : nClusters[index - 1] + 1 });
  });
  const { chosen } = options;
  if (chosen !== undefined && !nClusters.includes(chosen)) {
    throw new InvalidParameterError(`chosen must be one of nClusters (${nClusters.join(", ")}); got ${chosen}`);
  }
  const panels = indices.map((index, number) => readPanel(index, number, nClusters.length));
  return makeFigure(options, {
    data: panels.map((panel, number) => panelTrace(panel, number, nClusters)),
    plotHeight: indices.length * panelHeight,
    alt: describe(panels, nClusters, chosen),
    layout: {
      xaxis: {
        title: { text: "Number of clusters" },
        tickmode: "array",
        tickvals: [...nClusters],
        anchor: axisName("y", indices.length - 1),
        range: [nClusters[0] - 0.4, nClusters[nClusters.length - 1] + 0.4],
      },
      ...Object.fromEntries(panels.map((_, number) => [axisName("yaxis", number), panelAxis(number, panels.length)])),
      annotations: panels.map(({ name, best }, number) => panelTitle(name, best, number, panels.length)),
      ...(chosen === undefined ? {} : { shapes: [verticalLine(chosen, referenceLine)] }),
    },
  });
}

interface Panel {
  readonly name: string;
  readonly best: ClusterIndex["best"];
  readonly values: readonly number[];
  /** Position of the best value; −1 for none. */
  readonly bestAt: number;
}

function readPanel({ name, values, best }: ClusterIndex, number: number, length: number): Panel {
  checkText(`indices[${number}].name`, name);
  checkOneOf(`indices[${number}].best`, best, ["highest", "lowest", "elbow"]);
  const numbers = Array.from(values);
  toVector(
    numbers.map((value) => (Number.isNaN(value) ? 0 : value)),
    length,
    `indices[${number}].values`,
  );
  const known = numbers.filter((value) => !Number.isNaN(value));
  const target = best === "highest" ? Math.max(...known) : Math.min(...known);
  return { name, best, values: numbers, bestAt: best === "elbow" ? -1 : numbers.indexOf(target) };
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
    },
    hovertemplate: `%{x} clusters<br>${escapeText(name)} %{y:.4~g}<extra></extra>`,
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

function panelTitle(name: string, best: ClusterIndex["best"], number: number, count: number): Attributes {
  return {
    text: `<b>${escapeText(name)}</b> ${best === "elbow" ? "(look for the bend)" : `(${best} is best)`}`,
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
  const parts = panels.map(({ name, values, best, bestAt }) => {
    const series = values.map((value, position) => `${nClusters[position]}: ${formatNumber(value)}`).join(", ");
    return `${name} by number of clusters: ${series}${bestAt < 0 ? "" : ` (${best} at ${nClusters[bestAt]})`}`;
  });
  return `${parts.join("; ")}.${chosen === undefined ? "" : ` Chosen: ${chosen}.`}`;
}
