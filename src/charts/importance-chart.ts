import { checkInteger, checkNumber, InvalidParameterError } from "../core";
import { checkChartOptions, checkInterval, checkNotEmpty, checkText, type LabelledChartOptions } from "./chart-options";
import type { Figure } from "./figure";
import { makeFigure } from "./make-figure";
import { coordinate, formatNumber } from "./numbers";
import { rowAxis, rowsHeight } from "./row-axis";
import { axisTitle, columnLabel, escapeText } from "./text";
import { mainColor, withOpacity } from "./theme";

/** Shows on the bars as on light and dark paper. */
const spreadColor = "#707070";

/** How much a feature matters, with its spread if known: an interval, or a standard deviation. */
export interface FeatureImportance {
  /** The column's name */
  readonly feature: string;
  /** In the unit of the chart */
  readonly importance: number;
  /** Lower limit of its interval */
  readonly lower?: number;
  /** Upper limit of its interval */
  readonly upper?: number;
  /** Drawn as ± one standard deviation where there is no interval; ≥ 0. */
  readonly sd?: number;
}

/** Importances of all features of a model, as `permutationImportance` returns them. */
export interface ImportanceSummary {
  /** Names of the features, length nFeatures */
  readonly featureNames: readonly string[];
  /** Importance of each feature */
  readonly mean: ArrayLike<number>;
  /** Its standard deviation */
  readonly standardDeviation: ArrayLike<number>;
}

/** Options of {@link importanceChart}. */
export interface ImportanceChartOptions extends LabelledChartOptions {
  /** What the importance is, for the axis: "Loss of ROC AUC when the column is shuffled". */
  readonly importanceLabel: string;
  /** Show only so many features, the most important; an integer ≥ 1. Default: all. */
  readonly maxFeatures?: number;
}

/**
 * Features by importance, the most important at the top, as bars with their interval or ± one standard deviation.
 * @returns a plotly figure: plain JSON, its description in `layout.meta.alt`
 * @throws InvalidParameterError for a bad or unknown option or value
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { importanceChart } from "churnlab";
 *
 * const importances = [{ feature: "Age", importance: 0.2 }, { feature: "Lifetime", importance: 0.5 }];
 * const { layout } = importanceChart(importances, { title: "What counts", importanceLabel: "Loss of AUC" });
 * assert.match(layout.meta.alt, /Lifetime 0\.500, Age 0\.200/);
 * ```
 */
export function importanceChart(
  importances: readonly FeatureImportance[] | ImportanceSummary,
  options: ImportanceChartOptions,
): Figure {
  checkChartOptions("importanceChart", options, ["labels", "importanceLabel", "maxFeatures"]);
  checkText("importanceChart: importanceLabel", options.importanceLabel);
  const records = "featureNames" in importances ? fromSummary(importances) : importances;
  checkImportances(records);
  const most = checkInteger("maxFeatures", options.maxFeatures ?? records.length, { min: 1 });
  const rows = [...records].sort((a, b) => b.importance - a.importance).slice(0, most);
  const names = rows.map(({ feature }) => columnLabel(feature, options.labels));
  const bounds = rows.map(boundsOf);
  return makeFigure(options, {
    data: [
      {
        type: "bar",
        orientation: "h",
        x: rows.map(({ importance }) => coordinate(importance)),
        y: rows.map((_, row) => row),
        width: rows.map(() => 0.62),
        marker: { color: withOpacity(mainColor, 0.7) },
        ...(bounds.some((pair) => pair !== null) ? { error_x: errorBars(rows, bounds) } : {}),
        customdata: rows.map(({ importance }, row) => [
          escapeText(names[row]),
          formatNumber(importance),
          boundsText(bounds[row]),
        ]),
        hovertemplate: "<b>%{customdata[0]}</b><br>%{customdata[1]}%{customdata[2]}<extra></extra>",
      },
    ],
    plotHeight: rowsHeight(names, 26),
    alt: `${options.importanceLabel}: ${rows.map(({ importance }, row) => `${names[row]} ${formatNumber(importance)}`).join(", ")}.`,
    layout: {
      xaxis: { title: axisTitle(options.importanceLabel, "besideRows"), rangemode: "tozero" },
      yaxis: rowAxis(names),
    },
  });
}

function fromSummary({ featureNames, mean, standardDeviation }: ImportanceSummary): FeatureImportance[] {
  return featureNames.map((feature, index) => ({ feature, importance: mean[index], sd: standardDeviation[index] }));
}

type Bounds = readonly [lower: number, upper: number] | null;

function boundsOf({ importance, lower, upper, sd }: FeatureImportance): Bounds {
  if (lower !== undefined && upper !== undefined) return [lower, upper];
  return sd === undefined ? null : [importance - sd, importance + sd];
}

function boundsText(bounds: Bounds): string {
  return bounds === null ? "" : ` (${bounds.map((bound) => formatNumber(bound)).join(" to ")})`;
}

function errorBars(rows: readonly FeatureImportance[], bounds: readonly Bounds[]) {
  return {
    type: "data",
    symmetric: false,
    array: bounds.map((pair, row) => (pair === null ? 0 : coordinate(pair[1] - rows[row].importance))),
    arrayminus: bounds.map((pair, row) => (pair === null ? 0 : coordinate(rows[row].importance - pair[0]))),
    color: spreadColor,
    thickness: 1.8,
    width: 4,
  };
}

function checkImportances(importances: readonly FeatureImportance[]): void {
  checkNotEmpty("importances", importances);
  importances.forEach(({ feature, importance, lower, upper, sd }, index) => {
    const place = `importances[${index}]`;
    checkText(`${place}.feature`, feature);
    checkNumber(`${place}.importance`, importance);
    if ((lower === undefined) !== (upper === undefined)) {
      throw new InvalidParameterError(`${place} must have both lower and upper, or neither`);
    }
    if (lower !== undefined && upper !== undefined) checkInterval(place, lower, upper);
    if (sd !== undefined) checkNumber(`${place}.sd`, sd, { min: 0 });
  });
}
