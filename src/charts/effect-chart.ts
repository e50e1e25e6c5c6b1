import { checkNumber, checkOneOf } from "../core";
import { checkChartOptions, checkText, type LabelledChartOptions } from "./chart-options";
import { checkEstimates, describeEstimates, estimateTrace, type NamedEstimate, verticalLine } from "./estimate-rows";
import type { Figure } from "./figure";
import { makeFigure } from "./make-figure";
import { rowAxis, rowsHeight } from "./row-axis";
import { axisTitle, columnLabel } from "./text";
import { classColors, neutralColor, referenceLine } from "./theme";

/** The effect of a feature with its interval, as a fitted logistic regression reports it. */
export interface FeatureEffect {
  /** The column's name */
  readonly feature: string;
  /** The effect, in the unit of the chart */
  readonly estimate: number;
  /** Lower limit of its interval */
  readonly lower: number;
  /** Upper limit of its interval */
  readonly upper: number;
}

/** Options of {@link effectChart}. */
export interface EffectChartOptions extends LabelledChartOptions {
  /** What the estimates are, for the axis: "Odds ratio per standard deviation". */
  readonly effectLabel: string;
  /** The value of no effect: 1 for ratios, 0 for differences. Default: 1 with a logarithmic axis, else 0. */
  readonly reference?: number;
  /** Logarithmic axis, for ratios. Default false. */
  readonly logScale?: boolean;
  /** "effect": the largest at the top; "given": as they come. Default "effect". */
  readonly order?: "effect" | "given";
}

/**
 * Forest plot: an estimate with its interval a row. Intervals wholly above the reference take the colour of clients
 * who left, those wholly below that of clients who stayed, those that hold it grey.
 * @returns a plotly figure: plain JSON, its description in `layout.meta.alt`
 * @throws InvalidParameterError; with `logScale` also for a bound or estimate ≤ 0
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { effectChart } from "churnlab";
 *
 * const effects = [{ feature: "Age", estimate: 0.8, lower: 0.7, upper: 0.9 }];
 * const { layout } = effectChart(effects, { title: "Older clients stay", effectLabel: "Odds ratio", logScale: true });
 * assert.match(layout.meta.alt, /no effect at 1: Age 0\.800/);
 * ```
 */
export function effectChart(effects: readonly FeatureEffect[], options: EffectChartOptions): Figure {
  checkChartOptions("effectChart", options, ["labels", "effectLabel", "reference", "logScale", "order"]);
  checkText("effectChart: effectLabel", options.effectLabel);
  const estimates = effects.map(({ feature, ...interval }) => ({ ...interval, name: feature }));
  checkEstimates("effects", estimates);
  const { logScale = false, reference = logScale ? 1 : 0, labels } = options;
  checkNumber("reference", reference, logScale ? { exclusiveMin: 0 } : {});
  if (logScale) checkPositive(estimates);
  const order = checkOneOf("order", options.order ?? "effect", ["effect", "given"]);
  const rows = order === "given" ? estimates : [...estimates].sort((a, b) => b.estimate - a.estimate);
  const names = rows.map(({ name }) => columnLabel(name, labels));
  return makeFigure(options, {
    data: groupBySide(rows, reference).map(({ color, members }) => ({
      ...estimateTrace(
        members.map((row) => rows[row]),
        members.map((row) => names[row]),
        color,
      ),
      y: members,
    })),
    plotHeight: rowsHeight(names),
    alt: `${options.effectLabel}, no effect at ${reference}: ${describeEstimates(rows, names)}.`,
    layout: {
      xaxis: { title: axisTitle(options.effectLabel, "besideRows"), ...(logScale ? logAxis() : {}) },
      yaxis: rowAxis(names),
      shapes: [verticalLine(reference, referenceLine)],
    },
  });
}

function checkPositive(effects: readonly NamedEstimate[]): void {
  effects.forEach(({ lower, estimate }, index) => {
    checkNumber(`effects[${index}].lower (logarithmic axis)`, lower, { exclusiveMin: 0 });
    checkNumber(`effects[${index}].estimate (logarithmic axis)`, estimate, { exclusiveMin: 0 });
  });
}

function groupBySide(rows: readonly NamedEstimate[], reference: number): { color: string; members: number[] }[] {
  const sides = [
    { color: classColors.left, holds: ({ lower }: NamedEstimate) => lower > reference },
    { color: classColors.stayed, holds: ({ upper }: NamedEstimate) => upper < reference },
    { color: neutralColor, holds: ({ lower, upper }: NamedEstimate) => lower <= reference && upper >= reference },
  ];
  return sides
    .map(({ color, holds }) => ({ color, members: rows.flatMap((row, index) => (holds(row) ? [index] : [])) }))
    .filter(({ members }) => members.length > 0);
}

function logAxis() {
  return { type: "log", dtick: "D2", tickformat: "~r" };
}
