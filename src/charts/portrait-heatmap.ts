import { checkChartOptions, type LabelledChartOptions } from "./chart-options";
import type { Figure } from "./figure";
import { makeFigure } from "./make-figure";
import { checkTable } from "./named-matrix";
import { coordinate, formatNumber } from "./numbers";
import { rowAxis, rowsHeight } from "./row-axis";
import { columnLabel, escapeText, wrapText } from "./text";
import { divergingScale } from "./theme";

/** How clusters differ from all clients. */
export interface Portraits {
  /** nClusters names. */
  readonly clusterNames: readonly string[];
  /** nFeatures names. */
  readonly featureNames: readonly string[];
  /** nClusters × nFeatures: (mean of the cluster − mean of all) / standard deviation of all. */
  readonly differences: readonly ArrayLike<number>[];
}

/** Widest difference that still changes the colour: beyond it a cluster is simply far away. */
const widestDifference = 2;

/**
 * Portraits of clusters side by side: a column a cluster, a row a feature, the difference from all clients in standard
 * deviations as colour (blue below, orange above, light in the middle) and number.
 * @throws InvalidParameterError, ShapeError
 */
export function portraitHeatmap(portraits: Portraits, options: LabelledChartOptions): Figure {
  checkChartOptions("portraitHeatmap", options, ["labels"]);
  const { clusterNames, featureNames, differences } = portraits;
  checkTable("differences", differences, clusterNames, featureNames);
  const labels = featureNames.map((name) => columnLabel(name, options.labels));
  const cells = featureNames.map((_, feature) => differences.map((cluster) => cluster[feature]));
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
    bottom: 80,
    alt: describe(portraits, labels),
    layout: {
      xaxis: {
        tickmode: "array",
        tickvals: clusterNames.map((_, cluster) => cluster),
        ticktext: clusterNames.map((name) => wrapText(name, 12).map(escapeText).join("<br>")),
        tickfont: { size: 11 },
        showgrid: false,
        fixedrange: true,
      },
      yaxis: rowAxis(labels),
    },
  });
}

function signed(value: number): string {
  if (Number.isNaN(value)) return "";
  const text = formatNumber(value, 1);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
}

const featuresNamed = 3;

function describe({ clusterNames, differences }: Portraits, labels: readonly string[]): string {
  const parts = clusterNames.map((name, cluster) => {
    const strongest = Array.from(differences[cluster], (value, feature) => ({ value, label: labels[feature] }))
      .filter(({ value }) => !Number.isNaN(value))
      .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
      .slice(0, featuresNamed)
      .map(({ value, label }) => `${label} ${signed(value)}`);
    return `${name}: ${strongest.join(", ")}`;
  });
  return `How each cluster differs from all clients, in standard deviations, the strongest first. ${parts.join("; ")}.`;
}
