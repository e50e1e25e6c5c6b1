import { checkInteger, checkNumber } from "../core";
import type { GroupRate } from "../statistics";
import { type ChartOptions, checkChartOptions, checkInterval, checkNotEmpty, checkText } from "./chart-options";
import type { Figure } from "./figure";
import { makeFigure } from "./make-figure";
import { coordinate, formatNumber, formatPercent } from "./numbers";
import { rowAxis, rowsHeight } from "./row-axis";
import { axisTitle, escapeText } from "./text";
import { classColors, neutralColor, referenceLine } from "./theme";

/** The share of a group that left, with its interval, as `rateByGroup` returns it. */
export type RateRecord = Pick<GroupRate, "group" | "n" | "rate" | "lower" | "upper">;

/** Options of {@link rateByGroupChart}. */
export interface RateByGroupChartOptions extends ChartOptions {
  /** What the shares are, for the axis. Default "Share of clients who left". */
  readonly rateLabel?: string;
  /** What to call a group in the chart, by its name. Default: the name itself. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Share of all clients, drawn as a dotted line. */
  readonly overall?: number;
}

/**
 * Share of each group as a point with its interval, groups from top to bottom in the given order, their size beside
 * the name. Empty groups are left out.
 * @param records one a group, at least one that is not empty
 * @returns a plotly figure: plain JSON, its description in `layout.meta.alt`
 * @throws InvalidParameterError for a bad or unknown option or value
 * @see {@link rateByGroup}
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { rateByGroup, rateByGroupChart } from "churnlab";
 *
 * const rates = rateByGroup([1, 1, 12, 12], [1, 0, 0, 0]);
 * const { data } = rateByGroupChart(rates, { title: "Short contracts end", overall: 0.25 });
 * assert.deepEqual(data[0].x, [0.5, 0]);
 * ```
 */
export function rateByGroupChart(records: readonly RateRecord[], options: RateByGroupChartOptions): Figure {
  checkChartOptions("rateByGroupChart", options, ["rateLabel", "labels", "overall"]);
  const groups = records.filter(({ n }) => n !== 0);
  checkGroups(groups);
  const { overall, rateLabel = "Share of clients who left", labels = {} } = options;
  checkText("rateByGroupChart: rateLabel", rateLabel);
  if (overall !== undefined) checkNumber("overall", overall, { min: 0, max: 1 });
  const names = groups.map(({ group }) => (Object.hasOwn(labels, group) ? labels[group] : group));
  const ticks = groups.map(({ n }, index) => `${names[index]} (${formatNumber(n)})`);
  return makeFigure(options, {
    data: [
      {
        type: "scatter",
        mode: "markers",
        x: groups.map(({ rate }) => coordinate(rate)),
        y: groups.map((_, row) => row),
        error_x: {
          type: "data",
          symmetric: false,
          array: groups.map(({ rate, upper }) => coordinate(upper - rate)),
          arrayminus: groups.map(({ rate, lower }) => coordinate(rate - lower)),
          color: classColors.left,
          thickness: 1.8,
          width: 4,
        },
        marker: { color: classColors.left, size: 9 },
        customdata: groups.map(({ n, lower, upper }, row) => [
          escapeText(names[row]),
          n,
          formatPercent(lower),
          formatPercent(upper),
        ]),
        hovertemplate:
          "<b>%{customdata[0]}</b><br>%{x:.1%} (interval %{customdata[2]} to %{customdata[3]})" +
          "<br>%{customdata[1]:,} clients<extra></extra>",
      },
    ],
    plotHeight: rowsHeight(ticks),
    alt: describe(groups, names, rateLabel, overall),
    layout: {
      xaxis: { title: axisTitle(rateLabel, "besideRows"), tickformat: ".0%", rangemode: "tozero" },
      yaxis: rowAxis(ticks),
      ...(overall === undefined ? {} : overallLine(overall)),
    },
  });
}

function checkGroups(groups: readonly RateRecord[]): void {
  checkNotEmpty("groups", groups);
  groups.forEach(({ n, rate, lower, upper }, index) => {
    checkInteger(`groups[${index}].n`, n, { min: 0 });
    checkNumber(`groups[${index}].rate`, rate, { min: 0, max: 1 });
    checkInterval(`groups[${index}]`, lower, upper);
  });
}

function overallLine(overall: number) {
  return {
    shapes: [
      {
        type: "line",
        layer: "below",
        xref: "x",
        yref: "paper",
        x0: overall,
        x1: overall,
        y0: 0,
        y1: 1,
        line: referenceLine,
      },
    ],
    annotations: [
      {
        text: `all: ${formatPercent(overall)}`,
        xref: "x",
        yref: "paper",
        x: coordinate(overall),
        y: 1,
        xanchor: "left",
        yanchor: "bottom",
        showarrow: false,
        font: { size: 11, color: neutralColor },
      },
    ],
  };
}

function describe(
  groups: readonly RateRecord[],
  names: readonly string[],
  rateLabel: string,
  overall: number | undefined,
): string {
  const parts = groups.map(
    ({ n, rate, lower, upper }, index) =>
      `${names[index]} ${formatPercent(rate)} (interval ${formatPercent(lower)} to ${formatPercent(upper)}, ` +
      `${formatNumber(n)} clients)`,
  );
  const all = overall === undefined ? "" : ` Over all clients: ${formatPercent(overall)}.`;
  return `${rateLabel} by group: ${parts.join("; ")}.${all}`;
}
