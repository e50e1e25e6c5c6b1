import { checkNumber } from "../core";
import type { CorrelationMatrix } from "../statistics";
import { checkChartOptions, type LabelledChartOptions } from "./chart-options";
import type { Attributes, Figure } from "./figure";
import { makeFigure } from "./make-figure";
import { checkTable } from "./named-matrix";
import { coordinate, formatNumber } from "./numbers";
import { rowAxis, rowsHeight } from "./row-axis";
import { columnLabel, escapeText } from "./text";
import { divergingScale } from "./theme";

/** Options of {@link correlationHeatmap}. */
export interface CorrelationHeatmapOptions extends LabelledChartOptions {
  /** Coefficients of at least this size are written into their cells, in [0, 1]. Default 0.3. */
  readonly annotateFrom?: number;
}

/**
 * Correlations of every pair of columns, each pair once (below the diagonal). Rows carry the name and
 * number of their column, columns the number only, so that it reads on a phone. A coefficient that is not defined (NaN,
 * a constant column) leaves its cell empty.
 * @param correlations as `correlationMatrix` returns them, at least two features
 * @returns a plotly figure: plain JSON, its description in `layout.meta.alt`
 * @throws InvalidParameterError for a bad or unknown option or value; ShapeError for parts that do not fit together
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { correlationHeatmap, correlationMatrix } from "churnlab";
 *
 * const correlations = correlationMatrix([[1, 2], [2, 4], [3, 5]]);
 * const { layout } = correlationHeatmap(correlations, { title: "Pairs", labels: { x0: "Age", x1: "Lifetime" } });
 * assert.match(layout.meta.alt, /Age and Lifetime 0\.98/);
 * ```
 */
export function correlationHeatmap(
  { values: correlations, featureNames: names }: CorrelationMatrix,
  options: CorrelationHeatmapOptions,
): Figure {
  checkChartOptions("correlationHeatmap", options, ["labels", "annotateFrom"]);
  checkTable("correlations.values", correlations, names, names);
  checkNumber("the number of features", names.length, { min: 2 });
  const annotateFrom = checkNumber("annotateFrom", options.annotateFrom ?? 0.3, { min: 0, max: 1 });
  const labels = names.map((name) => columnLabel(name, options.labels));
  const numbered = labels.map((label, index) => `${label}\u00a0${index + 1}`);
  const cells = names.map((_, row) => names.map((_, column) => (column < row ? correlations[row][column] : NaN)));
  return makeFigure(options, {
    data: [
      {
        type: "heatmap",
        x: names.map((_, column) => column),
        y: names.map((_, row) => row),
        z: cells.map((row) => row.map(coordinate)),
        text: cells.map((row) => row.map((value) => (Math.abs(value) >= annotateFrom ? shortNumber(value) : ""))),
        texttemplate: "%{text}",
        textfont: { size: 10 },
        customdata: cells.map((_, row) => labels.map((label) => [escapeText(labels[row]), escapeText(label)])),
        hovertemplate: "%{customdata[0]}<br>%{customdata[1]}<br><b>%{z:.2f}</b><extra></extra>",
        hoverongaps: false,
        colorscale: divergingScale,
        zmin: -1,
        zmax: 1,
        xgap: 1,
        ygap: 1,
        colorbar: scaleInCorner,
      },
    ],
    plotHeight: rowsHeight(numbered, 26),
    bottom: 36,
    alt: describe(correlations, labels),
    layout: {
      xaxis: {
        tickmode: "array",
        tickvals: names.map((_, column) => column),
        ticktext: names.map((_, column) => String(column + 1)),
        tickangle: 0,
        tickfont: { size: 9 },
        range: [-0.5, names.length - 0.5],
        showgrid: false,
        fixedrange: true,
      },
      yaxis: rowAxis(numbered),
    },
  });
}

/** The half of the plot above the diagonal is empty: the colour scale stands there. */
const scaleInCorner: Attributes = {
  thickness: 10,
  len: 0.45,
  x: 1,
  xanchor: "right",
  y: 1,
  yanchor: "top",
  outlinewidth: 0,
  tickvals: [-1, -0.5, 0, 0.5, 1],
};

/** .45 and −.45: two decimals without the zero fit a phone's cell. */
function shortNumber(value: number): string {
  return formatNumber(value, 2).replace("0.", ".");
}

const pairsNamed = 5;

function describe(correlations: readonly ArrayLike<number>[], labels: readonly string[]): string {
  const pairs = labels.flatMap((label, row) =>
    labels.slice(0, row).map((other, column) => ({ pair: `${other} and ${label}`, value: correlations[row][column] })),
  );
  const strongest = pairs
    .filter(({ value }) => !Number.isNaN(value))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
    .slice(0, pairsNamed)
    .map(({ pair, value }) => `${pair} ${formatNumber(value, 2)}`);
  return `Correlations of ${labels.length} columns. The strongest: ${strongest.join("; ")}.`;
}
