import { InvalidParameterError, toVector } from "../core";
import { type ChartOptions, checkChartOptions, checkNotEmpty, checkText } from "./chart-options";
import type { Figure, Trace } from "./figure";
import { makeFigure } from "./make-figure";
import { coordinate, coordinates, formatPercent } from "./numbers";
import { escapeText } from "./text";
import { categoryStyle, referenceLine } from "./theme";

/** A model's calibration curve, as `calibrationCurve` returns it: one entry a bin. */
export interface NamedCalibrationCurve {
  /** The model's name, for the legend */
  readonly name: string;
  /** Shares in [0, 1] and counts, one entry a bin */
  readonly curve: {
    /** Mean P(churn) of each bin, in [0, 1]. */
    readonly meanPredicted: ArrayLike<number>;
    /** Churn rate of each bin, in [0, 1]. */
    readonly observedRate: ArrayLike<number>;
    /** Rows in each bin. */
    readonly counts: ArrayLike<number>;
    /** Lower bound of each rate. */
    readonly lower: ArrayLike<number>;
    /** Upper bound of each rate. */
    readonly upper: ArrayLike<number>;
  };
  /** The predicted probabilities, in [0, 1], for the histogram below the curve. Default: no histogram. */
  readonly predictions?: ArrayLike<number>;
}

const histogramBins = 20;

/**
 * Observed against predicted share of leavers a bin, with intervals, over the diagonal of perfect calibration; below
 * it, how often each probability is predicted.
 * @param models one curve a model, at least one
 * @returns a plotly figure: plain JSON, its description in `layout.meta.alt`
 * @throws InvalidParameterError for a bad or unknown option or value; ShapeError for parts that do not fit together
 * @see {@link calibrationCurve}
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { calibrationChart } from "churnlab";
 *
 * const means = { meanPredicted: [0.1, 0.8], observedRate: [0.2, 0.7], counts: [50, 20] };
 * const curve = { ...means, lower: [0.1, 0.5], upper: [0.3, 0.9] };
 * const { layout } = calibrationChart([{ name: "forest", curve }], { title: "Can the probabilities be trusted?" });
 * assert.match(layout.meta.alt, /forest: 10% predicted, 20% observed; 80% predicted, 70% observed/);
 * ```
 */
export function calibrationChart(models: readonly NamedCalibrationCurve[], options: ChartOptions): Figure {
  checkChartOptions("calibrationChart", options);
  checkNotEmpty("models", models);
  const histograms = models.flatMap((model, index) => histogramTrace(model, index));
  const withHistogram = histograms.length > 0;
  const xTitle = { text: "Predicted probability of leaving" };
  return makeFigure(options, {
    data: [
      {
        type: "scatter",
        mode: "lines",
        x: [0, 1],
        y: [0, 1],
        line: referenceLine,
        hoverinfo: "skip",
        showlegend: false,
      },
      ...models.map(curveTrace),
      ...histograms,
    ],
    plotHeight: withHistogram ? 360 : 290,
    legend: models.map(({ name }) => name),
    alt: describe(models),
    layout: {
      xaxis: {
        ...(withHistogram ? { anchor: "y2" } : {}),
        title: xTitle,
        tickformat: ".0%",
        range: [-0.02, 1.02],
      },
      yaxis: {
        title: { text: "Observed share who left" },
        tickformat: ".0%",
        range: [-0.02, 1.02],
        domain: [withHistogram ? 0.34 : 0, 1],
      },
      ...(withHistogram
        ? {
            yaxis2: {
              title: { text: "Clients" },
              tickformat: ".0%",
              rangemode: "tozero",
              nticks: 4,
              domain: [0, 0.26],
              anchor: "x",
            },
            barmode: "group",
            bargap: 0.1,
          }
        : {}),
    },
  });
}

function curveTrace({ name, curve }: NamedCalibrationCurve, index: number): Trace {
  const place = `models[${index}]`;
  checkText(`${place}.name`, name);
  const predicted = toVector(curve.meanPredicted, undefined, `${place}.curve.meanPredicted`);
  const [observed, counts, lower, upper] = (["observedRate", "counts", "lower", "upper"] as const).map((part) =>
    toVector(curve[part], predicted.length, `${place}.curve.${part}`),
  );
  const { color, dash, symbol } = categoryStyle(index);
  return {
    type: "scatter",
    mode: "lines+markers",
    name: escapeText(name),
    x: coordinates(predicted),
    y: coordinates(observed),
    error_y: {
      type: "data",
      symmetric: false,
      array: coordinates(observed.map((rate, bin) => upper[bin] - rate)),
      arrayminus: coordinates(observed.map((rate, bin) => rate - lower[bin])),
      color,
      thickness: 1.2,
      width: 3,
    },
    line: { color, dash, width: 1.5 },
    marker: { color, symbol, size: 7 },
    customdata: coordinates(counts),
    hovertemplate: `predicted %{x:.1%}<br>observed %{y:.1%}<br>%{customdata:,} clients<extra>${escapeText(name)}</extra>`,
  };
}

function histogramTrace({ name, predictions }: NamedCalibrationCurve, index: number): Trace[] {
  if (predictions === undefined) return [];
  const values = toVector(predictions, undefined, `models[${index}].predictions`);
  checkNotEmpty(`models[${index}].predictions`, values);
  const counts = new Float64Array(histogramBins);
  values.forEach((value, position) => {
    if (value < 0 || value > 1) {
      throw new InvalidParameterError(
        `models[${index}].predictions must lie in [0, 1]; got ${value} at position ${position}`,
      );
    }
    counts[Math.min(histogramBins - 1, Math.floor(value * histogramBins))]++;
  });
  return [
    {
      type: "bar",
      name: escapeText(name),
      x: Array.from(counts, (_, bin) => coordinate((bin + 0.5) / histogramBins)),
      y: coordinates(counts.map((count) => count / values.length)),
      customdata: Array.from(counts, (count, bin) => [bin / histogramBins, (bin + 1) / histogramBins, count]),
      yaxis: "y2",
      marker: { color: categoryStyle(index).color },
      showlegend: false,
      hovertemplate: `predicted %{customdata[0]:.0%} to %{customdata[1]:.0%}<br>%{y:.1%} of clients (%{customdata[2]:,})<extra>${escapeText(name)}</extra>`,
    },
  ];
}

function describe(models: readonly NamedCalibrationCurve[]): string {
  const parts = models.map(({ name, curve }) => {
    const bins = Array.from(curve.meanPredicted, (predicted, bin) => {
      return `${formatPercent(predicted, 0)} predicted, ${formatPercent(curve.observedRate[bin], 0)} observed`;
    });
    return `${name}: ${bins.join("; ")}`;
  });
  return `Calibration, from the lowest to the highest forecasts. ${parts.join(". ")}.`;
}
