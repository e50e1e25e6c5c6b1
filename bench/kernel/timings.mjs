import { median } from "../side-by-side/statistics.mjs";
import { markdownTable, milliseconds, significant, verdict } from "../side-by-side/table.mjs";

/** What is measured, and what has to be reached: a ratio to stock tslab, or seconds. */
export const TASKS = [
  { task: "first result", label: "first result, from the start of the process", ratio: 0.55 },
  { task: "trivial cell", label: "a trivial cell", ratio: 0.6 },
  { task: "import of churnlab", label: "import of churnlab in a cell", seconds: 0.3 },
  { task: "completion", label: "completion behind the 50th cell, danfojs loaded", seconds: 0.15 },
  { task: "inspection", label: "inspection there", seconds: 0.15 },
];

/**
 * Medians of the rounds, and what they say of the targets.
 * @param {{ kernel: string, task?: string, seconds?: number }[]} measured
 * @param {string[]} kernels ours first, stock tslab second
 */
export function judge(measured, kernels) {
  return TASKS.map(({ task, label, ratio, seconds }) => {
    const medians = kernels.map((kernel) => {
      const found = measured.filter((one) => one.kernel === kernel && one.task === task);
      return found.length === 0 ? null : median(found.map((one) => one.seconds));
    });
    const [ours, stock] = medians;
    const ratios = medians.slice(1).map((theirs) => (ours === null || theirs === null ? null : ours / theirs));
    const value = ratio === undefined ? ours : stock === null ? null : ratios[0];
    const target = ratio ?? seconds;
    const isMet = value !== null && value !== undefined && value <= target;
    return {
      label,
      medians,
      ratios,
      target: ratio === undefined ? `≤ ${seconds * 1000} ms` : `≤ ${ratio} × stock`,
      isMet,
    };
  });
}

export function timingTable(judged, kernels) {
  const head = ["<task", ...kernels.map((name) => `${name}, ms`), ...kernels.slice(1).map((name) => `ours / ${name}`)];
  const rows = judged.map(({ label, medians, ratios, target, isMet }) => [
    label,
    ...medians.map((value) => (value === null ? "cannot" : milliseconds(value))),
    ...ratios.map((value) => (value === null ? "" : significant(value))),
    target,
    verdict(isMet ? 0 : 1, 0),
  ]);
  return markdownTable([...head, "target", "met"], rows);
}

/**
 * Who passed which check of tests/kernel, from the runner's JSON lines.
 * @param {{ kernel: string, section: string, name: string, verdict: string }[]} results
 */
export function protocolTable(results, kernels) {
  const checks = [...new Set(results.map(({ section, name }) => `${section}: ${name}`))];
  const verdictOf = new Map(
    results.map(({ kernel, section, name, verdict }) => [`${kernel}/${section}: ${name}`, verdict]),
  );
  const rows = checks.map((check) => [
    check,
    ...kernels.map((kernel) => verdictOf.get(`${kernel}/${check}`) ?? "not run"),
  ]);
  const passed = kernels.map((kernel) => {
    const own = results.filter((result) => result.kernel === kernel && result.verdict !== "skipped");
    return `${own.filter((result) => result.verdict === "passed").length} of ${own.length}`;
  });
  return markdownTable(["<check", ...kernels.map((name) => `<${name}`)], [...rows, ["passed", ...passed]]);
}
