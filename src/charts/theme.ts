import type { Attributes } from "./figure";

/**
 * Colours of the two classes, the same in every chart: blue and vermilion of Okabe & Ito (2008), which readers with
 * any kind of colour blindness tell apart, with a contrast above 3 on white and on near-black paper.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { classColors } from "churnlab";
 *
 * assert.deepEqual(classColors, { stayed: "#0072B2", left: "#D55E00" });
 * ```
 */
export const classColors = {
  /** Blue: clients who stayed. */
  stayed: "#0072B2",
  /** Vermilion: clients who left. */
  left: "#D55E00",
} as const;

/**
 * Colours for models and clusters, from Okabe & Ito and Tol. None is a class colour. Any two stay apart under
 * protanopia, deuteranopia and tritanopia; marks carry a second sign (symbol or dash) all the same.
 */
const categoryColors = ["#009E73", "#E69F00", "#56B4E9", "#CC79A7", "#AA3377", "#999933", "#777777"] as const;

const symbols = ["circle", "diamond", "square", "triangle-up", "cross", "triangle-down", "x"] as const;
const dashes = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid"] as const;

/** How a series is told from others, without colour too. */
export interface CategoryStyle {
  /** Colour, as `#rrggbb`. */
  color: string;
  /** Name of plotly's marker symbol. */
  symbol: string;
  /** Name of plotly's line style. */
  dash: string;
}

/**
 * Colour, marker symbol and dash of the category at a position; they repeat after seven.
 * @param index position, an integer ≥ 0
 * @returns a hexadecimal colour, a plotly marker symbol and a plotly dash
 * @see Okabe & Ito (2008), Color Universal Design
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { categoryStyle } from "churnlab";
 *
 * assert.deepEqual(categoryStyle(7), categoryStyle(0));
 * assert.notEqual(categoryStyle(1).color, categoryStyle(0).color);
 * ```
 */
export function categoryStyle(index: number): CategoryStyle {
  const slot = index % categoryColors.length;
  return { color: categoryColors[slot], symbol: symbols[slot], dash: dashes[slot] };
}

/** Colour of a single series that is neither class. */
export const mainColor = "#009E73";

/** Reference lines and intervals without a class: a grey that shows on light and dark paper. */
export const neutralColor = "#808080";

/** A reference line, dotted and thin. */
export const referenceLine: Attributes = { color: neutralColor, width: 1.5, dash: "dot" };

/** From low to high, with the class colours at the ends and a light middle: safe for colour-blind readers. */
export const divergingScale: readonly (readonly [number, string])[] = [
  [0, "#004F7D"],
  [0.25, "#5AA5D0"],
  [0.5, "#F4F4F4"],
  [0.75, "#EE9C66"],
  [1, "#A34700"],
];

/** A hexadecimal colour with an opacity in [0, 1]. */
export function withOpacity(hex: string, opacity: number): string {
  const channels = [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
  return `rgba(${channels.join(",")},${opacity})`;
}

const axis: Attributes = {
  automargin: true,
  gridcolor: "rgba(128,128,128,0.22)",
  zeroline: false,
  showline: false,
  // Ticks that do not show keep labels off the axis.
  ticks: "outside",
  ticklen: 4,
  tickcolor: "rgba(0,0,0,0)",
  title: { standoff: 8, font: { size: 12 } },
};

/**
 * Defaults that a page may override. The text colour is a grey that reads on white and on black paper
 * (contrast about 4.5): JupyterLab shows a figure as it is, in either mode.
 */
export const template: Attributes = {
  layout: {
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif", size: 12, color: "#777777" },
    title: { font: { size: 14 } },
    hoverlabel: { align: "left" },
    xaxis: axis,
    yaxis: axis,
  },
};

/** No logo, no upload button; only the tools that help on these charts. */
export const config: Attributes = {
  responsive: true,
  displaylogo: false,
  showSendToCloud: false,
  plotlyServerURL: "",
  modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d"],
};
