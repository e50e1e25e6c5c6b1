import { checkNumber } from "../core";
import { checkInterval, checkNotEmpty, checkText } from "./chart-options";
import type { Attributes, Trace } from "./figure";
import { coordinate, formatNumber } from "./numbers";
import { escapeText } from "./text";

/** An estimate with its interval, and what it is of: a feature, a model, a segment. */
export interface NamedEstimate {
  /** What the row is about */
  readonly name: string;
  /** In the unit of the chart */
  readonly estimate: number;
  /** Lower limit of its interval */
  readonly lower: number;
  /** Upper limit of its interval */
  readonly upper: number;
}

/** @throws InvalidParameterError for an empty list, a nameless entry or an interval out of order */
export function checkEstimates(argument: string, rows: readonly NamedEstimate[]): void {
  checkNotEmpty(argument, rows);
  rows.forEach(({ name, estimate, lower, upper }, index) => {
    checkText(`${argument}[${index}].name`, name);
    checkNumber(`${argument}[${index}].estimate`, estimate);
    checkInterval(`${argument}[${index}]`, lower, upper);
  });
}

/** Points with interval bars, one a row, from the top. `names` are the labels shown. */
export function estimateTrace(
  rows: readonly NamedEstimate[],
  names: readonly string[],
  color: string | readonly string[],
  format: (value: number) => string = formatNumber,
): Trace {
  return {
    type: "scatter",
    mode: "markers",
    x: rows.map(({ estimate }) => coordinate(estimate)),
    y: rows.map((_, row) => row),
    error_x: {
      type: "data",
      symmetric: false,
      array: rows.map(({ estimate, upper }) => coordinate(upper - estimate)),
      arrayminus: rows.map(({ estimate, lower }) => coordinate(estimate - lower)),
      thickness: 1.8,
      width: 4,
      ...(typeof color === "string" ? { color } : {}),
    },
    marker: { color, size: 9 },
    customdata: rows.map(({ estimate, lower, upper }, row) => [
      escapeText(names[row]),
      format(estimate),
      format(lower),
      format(upper),
    ]),
    hovertemplate:
      "<b>%{customdata[0]}</b><br>%{customdata[1]} (interval %{customdata[2]} to %{customdata[3]})<extra></extra>",
  };
}

/** "Age 0.52 (interval 0.47 to 0.58); …" */
export function describeEstimates(
  rows: readonly NamedEstimate[],
  names: readonly string[],
  format: (value: number) => string = formatNumber,
): string {
  return rows
    .map(
      ({ estimate, lower, upper }, row) =>
        `${names[row]} ${format(estimate)} (interval ${format(lower)} to ${format(upper)})`,
    )
    .join("; ");
}

/** A line across the whole plot at one x. */
export function verticalLine(x: number, line: Attributes): Attributes {
  return { type: "line", layer: "below", xref: "x", yref: "paper", x0: x, x1: x, y0: 0, y1: 1, line };
}
