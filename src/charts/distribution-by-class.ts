import { checkNumber, checkOneOf, type LabelsLike } from "../core";
import { type ChartOptions, checkChartOptions, checkText } from "./chart-options";
import { type ClassNames, type ClassValues, splitByClass } from "./class-values";
import { kernelDensity, quantile, silvermanBandwidth } from "./density";
import type { Attributes, Figure, Trace } from "./figure";
import { makeFigure } from "./make-figure";
import { coordinate, coordinates, formatNumber, formatPercent } from "./numbers";
import { axisTitle, columnLabel, escapeText } from "./text";
import { withOpacity } from "./theme";

/** Options of {@link distributionByClass}. */
export interface DistributionByClassOptions extends ChartOptions {
  /** What the values are, for the axis. */
  readonly label: string;
  /** Unit of the values, shown in parentheses. */
  readonly unit?: string;
  /** Names of the classes 0 and 1. Default: ["stayed", "left"]. */
  readonly classNames?: ClassNames;
  /** "auto": bars for whole numbers with at most 40 different values, else densities. Default "auto". */
  readonly kind?: "auto" | "bars" | "density";
  /** Standard deviation of the kernel in units of the values, > 0. Default: Silverman's rule, in each class. */
  readonly bandwidth?: number;
  /** What single values mean, for columns of codes: { 0: "no", 1: "yes" }. Shown with bars only. */
  readonly valueNames?: Readonly<Record<number, string>>;
}

const mostBars = 40;

/**
 * The distribution of one column among those who stayed and those who left: for whole numbers the share of each value
 * within its class as bars side by side, else two densities of area 1 each.
 * @param values length nSamples, finite
 * @param y labels, 0 or 1, both present
 * @returns a plotly figure: plain JSON, its description in `layout.meta.alt`
 * @throws InvalidParameterError for a bad or unknown option or value; ShapeError for parts that do not fit together
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { distributionByClass } from "churnlab";
 *
 * const options = { title: "The young leave", label: "Age", unit: "years" };
 * const { data } = distributionByClass([20, 30, 40, 50], [1, 1, 0, 0], options);
 * assert.deepEqual(data.map(({ name }) => name), ["stayed", "left"]);
 * assert.deepEqual(data[1].y, [0.5, 0.5, 0, 0]); // those who left, by age
 * ```
 */
export function distributionByClass(values: LabelsLike, y: LabelsLike, options: DistributionByClassOptions): Figure {
  checkChartOptions("distributionByClass", options, ["label", "unit", "classNames", "kind", "bandwidth", "valueNames"]);
  checkText("distributionByClass: label", options.label);
  const kind = checkOneOf("kind", options.kind ?? "auto", ["auto", "bars", "density"]);
  if (options.bandwidth !== undefined) checkNumber("bandwidth", options.bandwidth, { exclusiveMin: 0 });
  const classes = splitByClass(values, y, options.classNames);
  const distinct = distinctValues(classes);
  const bars = kind === "bars" || (kind === "auto" && distinct.length <= mostBars && distinct.every(Number.isInteger));
  return makeFigure(options, {
    data: bars ? barTraces(classes, distinct, options) : densityTraces(classes, options),
    plotHeight: 230,
    legend: classes.map(({ name }) => name),
    alt: describe(classes, options),
    layout: {
      xaxis: {
        title: axisTitle(columnLabel(options.label, {}, options.unit)),
        showgrid: !bars,
        ...(bars ? barTicks(distinct, options.valueNames) : {}),
      },
      yaxis: {
        title: { text: bars ? "Share of the class" : "Density (area 1 a class)" },
        rangemode: "tozero",
        ...(bars ? { tickformat: ".0%" } : { showticklabels: false, showgrid: false }),
      },
      ...(bars ? { bargap: 0.25, bargroupgap: 0.05 } : {}),
    },
  });
}

function barTraces(
  classes: readonly ClassValues[],
  distinct: readonly number[],
  { label, valueNames }: DistributionByClassOptions,
): Trace[] {
  return classes.map(({ name, color, values }) => {
    const counts = new Map<number, number>();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    return {
      type: "bar",
      name: escapeText(name),
      x: coordinates(distinct),
      y: distinct.map((value) => coordinate((counts.get(value) ?? 0) / values.length)),
      customdata: distinct.map((value) => [escapeText(valueName(value, valueNames)), counts.get(value) ?? 0]),
      marker: { color },
      hovertemplate: `${escapeText(label)} %{customdata[0]}<br>%{y:.1%} of those who ${escapeText(name)} (%{customdata[1]:,})<extra></extra>`,
    };
  });
}

function barTicks(distinct: readonly number[], names?: Readonly<Record<number, string>>): Attributes {
  if (names === undefined && distinct.length > 12) return {};
  return {
    tickmode: "array",
    tickvals: coordinates(distinct),
    ticktext: distinct.map((value) => escapeText(valueName(value, names))),
  };
}

function valueName(value: number, names: Readonly<Record<number, string>> = {}): string {
  return names[value] ?? formatNumber(value);
}

function densityTraces(classes: readonly ClassValues[], options: DistributionByClassOptions): Trace[] {
  const bandwidths = classes.map(({ values }) => options.bandwidth ?? silvermanBandwidth(values));
  const all = classes.flatMap(({ values }) => [...values.reduce(extent, [Infinity, -Infinity])]);
  const low = Math.min(...all);
  const high = Math.max(...all);
  // A column with one value has no bandwidth of its own: any small width shows it as a peak.
  const width = Math.max(...bandwidths) || Math.abs(high) * 0.01 || 1;
  // Amounts and frequencies cannot be negative: without the bound the curve would say they are.
  const lowerBound = low >= 0 ? 0 : undefined;
  const from = Math.max(low - 3 * width, lowerBound ?? -Infinity);
  return classes.map(({ name, color, dash, values }, index) => {
    const curve = kernelDensity(values, {
      bandwidth: bandwidths[index] || width,
      from,
      to: high + 3 * width,
      lowerBound,
    });
    return {
      type: "scatter",
      mode: "lines",
      name: escapeText(name),
      x: coordinates(curve.x),
      y: coordinates(curve.y),
      fill: "tozeroy",
      fillcolor: withOpacity(color, 0.22),
      line: { color, dash, width: 2 },
      hovertemplate: `${escapeText(options.label)} %{x:.3~g}<extra>${escapeText(name)}</extra>`,
    };
  });
}

function extent([low, high]: number[], value: number): number[] {
  return [Math.min(low, value), Math.max(high, value)];
}

function distinctValues(classes: readonly ClassValues[]): number[] {
  const distinct = new Set<number>();
  for (const { values } of classes) for (const value of values) distinct.add(value);
  return [...distinct].sort((a, b) => a - b);
}

function describe(classes: readonly ClassValues[], { label, unit }: DistributionByClassOptions): string {
  const total = classes.reduce((sum, { values }) => sum + values.length, 0);
  const parts = classes.map(({ name, values }) => {
    const sorted = Float64Array.from(values).sort();
    const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
    const [low, median, high] = [0.25, 0.5, 0.75].map((share) => formatNumber(quantile(sorted, share)));
    return (
      `${name} (${formatNumber(values.length)} clients, ${formatPercent(values.length / total)}): ` +
      `mean ${formatNumber(mean)}, median ${median}, middle half ${low} to ${high}`
    );
  });
  return `Distribution of ${columnLabel(label, {}, unit)} by class. ${parts.join("; ")}.`;
}
