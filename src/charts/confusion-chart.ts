import { checkInteger } from "../core";
import type { ConfusionMatrix } from "../modeling";
import { type ChartOptions, checkChartOptions } from "./chart-options";
import { type ClassNames, defaultClassNames } from "./class-values";
import type { Figure } from "./figure";
import { makeFigure } from "./make-figure";
import { coordinate, formatNumber, formatPercent } from "./numbers";
import { escapeText } from "./text";

/** Options of {@link confusionChart}. */
export interface ConfusionChartOptions extends ChartOptions {
  /** Names of the classes 0 and 1. Default: ["stayed", "left"]. */
  readonly classNames?: ClassNames;
}

/**
 * Confusion matrix as `confusionMatrix` returns it: a row a true class, a column a forecast, each cell with its count
 * and its share of the row.
 * @returns a plotly figure: plain JSON, its description in `layout.meta.alt`
 * @throws InvalidParameterError for a bad or unknown option or value
 * @see {@link confusionMatrix}
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { confusionChart, confusionMatrix } from "churnlab";
 *
 * const counts = confusionMatrix([0, 0, 0, 1], [0, 0, 1, 1]);
 * const { data } = confusionChart(counts, { title: "One false alarm" });
 * assert.deepEqual(data[0].z, [[0.666667, 0.333333], [0, 1]]);
 * ```
 */
export function confusionChart(counts: ConfusionMatrix, options: ConfusionChartOptions): Figure {
  checkChartOptions("confusionChart", options, ["classNames"]);
  const { trueNegatives, falsePositives, falseNegatives, truePositives } = counts;
  for (const [name, count] of Object.entries({ trueNegatives, falsePositives, falseNegatives, truePositives })) {
    checkInteger(name, count, { min: 0 });
  }
  const rows = [
    [trueNegatives, falsePositives],
    [falseNegatives, truePositives],
  ];
  const shares = rows.map((row) => row.map((count) => count / (row[0] + row[1])));
  const names = options.classNames ?? defaultClassNames;
  const cells = rows.map((row, actual) => row.map((count, forecast) => cellText(count, shares[actual][forecast])));
  const sentences = rows.flatMap((row, actual) =>
    row.map((count, forecast) => {
      return `${names[actual]}, forecast ${names[forecast]}: ${formatNumber(count)} (${formatPercent(shares[actual][forecast])} of those who ${names[actual]})`;
    }),
  );
  return makeFigure(options, {
    data: [
      {
        type: "heatmap",
        x: [0, 1],
        y: [0, 1],
        z: shares.map((row) => row.map(coordinate)),
        text: cells,
        texttemplate: "%{text}",
        textfont: { size: 14 },
        customdata: [0, 1].map((actual) => [0, 1].map((forecast) => escapeText(sentences[2 * actual + forecast]))),
        hovertemplate: "%{customdata}<extra></extra>",
        colorscale: [
          [0, "#E6F4EF"],
          [1, "#00795A"],
        ],
        zmin: 0,
        zmax: 1,
        showscale: false,
        xgap: 3,
        ygap: 3,
      },
    ],
    plotHeight: 180,
    alt: `Forecast against outcome. ${sentences.join("; ")}.`,
    layout: {
      xaxis: { ...classAxis(names), title: { text: "Forecast" } },
      yaxis: { ...classAxis(names), title: { text: "Outcome" }, range: [1.5, -0.5] },
    },
  });
}

function cellText(count: number, share: number): string {
  return `<b>${formatNumber(count)}</b><br>${formatPercent(share)}`;
}

function classAxis(names: ClassNames) {
  return { tickmode: "array", tickvals: [0, 1], ticktext: names.map(escapeText), showgrid: false, fixedrange: true };
}
