import type { LabelsLike } from "../core";
import { type ChartOptions, checkChartOptions, checkText } from "./chart-options";
import { type ClassNames, type ClassValues, splitByClass } from "./class-values";
import { quantile } from "./density";
import type { Figure } from "./figure";
import { makeFigure } from "./make-figure";
import { coordinates, formatNumber } from "./numbers";
import { axisTitle, columnLabel, escapeText } from "./text";
import { type Path, thinPath } from "./thin-path";

/** Options of {@link ecdfByClass}. */
export interface EcdfByClassOptions extends ChartOptions {
  /** What the values are, for the axis. */
  readonly label: string;
  /** Unit of the values, shown in parentheses. */
  readonly unit?: string;
  /** Names of the classes 0 and 1. Default: ["stayed", "left"]. */
  readonly classNames?: ClassNames;
}

/**
 * Empirical cumulative distribution of one column in each class: the share of the class with a value of at most x.
 * @param values length nSamples, finite
 * @param y labels, 0 or 1, both present
 * @returns a plotly figure: plain JSON, its description in `layout.meta.alt`
 * @throws InvalidParameterError for a bad or unknown option or value; ShapeError for parts that do not fit together
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { ecdfByClass } from "churnlab";
 *
 * const { data } = ecdfByClass([20, 30, 40, 50], [1, 1, 0, 0], { title: "The young leave", label: "Age" });
 * assert.deepEqual(data[1].x, [20, 20, 30]); // the steps of those who left
 * assert.deepEqual(data[1].y, [0, 0.5, 1]);
 * ```
 */
export function ecdfByClass(values: LabelsLike, y: LabelsLike, options: EcdfByClassOptions): Figure {
  checkChartOptions("ecdfByClass", options, ["label", "unit", "classNames"]);
  checkText("ecdfByClass: label", options.label);
  const classes = splitByClass(values, y, options.classNames);
  return makeFigure(options, {
    data: classes.map((each) => {
      const path = steps(each.values);
      return {
        type: "scatter",
        mode: "lines",
        name: escapeText(each.name),
        x: coordinates(path.x),
        y: coordinates(path.y),
        line: { color: each.color, dash: each.dash, width: 2, shape: "hv" },
        hovertemplate: `%{y:.0%} at most %{x:.3~g}<extra>${escapeText(each.name)}</extra>`,
      };
    }),
    plotHeight: 230,
    legend: classes.map(({ name }) => name),
    alt: describe(classes, options),
    layout: {
      xaxis: { title: axisTitle(columnLabel(options.label, {}, options.unit)) },
      yaxis: { title: { text: "Share of the class, at most x" }, tickformat: ".0%", range: [0, 1.02] },
    },
  });
}

/** The upper corners of the step function, from (smallest, 0) to (largest, 1). */
function steps(values: Float64Array): Path {
  const sorted = Float64Array.from(values).sort();
  const x = [sorted[0]];
  const y = [0];
  for (let index = 0; index < sorted.length; index++) {
    if (index + 1 < sorted.length && sorted[index + 1] === sorted[index]) continue;
    x.push(sorted[index]);
    y.push((index + 1) / sorted.length);
  }
  return thinPath(x, y);
}

function describe(classes: readonly ClassValues[], { label, unit }: EcdfByClassOptions): string {
  const parts = classes.map(({ name, values }) => {
    const sorted = Float64Array.from(values).sort();
    const [low, median, high] = [0.25, 0.5, 0.75].map((share) => formatNumber(quantile(sorted, share)));
    return `${name}: a quarter at most ${low}, half at most ${median}, three quarters at most ${high}`;
  });
  return `Cumulative distribution of ${columnLabel(label, {}, unit)} by class. ${parts.join("; ")}.`;
}
