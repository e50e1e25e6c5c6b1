import { checkInteger, checkNumber, ShapeError } from "../core";
import { type ChartOptions, checkChartOptions, checkNotEmpty, checkText } from "./chart-options";
import type { Figure, Trace } from "./figure";
import { makeFigure } from "./make-figure";
import { coordinate, formatNumber } from "./numbers";
import { escapeText } from "./text";
import { classColors, mainColor, neutralColor } from "./theme";

/** One link of a dendrogram: from the left branch up, across, and down to the right branch. */
export interface DendrogramLink {
  /** Positions of the four corners. */
  readonly x: ArrayLike<number>;
  /** Heights of the four corners: left branch, link, link, right branch. */
  readonly y: ArrayLike<number>;
}

/** A laid out hierarchy, as `dendrogram` returns it. */
export interface DendrogramSegments {
  /** One a merge */
  readonly segments: readonly DendrogramLink[];
}

/** Options of {@link dendrogramChart}. */
export interface DendrogramChartOptions extends ChartOptions {
  /** Height at which the tree is cut into clusters, > 0: a horizontal line. */
  readonly cutHeight?: number;
  /** What the heights are, for the axis. Default "Distance at which groups join". */
  readonly heightLabel?: string;
  /** Only so many links are drawn, the highest: the rest is too fine to see. An integer ≥ 1. Default 60. */
  readonly maxLinks?: number;
}

/**
 * Dendrogram of a hierarchical clustering: the highest links, and the cut into clusters.
 * @param dendrogram the layout of the tree, its segments in any order
 * @returns a plotly figure: plain JSON, its description in `layout.meta.alt`
 * @throws InvalidParameterError for a bad or unknown option or value; ShapeError for parts that do not fit together
 * @see {@link dendrogram}
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { dendrogram, dendrogramChart, linkage } from "churnlab";
 *
 * const tree = dendrogram(linkage([[0], [1], [5]], "single"));
 * const { layout } = dendrogramChart(tree, { title: "Two groups", cutHeight: 2 });
 * assert.match(layout.meta.alt, /heights from the top: 4, 1/);
 * ```
 */
export function dendrogramChart({ segments: links }: DendrogramSegments, options: DendrogramChartOptions): Figure {
  checkChartOptions("dendrogramChart", options, ["cutHeight", "heightLabel", "maxLinks"]);
  checkNotEmpty("segments", links);
  links.forEach(checkLink);
  const { cutHeight, heightLabel = "Distance at which groups join" } = options;
  checkText("dendrogramChart: heightLabel", heightLabel);
  if (cutHeight !== undefined) checkNumber("cutHeight", cutHeight, { exclusiveMin: 0 });
  const maxLinks = checkInteger("maxLinks", options.maxLinks ?? 60, { min: 1 });
  const heights = links.map(({ y }) => y[1]).sort((a, b) => b - a);
  const shown = [...links].sort((a, b) => b.y[1] - a.y[1]).slice(0, maxLinks);
  const cut = cutHeight ?? 0;
  return makeFigure(options, {
    data: [
      linkTrace(
        shown.filter(({ y }) => y[1] <= cut),
        mainColor,
      ),
      linkTrace(
        shown.filter(({ y }) => y[1] > cut),
        neutralColor,
      ),
    ],
    plotHeight: 280,
    bottom: 40,
    alt: describe(heights, shown.length, cutHeight),
    layout: {
      xaxis: {
        showticklabels: false,
        showgrid: false,
        fixedrange: true,
        range: paddedRange(shown),
        ...(cutHeight === undefined ? {} : { title: { text: cutText(clustersAt(heights, cutHeight)) } }),
      },
      yaxis: { title: { text: escapeText(heightLabel) }, rangemode: "tozero" },
      ...(cutHeight === undefined ? {} : cutLine(cutHeight)),
    },
  });
}

function checkLink({ x, y }: DendrogramLink, index: number): void {
  if (x.length !== 4 || y.length !== 4) {
    throw new ShapeError(`segments[${index}] must have 4 corners; got ${x.length} x and ${y.length} y`);
  }
  for (let corner = 0; corner < 4; corner++) {
    checkNumber(`segments[${index}].x[${corner}]`, x[corner]);
    checkNumber(`segments[${index}].y[${corner}]`, y[corner]);
  }
}

/** All links of one colour in a single line with gaps. */
function linkTrace(links: readonly DendrogramLink[], color: string): Trace {
  return {
    type: "scatter",
    mode: "lines",
    x: links.flatMap(({ x }) => [...Array.from(x, coordinate), null]),
    y: links.flatMap(({ y }) => [...Array.from(y, coordinate), null]),
    line: { color, width: 1.5 },
    connectgaps: false,
    hovertemplate: "height %{y:.3~g}<extra></extra>",
  };
}

function clustersAt(heights: readonly number[], cutHeight: number): number {
  return heights.filter((height) => height > cutHeight).length + 1;
}

function cutText(nClusters: number): string {
  return `cut at the dashed line: ${formatNumber(nClusters)} clusters`;
}

/** From the leftmost to the rightmost branch, with a little room. */
function paddedRange(links: readonly DendrogramLink[]): (number | null)[] {
  const low = Math.min(...links.flatMap(({ x }) => Array.from(x)));
  const high = Math.max(...links.flatMap(({ x }) => Array.from(x)));
  const room = 0.02 * (high - low);
  return [coordinate(low - room), coordinate(high + room)];
}

function cutLine(cutHeight: number) {
  return {
    shapes: [
      {
        type: "line",
        xref: "paper",
        yref: "y",
        x0: 0,
        x1: 1,
        y0: coordinate(cutHeight),
        y1: coordinate(cutHeight),
        line: { color: classColors.left, width: 1.5, dash: "dash" },
      },
    ],
  };
}

function describe(heights: readonly number[], shown: number, cutHeight: number | undefined): string {
  const top = heights.slice(0, 5).map((height) => formatNumber(height));
  const cut =
    cutHeight === undefined
      ? ""
      : ` Cut at ${formatNumber(cutHeight)} it makes ${formatNumber(clustersAt(heights, cutHeight))} clusters.`;
  return `Dendrogram, the ${formatNumber(shown)} highest of ${formatNumber(heights.length)} links; heights from the top: ${top.join(", ")}.${cut}`;
}
