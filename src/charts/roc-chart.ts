import { checkNumber } from "../core";
import { type ChartOptions, checkChartOptions, checkNotEmpty, checkText } from "./chart-options";
import { curvePoints } from "./curve-points";
import type { Figure } from "./figure";
import { makeFigure } from "./make-figure";
import { coordinates, formatNumber } from "./numbers";
import { escapeText } from "./text";
import { categoryStyle, referenceLine } from "./theme";
import { thinPath } from "./thin-path";

/** A model's ROC curve, as `rocCurve` returns it. */
export interface NamedRocCurve {
  /** The model's name, for the legend */
  readonly name: string;
  /** Shares in [0, 1], of equal length */
  readonly curve: {
    /** Share of class 0 at or above each threshold, in [0, 1]. */
    readonly falsePositiveRate: ArrayLike<number>;
    /** Share of class 1 at or above each threshold, in [0, 1]. */
    readonly truePositiveRate: ArrayLike<number>;
  };
  /** Area under the curve in [0, 1], shown in the legend. */
  readonly auc?: number;
}

/**
 * ROC curves of one or several models over the diagonal of a coin toss.
 * @param models one curve a model, at least one
 * @returns a plotly figure: plain JSON, its description in `layout.meta.alt`
 * @throws InvalidParameterError for a bad or unknown option or value; ShapeError for parts that do not fit together
 * @see {@link rocCurve}
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { rocAucScore, rocChart, rocCurve } from "churnlab";
 *
 * const y = [0, 0, 1, 1];
 * const scores = [0.1, 0.4, 0.35, 0.8];
 * const model = { name: "forest", curve: rocCurve(y, scores), auc: rocAucScore(y, scores) };
 * const { data } = rocChart([model], { title: "How well are leavers found?" });
 * assert.equal(data[0].name, "forest, AUC 0.750");
 * ```
 */
export function rocChart(models: readonly NamedRocCurve[], options: ChartOptions): Figure {
  checkChartOptions("rocChart", options);
  checkNotEmpty("models", models);
  const names = models.map(legendName);
  return makeFigure(options, {
    data: [
      ...models.map(({ curve }, index) => {
        const points = curvePoints(
          curve.falsePositiveRate,
          curve.truePositiveRate,
          `models[${index}].curve.falsePositiveRate`,
          `models[${index}].curve.truePositiveRate`,
        );
        const path = thinPath(points.x, points.y);
        const { color, dash } = categoryStyle(index);
        return {
          type: "scatter" as const,
          mode: "lines",
          name: escapeText(names[index]),
          x: coordinates(path.x),
          y: coordinates(path.y),
          line: { color, dash, width: 2 },
          hovertemplate: `finds %{y:.1%} of those who left<br>and alarms for %{x:.1%} of those who stayed<extra>${escapeText(models[index].name)}</extra>`,
        };
      }),
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
    legend: names,
    alt: `ROC curves, share of leavers found against share of stayers alarmed: ${names.join("; ")}.`,
    layout: {
      xaxis: { title: { text: "False alarms: share of those who stayed" }, tickformat: ".0%", range: [-0.01, 1.01] },
      yaxis: { title: { text: "Found: share of those who left" }, tickformat: ".0%", range: [-0.01, 1.02] },
    },
  });
}

function legendName({ name, auc }: NamedRocCurve, index: number): string {
  checkText(`models[${index}].name`, name);
  if (auc === undefined) return name;
  return `${name}, AUC ${formatNumber(checkNumber(`models[${index}].auc`, auc, { min: 0, max: 1 }), 3)}`;
}
