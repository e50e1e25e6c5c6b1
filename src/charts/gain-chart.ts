import { checkNumber } from "../core";
import { type ChartOptions, checkChartOptions, checkNotEmpty, checkText } from "./chart-options";
import { curvePoints } from "./curve-points";
import { verticalLine } from "./estimate-rows";
import type { Attributes, Figure, Trace } from "./figure";
import { makeFigure } from "./make-figure";
import { coordinate, coordinates, formatPercent } from "./numbers";
import { escapeText } from "./text";
import { categoryStyle, neutralColor, referenceLine } from "./theme";
import { thinPath } from "./thin-path";

/** A model's gain curve, as `gainCurve` returns it. */
export interface NamedGainCurve {
  /** The model's name, for the legend */
  readonly name: string;
  /** Shares in [0, 1], of equal length */
  readonly curve: {
    /** Ascending, from 0 to 1. */
    readonly shareContacted: ArrayLike<number>;
    /** Share of those who leave that is among them, in [0, 1]. */
    readonly shareOfChurnFound: ArrayLike<number>;
  };
}

/** Options of {@link gainChart}. */
export interface GainChartOptions extends ChartOptions {
  /** Share of clients that can be contacted, in (0, 1]: a vertical line, with what the first model finds there. */
  readonly capacity?: number;
}

/**
 * Cumulative gain: the share of all leavers found when the clients at highest risk are contacted first.
 * @param models one curve a model, at least one
 * @returns a plotly figure: plain JSON, its description in `layout.meta.alt`
 * @throws InvalidParameterError for a bad or unknown option or value; ShapeError for parts that do not fit together
 * @see {@link gainCurve}
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { gainChart, gainCurve } from "churnlab";
 *
 * const curve = gainCurve([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.1]);
 * const { layout } = gainChart([{ name: "forest", curve }], { title: "Call half, find half", capacity: 0.5 });
 * assert.match(layout.meta.alt, /contacting 50% of clients finds 50\.0% of leavers/);
 * ```
 */
export function gainChart(models: readonly NamedGainCurve[], options: GainChartOptions): Figure {
  checkChartOptions("gainChart", options, ["capacity"]);
  checkNotEmpty("models", models);
  const { capacity } = options;
  if (capacity !== undefined) checkNumber("capacity", capacity, { exclusiveMin: 0, max: 1 });
  const curves = models.map(({ name, curve }, index) => {
    const place = `models[${index}]`;
    checkText(`${place}.name`, name);
    const names = [`${place}.curve.shareContacted`, `${place}.curve.shareOfChurnFound`] as const;
    return { name, ...curvePoints(curve.shareContacted, curve.shareOfChurnFound, ...names) };
  });
  return makeFigure(options, {
    data: [
      ...curves.map(modelTrace),
      {
        type: "scatter",
        mode: "lines",
        x: [0, 1],
        y: [0, 1],
        line: referenceLine,
        hoverinfo: "skip",
        showlegend: false,
      },
    ],
    plotHeight: 300,
    legend: models.map(({ name }) => name),
    alt: describe(curves, capacity),
    layout: {
      xaxis: {
        title: { text: "Share of clients contacted, highest risk first" },
        tickformat: ".0%",
        range: [-0.01, 1.01],
      },
      yaxis: { title: { text: "Share of all leavers found" }, tickformat: ".0%", range: [0, 1.03] },
      ...(capacity === undefined ? {} : capacityLine(capacity, foundAt(curves[0], capacity))),
    },
  });
}

interface GainPoints {
  readonly name: string;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

function modelTrace({ name, x, y }: GainPoints, index: number): Trace {
  const path = thinPath(x, y);
  const { color, dash } = categoryStyle(index);
  return {
    type: "scatter",
    mode: "lines",
    name: escapeText(name),
    x: coordinates(path.x),
    y: coordinates(path.y),
    line: { color, dash, width: 2 },
    hovertemplate: `contact %{x:.0%} of clients<br>find %{y:.1%} of leavers<extra>${escapeText(name)}</extra>`,
  };
}

function foundAt({ x, y }: GainPoints, contacted: number): number {
  const above = x.findIndex((share) => share >= contacted);
  if (above <= 0) return y[above < 0 ? y.length - 1 : 0];
  const part = (contacted - x[above - 1]) / (x[above] - x[above - 1]);
  return y[above - 1] + part * (y[above] - y[above - 1]);
}

function capacityLine(capacity: number, found: number): Attributes {
  return {
    shapes: [verticalLine(capacity, { ...referenceLine, dash: "dash" })],
    annotations: [
      {
        text: `contact ${formatPercent(capacity, 0)}:<br>find ${formatPercent(found, 0)} of leavers`,
        xref: "x",
        yref: "paper",
        x: coordinate(capacity),
        y: 0,
        xanchor: capacity > 0.6 ? "right" : "left",
        xshift: capacity > 0.6 ? -6 : 8,
        yanchor: "bottom",
        align: "left",
        showarrow: false,
        font: { size: 11, color: neutralColor },
      },
    ],
  };
}

function describe(curves: readonly GainPoints[], capacity: number | undefined): string {
  const shares = capacity === undefined ? [0.1, 0.2, 0.5] : [capacity];
  const parts = curves.map((curve) => {
    const found = shares.map(
      (share) =>
        `contacting ${formatPercent(share, 0)} of clients finds ${formatPercent(foundAt(curve, share))} of leavers`,
    );
    return `${curve.name}: ${found.join(", ")}`;
  });
  return `Cumulative gain, clients at highest risk first. ${parts.join("; ")}.`;
}
