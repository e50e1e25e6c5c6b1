import type { ClusterPortrait } from "../clustering";
import { checkInteger, InvalidParameterError } from "../core";
import { type ChartOptions, checkChartOptions, checkNotEmpty, checkText } from "./chart-options";
import type { Figure } from "./figure";
import { makeFigure } from "./make-figure";
import { coordinate, formatNumber, formatPercent } from "./numbers";
import { rowAxis, rowsHeight } from "./row-axis";
import { escapeText } from "./text";
import { classColors, neutralColor } from "./theme";

/** A group of clients and how many of them left, as `describeClusters` returns it. */
export type GroupChurn = Pick<ClusterPortrait, "name" | "size" | "nChurned">;

/**
 * What part of all clients, and what part of all who left, each group is. The groups must be disjoint: shares are of
 * the sum over the groups.
 * @param groups disjoint groups, at least one
 * @returns a plotly figure: plain JSON, its description in `layout.meta.alt`
 * @throws InvalidParameterError for counts that do not fit, or when nobody left
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { churnShareChart } from "churnlab";
 *
 * const groups = [{ name: "new", size: 40, nChurned: 30 }, { name: "regular", size: 60, nChurned: 10 }];
 * const { data } = churnShareChart(groups, { title: "Most who leave are new" });
 * assert.deepEqual(data[0].x, [0.4, 0.6]); // shares of all clients
 * assert.deepEqual(data[1].x, [0.75, 0.25]); // shares of all who left
 * ```
 */
export function churnShareChart(groups: readonly GroupChurn[], options: ChartOptions): Figure {
  checkChartOptions("churnShareChart", options);
  checkGroups(groups);
  const all = groups.reduce((sum, { size }) => sum + size, 0);
  const allLeft = groups.reduce((sum, { nChurned }) => sum + nChurned, 0);
  if (allLeft === 0) throw new InvalidParameterError("groups must hold at least one client who left");
  const names = groups.map(({ name }) => name);
  const series = [
    { name: "share of all clients", color: neutralColor, shares: groups.map(({ size }) => size / all) },
    {
      name: "share of all who left",
      color: classColors.left,
      shares: groups.map(({ nChurned }) => nChurned / allLeft),
    },
  ];
  return makeFigure(options, {
    data: series.map(({ name, color, shares }) => ({
      type: "bar",
      orientation: "h",
      name,
      x: shares.map(coordinate),
      y: groups.map((_, row) => row),
      text: shares.map((share) => formatPercent(share, 0)),
      textposition: "auto",
      textangle: 0,
      cliponaxis: false,
      marker: { color },
      customdata: groups.map((group) => [escapeText(group.name), group.size, group.nChurned]),
      hovertemplate: `<b>%{customdata[0]}</b><br>%{x:.1%}: ${name}<br>%{customdata[1]:,} clients, %{customdata[2]:,} left<extra></extra>`,
    })),
    plotHeight: rowsHeight(names, 48),
    legend: series.map(({ name }) => name),
    bottom: 36,
    alt: describe(groups, all, allLeft),
    layout: {
      xaxis: { tickformat: ".0%", rangemode: "tozero" },
      yaxis: rowAxis(names),
      barmode: "group",
      bargap: 0.3,
      bargroupgap: 0.05,
    },
  });
}

function checkGroups(groups: readonly GroupChurn[]): void {
  checkNotEmpty("groups", groups);
  groups.forEach(({ name, size, nChurned }, index) => {
    checkText(`groups[${index}].name`, name);
    checkInteger(`groups[${index}].size`, size, { min: 0 });
    checkInteger(`groups[${index}].nChurned`, nChurned, { min: 0, max: size });
  });
}

function describe(groups: readonly GroupChurn[], all: number, allLeft: number): string {
  const parts = groups.map(
    ({ name, size, nChurned }) =>
      `${name}: ${formatPercent(size / all)} of all clients (${formatNumber(size)}), ` +
      `${formatPercent(nChurned / allLeft)} of all who left (${formatNumber(nChurned)})`,
  );
  return `${parts.join("; ")}.`;
}
