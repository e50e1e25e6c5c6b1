import { checkTable, comparisonTable } from "../side-by-side/results.mjs";
import { markdownTable, megabytes, significant, verdict } from "../side-by-side/table.mjs";

/** Results of `measureMemory`. */
export function memoryTable(results) {
  const head = ["<task", "rows", "ours, peak MB", "theirs", "target", "met", "ours, CPU s", "theirs"];
  const rows = results.map(({ check: { label, rows, most }, ours, theirs }) => [
    ...[label, rows.toLocaleString("en"), megabytes(ours.peak), megabytes(theirs.peak)],
    ...[`≤ ${megabytes(most)}`, verdict(ours.peak, most), significant(ours.cpu), significant(theirs.cpu)],
  ]);
  return markdownTable(head, rows);
}

/** The results file. @param run what `measure` measured */
export function renderResults({ source, machine, small, middle, large, memory, minutes }) {
  return `# Results of \`npm run bench -- clustering\`

Written by the run, which measures as \`npm run bench -- modeling\` does (RESULTS.md): both sides are one long-living process each, run in turn; times are medians of warm rounds, a ratio is ours / theirs, and its quartiles are those of the rounds' own ratios. CPU time counts all threads of a process.

${markdownTable(["<what", "<value"], machine)}

The run took ${minutes.toFixed(0)} minutes.

## ${source}, one thread on each side

Features are standardised outside the clock, but for the isolation forest and the comparisons of groups. Our comparison of a feature also has effect sizes with intervals, which SciPy does not compute; its time is that of its tests, one interval and the correction.

${comparisonTable(small, "cpu")}

## 100,000 simulated clients, one thread on each side

${comparisonTable(middle, "cpu")}

## 1,000,000 simulated clients, one thread on each side

Scalers and bins are fitted and applied.

${comparisonTable(large, "cpu")}

## Memory

Each runs once in a fresh process, so that the peak is its own, data included.

${memoryTable(memory)}

## The same work on both sides

Checked in the same run before the times were taken: a difference beyond its margin fails the run. K-means starts from other random rows on each side and may only end lower; the Gaussian mixture is compared after as many steps from one start; isolation forests draw other trees.

${checkTable([...small, ...middle, ...large])}
`;
}
