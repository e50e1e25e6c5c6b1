import { checkNumber, InvalidParameterError } from "../core";
import { checkChartOptions, checkNotEmpty, checkText, type LabelledChartOptions } from "./chart-options";
import type { Figure, Trace } from "./figure";
import { makeFigure } from "./make-figure";
import { coordinate, formatPercent } from "./numbers";
import { rowAxis, rowsHeight } from "./row-axis";
import { axisTitle, columnLabel, escapeText } from "./text";
import { categoryStyle } from "./theme";

/** One way to look at the importance of features. */
export interface ImportanceView {
  /** "Odds ratio", "SHAP" */
  readonly name: string;
  /** One value a feature, in its own unit; below 0 counts as 0. */
  readonly values: ArrayLike<number>;
}

/** How far the marks of one row are spread, as a share of the row's height. */
const spread = 0.56;

/**
 * Several views of the importance of the same features side by side: a mark a view, as a share of the view's largest
 * value, so that their units do not matter; the feature that is largest on average stands at the top.
 * @param featureNames one a feature
 * @param views at least one, with one value a feature
 * @returns a plotly figure: plain JSON, its description in `layout.meta.alt`
 * @throws InvalidParameterError for a bad or unknown option or value, or views of other lengths
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { importanceViewsChart } from "churnlab";
 *
 * const views = [{ name: "SHAP", values: [1, 4] }, { name: "Shuffled", values: [0, 0.2] }];
 * const { layout } = importanceViewsChart(["Age", "Lifetime"], views, { title: "Side by side" });
 * assert.match(layout.meta.alt, /Lifetime: SHAP 100%, Shuffled 100%; Age: SHAP 25%, Shuffled 0%/);
 * ```
 */
export function importanceViewsChart(
  featureNames: readonly string[],
  views: readonly ImportanceView[],
  options: LabelledChartOptions,
): Figure {
  checkChartOptions("importanceViewsChart", options, ["labels"]);
  checkNotEmpty("featureNames", featureNames);
  checkNotEmpty("views", views);
  const shares = views.map((view, place) => sharesOf(view, featureNames.length, `views[${place}]`));
  const mean = (feature: number) => shares.reduce((sum, own) => sum + own[feature], 0);
  const order = [...featureNames.keys()].sort((a, b) => mean(b) - mean(a) || a - b);
  const names = order.map((feature) => columnLabel(featureNames[feature], options.labels));
  return makeFigure(options, {
    data: views.map(({ name }, view) => trace(name, view, views.length, order, shares[view], names)),
    plotHeight: rowsHeight(names, 12 + 9 * views.length),
    alt: `Share of each view's largest value. ${names
      .map(
        (name, row) => `${name}: ${views.map((view, v) => `${view.name} ${whole(shares[v][order[row]])}`).join(", ")}`,
      )
      .join("; ")}.`,
    layout: {
      xaxis: {
        title: axisTitle("Share of the view's largest value", "besideRows"),
        tickformat: ".0%",
        range: [-0.03, 1.05],
      },
      yaxis: { ...rowAxis(names), showgrid: true },
    },
    legend: views.map(({ name }) => name),
  });
}

function sharesOf({ name, values }: ImportanceView, length: number, place: string): number[] {
  checkText(`${place}.name`, name);
  if (values.length !== length) {
    throw new InvalidParameterError(`${place}.values must have one value a feature: ${length}; got ${values.length}`);
  }
  const own = Array.from(values, (value, feature) => Math.max(0, checkNumber(`${place}.values[${feature}]`, value)));
  const largest = Math.max(...own);
  return own.map((value) => (largest > 0 ? value / largest : 0));
}

function trace(
  name: string,
  view: number,
  nViews: number,
  order: readonly number[],
  shares: readonly number[],
  names: readonly string[],
): Trace {
  const { color, symbol } = categoryStyle(view);
  const offset = nViews === 1 ? 0 : spread * (view / (nViews - 1) - 0.5);
  return {
    type: "scatter",
    mode: "markers",
    name: escapeText(name),
    x: order.map((feature) => coordinate(shares[feature])),
    y: order.map((_, row) => coordinate(row + offset)),
    marker: { color, symbol, size: 9 },
    customdata: order.map((feature, row) => [escapeText(names[row]), whole(shares[feature])]),
    hovertemplate: `<b>%{customdata[0]}</b><br>${escapeText(name)}: %{customdata[1]} of the largest<extra></extra>`,
  };
}

function whole(share: number): string {
  return formatPercent(share, 0);
}
