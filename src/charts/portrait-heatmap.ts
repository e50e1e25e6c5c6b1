import type { ClusterPortrait, ProfileEntry } from "../clustering";
import { checkNumber, InvalidParameterError, show } from "../core";
import { checkChartOptions, checkNotEmpty, type LabelledChartOptions } from "./chart-options";
import type { Figure } from "./figure";
import { makeFigure } from "./make-figure";
import { coordinate, formatNumber } from "./numbers";
import { rowAxis, rowsHeight } from "./row-axis";
import { columnLabel, escapeText, wrapText } from "./text";
import { divergingScale } from "./theme";

/** A cluster and how it differs from all clients, as `describeClusters` returns it. */
export type PortraitRecord = Pick<ClusterPortrait, "name"> & {
  /** Every feature, in any order; the same features in every cluster. */
  readonly profile: readonly Pick<ProfileEntry, "feature" | "standardizedDifference">[];
};

/** Options of {@link portraitHeatmap}. */
export interface PortraitHeatmapOptions extends LabelledChartOptions {
  /** Which features, from top to bottom. Default: all, those that set clusters apart most first. */
  readonly features?: readonly string[];
}

/** Pixels between plot and key, for the letters. */
const keyGap = 26;
/** Characters at which a line of the key breaks: it then fits below the plot on a phone. */
const keyWidth = 30;
/** In pixels. */
const keyLineHeight = 16;

/** Widest difference that still changes the colour: beyond it a cluster is simply far away. */
const widestDifference = 2;

/**
 * Portraits of clusters side by side: a column a cluster, a row a feature, the difference from all clients in standard
 * deviations as colour (blue below, orange above, light in the middle) and number. A letter stands below each column; the
 * key to the letters below that.
 * @param portraits one a cluster, at least one
 * @returns a plotly figure: plain JSON, its description in `layout.meta.alt`
 * @throws InvalidParameterError for a bad or unknown option or value; ShapeError for parts that do not fit together
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { describeClusters, portraitHeatmap } from "churnlab";
 *
 * const portraits = describeClusters([[20, 1], [22, 2], [50, 9], [54, 9]], [0, 0, 1, 1], [1, 0, 0, 0]);
 * const { data } = portraitHeatmap(portraits, { title: "Young and older", features: ["x0"] });
 * assert.deepEqual(data[0].z, [[-0.994837, 0.994837]]);
 * ```
 */
export function portraitHeatmap(portraits: readonly PortraitRecord[], options: PortraitHeatmapOptions): Figure {
  checkChartOptions("portraitHeatmap", options, ["labels", "features"]);
  checkNotEmpty("portraits", portraits);
  const clusterNames = portraits.map(({ name }) => name);
  const featureNames = options.features ?? mostTellingFirst(portraits);
  const differences = portraits.map((portrait) => featureNames.map((feature) => differenceOf(portrait, feature)));
  const labels = featureNames.map((name) => columnLabel(name, options.labels));
  const cells = featureNames.map((_, feature) => differences.map((cluster) => cluster[feature]));
  const key = keyLines(clusterNames);
  return makeFigure(options, {
    data: [
      {
        type: "heatmap",
        x: clusterNames.map((_, cluster) => cluster),
        y: featureNames.map((_, feature) => feature),
        z: cells.map((row) => row.map(coordinate)),
        text: cells.map((row) => row.map(signed)),
        texttemplate: "%{text}",
        textfont: { size: 11 },
        customdata: cells.map((row, feature) =>
          row.map((_, cluster) => [escapeText(clusterNames[cluster]), escapeText(labels[feature])]),
        ),
        hovertemplate:
          "<b>%{customdata[0]}</b><br>%{customdata[1]}: %{text} standard deviations from all clients<extra></extra>",
        hoverongaps: false,
        colorscale: divergingScale,
        zmin: -widestDifference,
        zmax: widestDifference,
        showscale: false,
        xgap: 2,
        ygap: 1,
      },
    ],
    plotHeight: rowsHeight(labels, 26),
    bottom: keyGap + 12 + key.length * keyLineHeight,
    alt: describe(clusterNames, differences, labels),
    layout: {
      xaxis: {
        tickmode: "array",
        tickvals: clusterNames.map((_, cluster) => cluster),
        ticktext: clusterNames.map((_, cluster) => keyOf(cluster)),
        tickangle: 0,
        // Plotly makes room for the title of an axis, as it does not for an annotation.
        title: { text: key.join("<br>"), standoff: 8 },
        showgrid: false,
        fixedrange: true,
      },
      yaxis: rowAxis(labels),
    },
  });
}

/** The names are too long to stand below columns on a phone: a letter does, and a key explains the letters. */
function keyOf(cluster: number): string {
  return cluster < 26 ? String.fromCharCode(65 + cluster) : String(cluster + 1);
}

function keyLines(clusterNames: readonly string[]): string[] {
  return clusterNames.flatMap((name, cluster) => {
    const [first, ...rest] = wrapText(name, keyWidth).map(escapeText);
    return [`<b>${keyOf(cluster)}</b>: ${first}`, ...rest];
  });
}

function signed(value: number): string {
  const text = formatNumber(value, 1);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
}

const featuresNamed = 3;

function mostTellingFirst(portraits: readonly PortraitRecord[]): string[] {
  const strength = (feature: string) =>
    Math.max(...portraits.map((portrait) => Math.abs(differenceOf(portrait, feature))));
  return portraits[0].profile
    .map(({ feature }) => ({ feature, strength: strength(feature) }))
    .sort((a, b) => b.strength - a.strength)
    .map(({ feature }) => feature);
}

function differenceOf({ name, profile }: PortraitRecord, feature: string): number {
  const entry = profile.find((candidate) => candidate.feature === feature);
  if (entry === undefined) {
    throw new InvalidParameterError(`the profile of ${show(name)} must have the feature ${show(feature)}`);
  }
  return checkNumber(`the difference of ${show(name)} in ${show(feature)}`, entry.standardizedDifference);
}

function describe(
  clusterNames: readonly string[],
  differences: readonly (readonly number[])[],
  labels: readonly string[],
): string {
  const parts = clusterNames.map((name, cluster) => {
    const strongest = Array.from(differences[cluster], (value, feature) => ({ value, label: labels[feature] }))
      .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
      .slice(0, featuresNamed)
      .map(({ value, label }) => `${label} ${signed(value)}`);
    return `${name}: ${strongest.join(", ")}`;
  });
  return `How each cluster differs from all clients, in standard deviations, the strongest first. ${parts.join("; ")}.`;
}
