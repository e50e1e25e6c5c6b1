import type { Attributes } from "./figure";
import { categoryLabel } from "./text";

const shortestRow = 30;
const lineHeight = 16;

/**
 * A vertical axis of named rows, the first at the top. Rows stand at 0, 1, …: as category names, plotly would read
 * "1" as a number and merge equal ones.
 */
export function rowAxis(names: readonly string[]): Attributes {
  return {
    tickmode: "array",
    tickvals: names.map((_, row) => row),
    ticktext: names.map(categoryLabel),
    range: [names.length - 0.5, -0.5],
    showgrid: false,
    fixedrange: true,
  };
}

/** Height of a plotting area in which every row has room for the lines of its label, in pixels. */
export function rowsHeight(names: readonly string[], minimum = shortestRow): number {
  const mostLines = Math.max(...names.map((name) => categoryLabel(name).split("<br>").length));
  return Math.max(60, names.length * Math.max(minimum, 4 + mostLines * lineHeight));
}
