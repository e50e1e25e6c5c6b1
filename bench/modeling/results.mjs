import { checkTable, comparisonTable, measured, notMeasured } from "../side-by-side/results.mjs";
import { markdownTable, megabytes, significant, verdict } from "../side-by-side/table.mjs";
import { MOST_GROWTH, MOST_MEMORY } from "./growth.mjs";

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
