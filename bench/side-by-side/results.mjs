import { renameSync, writeFileSync } from "node:fs";
import { markdownTable, milliseconds, significant, verdict } from "./table.mjs";

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

/** Those that could be measured. */
export function measured(results) {
  return results.filter(({ missing }) => missing === undefined);
}

/** One line for each reason why something could not be. */
export function notMeasured(results) {
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

/** Whole or not at all. */
export function writeResults(path, text) {
  const aside = `${path}.${process.pid}`;
  writeFileSync(aside, text);
  renameSync(aside, path);
}
