import { checkNumber } from "../core";
import { type ChartOptions, checkChartOptions, checkNotEmpty, checkText } from "./chart-options";
import { curvePoints } from "./curve-points";
import type { Figure, Trace } from "./figure";
import { makeFigure } from "./make-figure";
import { coordinates, formatNumber, formatPercent } from "./numbers";
import { escapeText } from "./text";
import { categoryStyle, referenceLine } from "./theme";
import { thinPath } from "./thin-path";

/** A model's precision-recall curve, as `precisionRecallCurve` returns it. */
export interface NamedPrecisionRecallCurve {
  /** The model's name, for the legend */
  readonly name: string;
  /** Shares in [0, 1], of equal length */
  readonly curve: {
    /** Share of those at or above each threshold that leaves, in [0, 1]. */
    readonly precision: ArrayLike<number>;
    /** Share of those who leave that is at or above each threshold, in [0, 1]. */
    readonly recall: ArrayLike<number>;
  };
  /** Average precision in [0, 1], shown in the legend. */
  readonly averagePrecision?: number;
}

/** Options of {@link precisionRecallChart}. */
export interface PrecisionRecallOptions extends ChartOptions {
  /** Share of all clients who left, in [0, 1]: the precision of contacting at random, drawn as a dotted line. */
  readonly churnRate?: number;
}

/**
 * Precision against recall for one or several models.
 * @param models one curve a model, at least one
 * @returns a plotly figure: plain JSON, its description in `layout.meta.alt`
 * @throws InvalidParameterError for a bad or unknown option or value; ShapeError for parts that do not fit together
 * @see {@link precisionRecallCurve}
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { precisionRecallChart } from "churnlab";
 *
 * const curve = { precision: [0.5, 1], recall: [1, 0] };
 * const { data } = precisionRecallChart([{ name: "forest", curve, averagePrecision: 0.75 }], { title: "How sure?" });
 * assert.equal(data[0].name, "forest, AP 0.750");
 * ```
 */
export function precisionRecallChart(
  models: readonly NamedPrecisionRecallCurve[],
  options: PrecisionRecallOptions,
): Figure {
  checkChartOptions("precisionRecallChart", options, ["churnRate"]);
  checkNotEmpty("models", models);
  const { churnRate } = options;
  if (churnRate !== undefined) checkNumber("churnRate", churnRate, { min: 0, max: 1 });
  const names = models.map(legendName);
  const atRandom = churnRate === undefined ? "" : ` Contacting at random: precision ${formatPercent(churnRate)}.`;
  return makeFigure(options, {
    data: [
      ...models.map((model, index) => modelTrace(model, names[index], index)),
      ...(churnRate === undefined ? [] : [randomTrace(churnRate)]),
    ],
    plotHeight: 300,
    legend: names,
    alt: `Precision against recall: ${names.join("; ")}.${atRandom}`,
    layout: {
      xaxis: {
        title: { text: "Recall: share of those who left that is found" },
        tickformat: ".0%",
        range: [-0.01, 1.01],
      },
      yaxis: { title: { text: "Precision: share of alarms that is right" }, tickformat: ".0%", range: [0, 1.02] },
    },
  });
}

function modelTrace({ name, curve }: NamedPrecisionRecallCurve, shownName: string, index: number): Trace {
  const place = `models[${index}].curve`;
  const points = curvePoints(curve.recall, curve.precision, `${place}.recall`, `${place}.precision`);
  const path = thinPath(points.x, points.y);
  const { color, dash } = categoryStyle(index);
  return {
    type: "scatter",
    mode: "lines",
    name: escapeText(shownName),
    x: coordinates(path.x),
    y: coordinates(path.y),
    line: { color, dash, width: 2 },
    hovertemplate: `%{y:.1%} of alarms are right<br>when %{x:.1%} of leavers are found<extra>${escapeText(name)}</extra>`,
  };
}

function randomTrace(churnRate: number): Trace {
  return {
    type: "scatter",
    mode: "lines",
    x: [0, 1],
    y: coordinates([churnRate, churnRate]),
    line: referenceLine,
    hovertemplate: `at random: ${formatPercent(churnRate)}<extra></extra>`,
    showlegend: false,
  };
}

function legendName({ name, averagePrecision }: NamedPrecisionRecallCurve, index: number): string {
  checkText(`models[${index}].name`, name);
  if (averagePrecision === undefined) return name;
  const place = `models[${index}].averagePrecision`;
  return `${name}, AP ${formatNumber(checkNumber(place, averagePrecision, { min: 0, max: 1 }), 3)}`;
}
