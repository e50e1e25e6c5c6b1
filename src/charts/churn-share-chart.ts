import { checkInteger, InvalidParameterError } from "../core";
import { type ChartOptions, checkChartOptions, checkNotEmpty, checkText } from "./chart-options";
import type { Figure } from "./figure";
import { makeFigure } from "./make-figure";
import { coordinate, formatNumber, formatPercent } from "./numbers";
import { rowAxis, rowsHeight } from "./row-axis";
import { escapeText } from "./text";
import { classColors, neutralColor } from "./theme";

/** A group of clients and how many of them left. */
export interface GroupChurn {
  readonly name: string;
  /** Clients in the group. */
  readonly n: number;
  /** Of them, those who left. */
  readonly nLeft: number;
}

/**
 * What part of all clients, and what part of all who left, each group is. The groups must be disjoint: shares are of
 * the sum over the groups.
 * @throws InvalidParameterError for counts that do not fit, or when nobody left
 */
export function churnShareChart(groups: readonly GroupChurn[], options: ChartOptions): Figure {
  checkChartOptions("churnShareChart", options);
  checkGroups(groups);
  const all = groups.reduce((sum, { n }) => sum + n, 0);
  const allLeft = groups.reduce((sum, { nLeft }) => sum + nLeft, 0);
  if (allLeft === 0) throw new InvalidParameterError("groups must hold at least one client who left");
  const names = groups.map(({ name }) => name);
  const series = [
    { name: "share of all clients", color: neutralColor, shares: groups.map(({ n }) => n / all) },
    { name: "share of all who left", color: classColors.left, shares: groups.map(({ nLeft }) => nLeft / allLeft) },
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
      customdata: groups.map((group) => [escapeText(group.name), group.n, group.nLeft]),
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
  groups.forEach(({ name, n, nLeft }, index) => {
    checkText(`groups[${index}].name`, name);
    checkInteger(`groups[${index}].n`, n, { min: 0 });
    checkInteger(`groups[${index}].nLeft`, nLeft, { min: 0, max: n });
  });
}

function describe(groups: readonly GroupChurn[], all: number, allLeft: number): string {
  const parts = groups.map(
    ({ name, n, nLeft }) =>
      `${name}: ${formatPercent(n / all)} of all clients (${formatNumber(n)}), ` +
      `${formatPercent(nLeft / allLeft)} of all who left (${formatNumber(nLeft)})`,
  );
  return `${parts.join("; ")}.`;
}
