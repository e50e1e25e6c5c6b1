import { toVector } from "../core";
import { type ChartOptions, checkChartOptions, checkNotEmpty, checkText } from "./chart-options";
import { curvePoints } from "./curve-points";
import { quantile } from "./density";
import type { Attributes, Figure, Trace } from "./figure";
import { makeFigure } from "./make-figure";
import { coordinate, coordinates, formatNumber, formatPercent } from "./numbers";
import { axisTitle, columnLabel, escapeText } from "./text";
import { categoryStyle, neutralColor } from "./theme";

/** A model's mean forecast as one feature varies. */
export interface NamedPartialDependence {
  /** The model's name, for the legend */
  readonly name: string;
  /** Two arrays of equal length */
  readonly curve: {
    /** Values of the feature, ascending. */
    readonly grid: ArrayLike<number>;
    /** Mean predicted probability at each value, in [0, 1]. */
    readonly average: ArrayLike<number>;
  };
}

/** Options of {@link partialDependenceChart}. */
export interface PartialDependenceChartOptions extends ChartOptions {
  /** What the feature is, for the axis. */
  readonly label: string;
  /** Unit of the feature. */
  readonly unit?: string;
  /** The feature's values in the data: its deciles are marked along the axis, as a curve means little where few are. */
  readonly observed?: ArrayLike<number>;
}

/**
 * Partial dependence: the mean predicted probability over all clients when one feature is set to each value.
 * @param models one curve a model, at least one
 * @returns a plotly figure: plain JSON, its description in `layout.meta.alt`
 * @throws InvalidParameterError for a bad or unknown option or value; ShapeError for parts that do not fit together
 * @see {@link partialDependence}
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { partialDependenceChart } from "churnlab";
 *
 * const curve = { grid: [20, 40], average: [0.4, 0.2] };
 * const { layout } = partialDependenceChart([{ name: "forest", curve }], { title: "Age", label: "Age" });
 * assert.match(layout.meta.alt, /forest: from 40\.0% at 20 to 20\.0% at 40/);
 * ```
 */
export function partialDependenceChart(
  models: readonly NamedPartialDependence[],
  options: PartialDependenceChartOptions,
): Figure {
  checkChartOptions("partialDependenceChart", options, ["label", "unit", "observed"]);
  checkText("partialDependenceChart: label", options.label);
  checkNotEmpty("models", models);
  const { label, unit, observed } = options;
  return makeFigure(options, {
    data: models.map((model, index) => modelTrace(model, index, label)),
    plotHeight: 240,
    legend: models.length > 1 ? models.map(({ name }) => name) : [],
    alt: describe(models, columnLabel(label, {}, unit)),
    layout: {
      xaxis: { title: axisTitle(columnLabel(label, {}, unit)) },
      yaxis: { title: { text: "Mean probability of leaving" }, tickformat: ".0%", rangemode: "tozero" },
      ...(observed === undefined ? {} : { shapes: decileMarks(observed) }),
    },
  });
}

/** A curve of few values shows where they are. */
const mostMarkers = 15;

function modelTrace({ name, curve }: NamedPartialDependence, index: number, label: string): Trace {
  const place = `models[${index}]`;
  checkText(`${place}.name`, name);
  const points = curvePoints(curve.grid, curve.average, `${place}.curve.grid`, `${place}.curve.average`);
  const { color, dash, symbol } = categoryStyle(index);
  const withMarkers = points.x.length <= mostMarkers;
  return {
    type: "scatter",
    mode: withMarkers ? "lines+markers" : "lines",
    name: escapeText(name),
    x: coordinates(points.x),
    y: coordinates(points.y),
    line: { color, dash, width: 2 },
    ...(withMarkers ? { marker: { color, symbol, size: 6 } } : {}),
    hovertemplate: `${escapeText(label)} %{x:.3~g}: %{y:.1%}<extra>${escapeText(name)}</extra>`,
  };
}

function decileMarks(observed: ArrayLike<number>): Attributes[] {
  const sorted = toVector(observed, undefined, "observed").sort();
  checkNotEmpty("observed", sorted);
  const deciles = new Set(Array.from({ length: 9 }, (_, index) => quantile(sorted, (index + 1) / 10)));
  return [...deciles].map((value) => ({
    type: "line",
    xref: "x",
    yref: "paper",
    x0: coordinate(value),
    x1: coordinate(value),
    y0: 0,
    y1: 0.04,
    line: { color: neutralColor, width: 1.5 },
  }));
}

function describe(models: readonly NamedPartialDependence[], label: string): string {
  const parts = models.map(({ name, curve: { grid, average } }) => {
    const end = grid.length - 1;
    return (
      `${name}: from ${formatPercent(average[0])} at ${formatNumber(grid[0])} ` +
      `to ${formatPercent(average[end])} at ${formatNumber(grid[end])}`
    );
  });
  return `Mean predicted probability of leaving by ${label}. ${parts.join("; ")}.`;
}
