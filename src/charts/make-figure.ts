import type { ChartOptions } from "./chart-options";
import type { Attributes, Figure, Trace } from "./figure";
import { titleLines } from "./text";
import { config, template } from "./theme";

/** The parts of a figure that differ between builders. */
export interface FigureParts {
  readonly data: readonly Trace[];
  /** Height of the plotting area in pixels. */
  readonly plotHeight: number;
  /** Names in the legend, which stands between title and plot; a long one below the plot. Default: no legend. */
  readonly legend?: readonly string[];
  /** Room below the plot for ticks and axis title, in pixels. Default 56. */
  readonly bottom?: number;
  /** Text for readers who cannot see the chart, composed from the data. */
  readonly alt: string;
  /** Axes, shapes, annotations and the like. */
  readonly layout: Attributes;
}

const titleLineHeight = 18;
/** Plotly places a title of several lines higher than a single one, by the height of a capital at 14 px. */
const severalLinesShift = 10;
const legendRowHeight = 21;
/** Legends keep the rows that they need at the width of a phone, so that nothing overlaps there. */
const narrowWidth = 340;
/** A legend that needs more rows than this on a phone stands below the plot, where it may leave room unused. */
const mostRowsAbove = 2;

/** Puts a figure together: title and legend at the left above the plot, theme, alt text, fixed height. */
export function makeFigure(options: ChartOptions, parts: FigureParts): Figure {
  const lines = titleLines(options.title);
  const titleHeight = 8 + lines.length * titleLineHeight;
  const rows = legendRows(parts.legend ?? []);
  const above = rows <= mostRowsAbove;
  const top = titleHeight + (above ? rows * legendRowHeight : 0) + 12;
  const bottom = parts.bottom ?? 56;
  const height = options.height ?? top + parts.plotHeight + bottom + (above ? 0 : rows * legendRowHeight);
  return {
    data: parts.data,
    layout: {
      meta: { alt: options.alt ?? parts.alt, title: options.title },
      template,
      title: {
        text: lines.join("<br>"),
        xref: "container",
        x: 0,
        xanchor: "left",
        yref: "container",
        y: 1,
        yanchor: "top",
        pad: { t: 6 + (lines.length > 1 ? severalLinesShift : 0), l: 4 },
      },
      height,
      margin: { l: 10, r: 14, t: top, b: 10 },
      dragmode: false,
      hovermode: "closest",
      showlegend: rows > 0,
      ...(rows === 0
        ? {}
        : { legend: above ? legendAbove(titleHeight, height) : legendBelow(bottom, parts.plotHeight) }),
      ...parts.layout,
    },
    config,
  };
}

function legendAbove(titleHeight: number, height: number): Attributes {
  return {
    ...legend,
    xref: "container",
    yref: "container",
    y: Number((1 - titleHeight / height).toFixed(4)),
    yanchor: "top",
  };
}

function legendBelow(bottom: number, plotHeight: number): Attributes {
  return { ...legend, xref: "paper", yref: "paper", y: Number((-bottom / plotHeight).toFixed(4)), yanchor: "top" };
}

const legend: Attributes = {
  orientation: "h",
  x: 0,
  xanchor: "left",
  bgcolor: "rgba(0,0,0,0)",
};

/** Rows of a horizontal legend at a phone's width, from the usual width of a character and of the key. */
function legendRows(names: readonly string[]): number {
  if (names.length === 0) return 0;
  const widths = names.map((name) => 46 + 6.4 * name.length);
  if (widths.reduce((sum, width) => sum + width, 0) <= narrowWidth) return 1;
  const perRow = Math.max(1, Math.floor(narrowWidth / Math.max(...widths)));
  return Math.ceil(names.length / perRow);
}
