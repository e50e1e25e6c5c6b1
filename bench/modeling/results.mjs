import { renameSync, writeFileSync } from "node:fs";
import { MOST_GROWTH, MOST_MEMORY } from "./growth.mjs";
import { markdownTable, megabytes, milliseconds, significant, verdict } from "./table.mjs";

const OTHER = { cpu: "wall", wall: "cpu" };
const CLOCKS = { cpu: "CPU", wall: "wall" };

/**
 * Results of `compare` as a table, and a line for each that could not be measured.
 * @param {"cpu" | "wall"} clock which times the verdict is about
 */
export function comparisonTable(results, clock) {
  const other = OTHER[clock];
  const head = ["<task", "<against", `ours, ${CLOCKS[clock]} ms`, "theirs", "ratio", "quartiles", "target", "met"];
  const rows = measured(results).map((result) => {
    const { label, against, target } = result.comparison;
    const { ours, theirs, ratio, lower, upper } = result[clock];
    return [
      ...[label, against, milliseconds(ours), milliseconds(theirs), significant(ratio)],
      `${significant(lower)}–${significant(upper)}`,
      ...[target === undefined ? "" : `≤ ${target}`, verdict(ratio, target)],
      ...[significant(result[other].ratio), String(result.rounds)],
    ];
  });
  return [markdownTable([...head, `${CLOCKS[other]} ratio`, "rounds"], rows), ...notMeasured(results)].join("\n");
}

/** What was compared before any time was taken. */
export function checkTable(results) {
  const rows = measured(results).flatMap(({ comparison, checks }) =>
    checks.map(({ what, difference, margin }) => [
      ...[comparison.label, comparison.against, what],
      ...[
        difference === 0 ? "0" : difference < 0.1 ? difference.toExponential(1) : significant(difference),
        margin < 0.001 && margin > 0 ? margin.toExponential(0) : String(margin),
      ],
    ]),
  );
  return markdownTable(["<task", "<against", "<what", "largest difference", "margin"], rows);
}

/** Results of `measureGrowth`. */
export function growthTable(results) {
  const head = ["<fit", "<side", "100,000 rows, CPU s", "1,000,000 rows", "growth", "target", "met"];
  const rows = measured(results).flatMap(({ fit, ours, theirs }) => [
    growthRow(fit.label, "ours", ours, true),
    growthRow(fit.label, fit.peer, theirs, false),
  ]);
  const tail = ["wall s", "peak, MB", "target", "met", "levels", "growth a level"];
  return [markdownTable([...head, ...tail], rows), ...notMeasured(results)].join("\n");
}

function growthRow(label, side, { small, large }, isJudged) {
  const growth = large.cpu / small.cpu;
  const judged = (value, most, text) => (isJudged ? [`≤ ${text}`, verdict(value, most)] : ["", ""]);
  return [
    ...[label, side, significant(small.cpu), significant(large.cpu), significant(growth)],
    ...judged(growth, MOST_GROWTH, String(MOST_GROWTH)),
    ...[significant(large.wall), megabytes(large.peak)],
    ...judged(large.peak, MOST_MEMORY, megabytes(MOST_MEMORY)),
    ...levelCells(small.levels, large.levels, growth),
  ];
}

/** How deep the rows of a forest's trees go at both sizes, and the growth that this does not explain. */
function levelCells(small, large, growth) {
  if (small === undefined) return ["", ""];
  return [`${significant(small)} → ${significant(large)}`, significant((growth * small) / large)];
}

function measured(results) {
  return results.filter(({ missing }) => missing === undefined);
}

/** One line for each reason. */
function notMeasured(results) {
  const reasons = new Map();
  for (const { comparison, fit, missing } of results) {
    if (missing !== undefined) reasons.set(missing, [...(reasons.get(missing) ?? []), (comparison ?? fit).label]);
  }
  return [...reasons].map(([reason, labels]) => `\nNot measured, as ${reason}: ${[...new Set(labels)].join("; ")}.`);
}

/** Comparisons of which both sides computed something else, as lines; none is right. */
export function mismatches(results) {
  return measured(results).flatMap(({ comparison, checks }) =>
    checks
      .filter(({ difference, margin }) => !(difference <= margin))
      .map(
        ({ what, difference, margin }) =>
          `${comparison.label} against ${comparison.against}: ${what} differ by ${difference}, more than ${margin}`,
      ),
  );
}

/** The results file. @param run what `runModeling` measured */
export function renderResults({ source, machine, small, threads, large, growth, peaks, minutes }) {
  return `# Results of \`npm run bench -- modeling\`

Written by the run. Both sides are one long-living process each, run in turn; times are medians of warm rounds, a ratio is ours / theirs, and its quartiles are those of the rounds' own ratios. CPU time counts all threads of a process, so that neither side gains by helpers such as a garbage collector; wall time also counts what else the machine did.

${markdownTable(["<what", "<value"], machine)}

The run took ${minutes.toFixed(0)} minutes.

## ${source}, one thread on each side

${comparisonTable(small, "cpu")}

Peak memory of the process over all these: ours ${megabytes(peaks.ours)} MB, theirs ${megabytes(peaks.theirs)} MB.

## Two threads, judged by wall time

${comparisonTable(threads, "wall")}

## 1,000,000 simulated clients, one thread on each side

The models are trained on the rows above.

${comparisonTable(large, "cpu")}

## Growth with the number of simulated clients

Each fit runs in a fresh process, warmed up on few rows, so that the peak of memory is its own; sizes and sides take turns. Ten times the rows should take ten times as long; trees without a limit also grow deeper with more rows, and n · log n makes it ${MOST_GROWTH}.

Levels are the nodes of a tree that are split with a training row in them, on average: a forest's work a row. Growth a level is growth with that taken out; what it has above 10 is mostly waiting for memory, and what other work on the machine adds. In ours, at 1,000,000 rows the slots of one feature take 2 MB, those of all 13 take 26 MB, and a tree has about 632,000 distinct rows (1 − 1/e of all). Nodes above 65,536 rows read them in ascending order, feature by feature; smaller ones work on a copy that the third-level cache holds, of at most 4,096 rows on one that the second-level cache holds. So each row is copied twice a tree, 32 bytes at a time.

${growthTable(growth)}

## The same work on both sides

Checked in the same run before the times were taken: a difference beyond its margin fails the run. Coefficients are compared with scikit-learn's at a tolerance of 1e-12, since its default stops earlier. Forests, boosting and shuffles depend on random numbers and agree within the margin only; SHAP values are those of the same trees.

${checkTable([...small, ...threads, ...large])}
`;
}

/** Whole or not at all. */
export function writeResults(path, text) {
  const aside = `${path}.${process.pid}`;
  writeFileSync(aside, text);
  renameSync(aside, path);
}
