import { toVector } from "../core";
import { type ChartOptions, checkChartOptions, checkNotEmpty, checkText } from "./chart-options";
import type { Figure, Trace } from "./figure";
import { makeFigure } from "./make-figure";
import { coordinates, formatNumber, formatPercent } from "./numbers";
import { axisTitle, columnLabel, escapeText } from "./text";
import { categoryStyle, withOpacity } from "./theme";

/** A survival curve: from each time on, the share of clients still there. */
export interface NamedSurvivalCurve {
  /** The group's name, for the legend */
  readonly name: string;
  /** Arrays of equal length; `lower` and `upper` are the interval of `survival` */
  readonly curve: {
    /** Ascending. */
    readonly time: ArrayLike<number>;
    /** Share still there after each time, in [0, 1]. */
    readonly survival: ArrayLike<number>;
    /** Lower bound of each share. Default: no band. */
    readonly lower?: ArrayLike<number>;
    /** Upper bound of each share. Default: no band. */
    readonly upper?: ArrayLike<number>;
  };
}

/** Options of {@link survivalChart}. */
export interface SurvivalChartOptions extends ChartOptions {
  /** What time is counted from, for the axis. Default "Time since joining". */
  readonly timeLabel?: string;
  /** Unit of time. Default "months". */
  readonly timeUnit?: string;
}

/**
 * Survival curves as steps with their pointwise intervals as bands. A curve that does not start at time 0 is drawn from
 * there at 100 %.
 * @param groups one curve a group, at least one
 * @returns a plotly figure: plain JSON, its description in `layout.meta.alt`
 * @throws InvalidParameterError for a bad or unknown option or value; ShapeError for parts that do not fit together
 * @see {@link kaplanMeier}
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { kaplanMeier, survivalChart } from "churnlab";
 *
 * const curve = kaplanMeier([1, 2, 3], [1, 0, 1]);
 * const { layout } = survivalChart([{ name: "all", curve }], { title: "Half are gone after three months" });
 * assert.match(layout.meta.alt, /all: half are gone after 3 months/);
 * ```
 */
export function survivalChart(groups: readonly NamedSurvivalCurve[], options: SurvivalChartOptions): Figure {
  checkChartOptions("survivalChart", options, ["timeLabel", "timeUnit"]);
  checkNotEmpty("groups", groups);
  const { timeLabel = "Time since joining", timeUnit = "months" } = options;
  const curves = groups.map(readCurve);
  return makeFigure(options, {
    data: curves.flatMap((curve, index) => [...bandTraces(curve, index), lineTrace(curve, index, timeUnit)]),
    plotHeight: 280,
    legend: curves.length > 1 ? curves.map(({ name }) => name) : [],
    alt: describe(curves, timeUnit),
    layout: {
      xaxis: { title: axisTitle(columnLabel(timeLabel, {}, timeUnit)), rangemode: "tozero" },
      yaxis: { title: { text: "Share still a client" }, tickformat: ".0%", range: [0, 1.02] },
    },
  });
}

interface SurvivalCurve {
  readonly name: string;
  readonly time: number[];
  readonly survival: number[];
  readonly band: { readonly lower: number[]; readonly upper: number[] } | null;
}

function readCurve({ name, curve }: NamedSurvivalCurve, index: number): SurvivalCurve {
  const place = `groups[${index}]`;
  checkText(`${place}.name`, name);
  const time = [...toVector(curve.time, undefined, `${place}.curve.time`)];
  checkNotEmpty(`${place}.curve.time`, time);
  const survival = [...toVector(curve.survival, time.length, `${place}.curve.survival`)];
  // Where nobody is left there is no interval (NaN): the band closes on the curve.
  const read = (part: "lower" | "upper", bounds: ArrayLike<number>) => {
    const known = Array.from(bounds, (bound, step) => (Number.isNaN(bound) ? survival[step] : bound));
    return [...toVector(known, time.length, `${place}.curve.${part}`)];
  };
  const { lower, upper } = curve;
  const band = lower && upper ? { lower: read("lower", lower), upper: read("upper", upper) } : null;
  if (time[0] > 0) {
    for (const values of [survival, ...(band === null ? [] : [band.lower, band.upper])]) values.unshift(1);
    time.unshift(0);
  }
  return { name, time, survival, band };
}

function bandTraces({ name, time, band }: SurvivalCurve, index: number): Trace[] {
  if (band === null) return [];
  const edge = {
    type: "scatter" as const,
    mode: "lines",
    name: escapeText(name),
    legendgroup: String(index),
    x: coordinates(time),
    line: { width: 0, shape: "hv" },
    hoverinfo: "skip",
    showlegend: false,
  };
  return [
    { ...edge, y: coordinates(band.lower) },
    {
      ...edge,
      y: coordinates(band.upper),
      fill: "tonexty",
      fillcolor: withOpacity(categoryStyle(index).color, 0.2),
    },
  ];
}

function lineTrace({ name, time, survival }: SurvivalCurve, index: number, unit: string): Trace {
  const { color, dash } = categoryStyle(index);
  return {
    type: "scatter",
    mode: "lines",
    name: escapeText(name),
    legendgroup: String(index),
    x: coordinates(time),
    y: coordinates(survival),
    line: { color, dash, width: 2, shape: "hv" },
    hovertemplate: `%{y:.1%} still there after %{x:.3~g} ${escapeText(unit)}<extra>${escapeText(name)}</extra>`,
  };
}

function describe(curves: readonly SurvivalCurve[], unit: string): string {
  const parts = curves.map(({ name, time, survival }) => {
    const half = survival.findIndex((share) => share <= 0.5);
    const end = survival.length - 1;
    const median = half < 0 ? "more than half stay" : `half are gone after ${formatNumber(time[half])} ${unit}`;
    return `${name}: ${median}, ${formatPercent(survival[end])} are still there after ${formatNumber(time[end])} ${unit}`;
  });
  return `Share of clients still there by time. ${parts.join("; ")}.`;
}
