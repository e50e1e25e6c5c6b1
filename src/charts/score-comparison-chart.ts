import { checkChartOptions, checkText, type LabelledChartOptions } from "./chart-options";
import { checkEstimates, describeEstimates, estimateTrace, type NamedEstimate } from "./estimate-rows";
import type { Figure } from "./figure";
import { makeFigure } from "./make-figure";
import { formatNumber } from "./numbers";
import { rowAxis, rowsHeight } from "./row-axis";
import { axisTitle, columnLabel } from "./text";
import { mainColor } from "./theme";

/** Options of {@link scoreComparisonChart}. */
export interface ScoreComparisonOptions extends LabelledChartOptions {
  /** Name of the metric, for the axis: "ROC AUC". */
  readonly scoreLabel: string;
}

/**
 * Models compared by one metric: a point with its interval a model, in the given order. The axis does not start at
 * zero: differences between models are what the chart shows.
 * @returns a plotly figure: plain JSON, its description in `layout.meta.alt`
 * @throws InvalidParameterError for a bad or unknown option or value
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { scoreComparisonChart } from "churnlab";
 *
 * const scores = [{ name: "forest", estimate: 0.97, lower: 0.96, upper: 0.98 }];
 * const { layout } = scoreComparisonChart(scores, { title: "Models", scoreLabel: "ROC AUC" });
 * assert.match(layout.meta.alt, /forest 0\.970 \(interval 0\.960 to 0\.980\)/);
 * ```
 */
export function scoreComparisonChart(scores: readonly NamedEstimate[], options: ScoreComparisonOptions): Figure {
  checkChartOptions("scoreComparisonChart", options, ["labels", "scoreLabel"]);
  checkText("scoreComparisonChart: scoreLabel", options.scoreLabel);
  checkEstimates("scores", scores);
  const names = scores.map(({ name }) => columnLabel(name, options.labels));
  return makeFigure(options, {
    data: [
      {
        ...estimateTrace(scores, names, mainColor, threeDecimals),
        mode: "markers+text",
        text: scores.map(({ estimate }) => threeDecimals(estimate)),
        textposition: "top center",
        textfont: { size: 11 },
        cliponaxis: false,
      },
    ],
    plotHeight: rowsHeight(names, 36),
    alt: `${options.scoreLabel} by model: ${describeEstimates(scores, names, threeDecimals)}.`,
    layout: { xaxis: { title: axisTitle(options.scoreLabel, "besideRows") }, yaxis: rowAxis(names) },
  });
}

function threeDecimals(value: number): string {
  return formatNumber(value, 3);
}
