import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

/** The parts of bench/ that work without Python and without the build. */
function part(name: string, folder = "side-by-side") {
  return import(pathToFileURL(join(process.cwd(), "bench", folder, name)).href);
}

test("bench: medians, quartiles and ratios", async () => {
  const { largestDifference, largestRelativeDifference, median, oddRounds, quantile, summarise } =
    await part("statistics.mjs");
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.equal(quantile([1, 2, 3, 4, 5], 0.25), 2);
  assert.throws(() => median([]), RangeError);
  const pairs = [
    { ours: 1, theirs: 2 },
    { ours: 3, theirs: 2 },
    { ours: 2, theirs: 8 },
  ];
  assert.deepEqual(summarise(pairs), { ours: 2, theirs: 2, ratio: 1, lower: 0.375, upper: 1 });
  assert.equal(largestDifference([1, 2, 3], [1, 4, 2.5]), 2);
  assert.equal(largestDifference([1], [1, 2]), Number.POSITIVE_INFINITY);
  assert.equal(largestRelativeDifference([1, 3, 1e-9], [1, 4, 0], 1e-3), 0.25);
  assert.equal(largestRelativeDifference([2], [2, 2], 1), Number.POSITIVE_INFINITY);

  const effort = { budget: 10, least: 3, most: 25 };
  assert.deepEqual(
    [0.1, 1, 1.2, 4, 100].map((seconds) => oddRounds(seconds, effort)),
    [25, 9, 7, 3, 3],
  );
});

test("bench: a table reads in a terminal and in Markdown", async () => {
  const { markdownTable, milliseconds, significant, verdict } = await part("table.mjs");
  const table = markdownTable(
    ["<task", "ms"],
    [
      ["fit", "1.50"],
      ["forecast", "12.0"],
    ],
  );
  assert.deepEqual(table.split("\n"), [
    "| task     |   ms |",
    "| -------- | ---: |",
    "| fit      | 1.50 |",
    "| forecast | 12.0 |",
  ]);
  assert.deepEqual([0, 0.01234, 0.5, 1.234, 12.34, 1234.5].map(significant), [
    "0",
    "0.0123",
    "0.500",
    "1.23",
    "12.3",
    "1235",
  ]);
  assert.equal(milliseconds(0.0125), "12.5");
  assert.deepEqual([verdict(0.5, 0.5), verdict(0.51, 0.5), verdict(9, undefined)], ["yes", "NO", ""]);
});

const times = (ours: number, theirs: number) => ({ ours, theirs, ratio: ours / theirs, lower: 0.4, upper: 0.6 });
const fitted = {
  comparison: { label: "fit", against: "a peer", target: 0.5 },
  checks: [{ what: "coefficients", difference: 1e-9, margin: 1e-6 }],
  cpu: times(0.005, 0.01),
  wall: times(0.006, 0.01),
  rounds: 9,
};
const absent = { comparison: { label: "boosting", against: "a peer" }, missing: "there is no boosting yet" };

const absentFit = { fit: absent.comparison, missing: absent.missing };

test("bench: results name what was met, what was missed and what could not be measured", async () => {
  const { comparisonTable } = await part("results.mjs");
  const { growthTable } = await part("results.mjs", "modeling");
  const byCpu = comparisonTable([fitted, absent], "cpu");
  assert.match(
    byCpu,
    /\| fit +\| a peer +\| +5\.00 \| +10\.0 \| +0\.500 \| 0\.400–0\.600 \| +≤ 0\.5 \| yes \| +0\.600 \|/,
  );
  assert.match(byCpu, /^Not measured, as there is no boosting yet: boosting\.$/m);
  assert.match(comparisonTable([fitted], "wall"), /\| +0\.600 \| 0\.400–0\.600 \| +≤ 0\.5 \| +NO \| +0\.500 \|/);

  const fit = { label: "forest", peer: "a peer" };
  const small = { cpu: 1, wall: 1, peak: 2e8 };
  const large = { cpu: 11, wall: 10, peak: 5e9 };
  const growth = growthTable([{ fit, ours: { small, large }, theirs: { small, large } }, absentFit]);
  assert.match(growth, /\| ours +\| +1\.00 \| +11\.0 \| +11\.0 \| +≤ 12 \| yes \| +10\.0 \| +5000 \| ≤ 4000 \| +NO \|/);
  assert.match(growth, /\| a peer +\| +1\.00 \| +11\.0 \| +11\.0 \| +\| +\| +10\.0 \| +5000 \| +\| +\|/);
  assert.match(growth, /^Not measured, as there is no boosting yet: boosting\.$/m);
});

test("bench: a peak of memory is judged by its bound", async () => {
  const { memoryTable } = await part("results.mjs", "clustering");
  const check = { label: "Ward linkage", rows: 20_000, most: 300e6 };
  const table = memoryTable([{ check, ours: { peak: 310e6, cpu: 7 }, theirs: { peak: 2e9, cpu: 30 } }]);
  assert.match(table, /\| Ward linkage \| 20,000 \| +310 \| +2000 \| +≤ 300 \| +NO \| +7\.00 \| +30\.0 \|/);
});

test("bench: different results of the two sides are found, NaN too", async () => {
  const { mismatches } = await part("results.mjs");
  assert.deepEqual(mismatches([fitted, absent]), []);
  for (const difference of [1e-3, Number.NaN, Number.POSITIVE_INFINITY]) {
    const wrong = { ...fitted, checks: [{ what: "coefficients", difference, margin: 1e-6 }] };
    assert.deepEqual(mismatches([wrong]), [
      `fit against a peer: coefficients differ by ${difference}, more than ${1e-6}`,
    ]);
  }
});

test("bench: the results file is written whole", async () => {
  const { writeResults } = await part("results.mjs");
  const folder = mkdtempSync(join(tmpdir(), "churnlab-results-"));
  try {
    writeResults(join(folder, "RESULTS.md"), "first");
    writeResults(join(folder, "RESULTS.md"), "second");
    assert.deepEqual(readdirSync(folder), ["RESULTS.md"]);
    assert.equal(readFileSync(join(folder, "RESULTS.md"), "utf8"), "second");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("bench: the two sides are measured in turn, and a missing part ends only its own row", async () => {
  const { compare } = await part("compare.mjs");
  const asked: string[] = [];
  const side = (name: string, reply: object) => ({
    ask: async ({ want }: { want: string }) => {
      asked.push(`${name} ${want}`);
      return { wall: 1, cpu: 1, evidence: { auc: 0.9 }, ...reply };
    },
  });
  const effort = { budget: 6, least: 1, most: 3 };
  const comparison = {
    ...{ label: "fit", against: "a peer", ours: ["fit"], theirs: ["fit"] },
    check: (ours: { auc: number }, theirs: { auc: number }) => [["AUC", ours.auc - theirs.auc, 0]],
  };
  const result = await compare({ ours: side("ours", {}), theirs: side("theirs", { cpu: 4 }) }, comparison, effort);
  assert.deepEqual(result.checks, [{ what: "AUC", difference: 0, margin: 0 }]);
  assert.deepEqual([result.rounds, result.cpu.ratio, result.wall.ratio], [3, 0.25, 1]);
  const rounds = ["ours time", "theirs time", "theirs time", "ours time", "ours time", "theirs time"];
  assert.deepEqual(asked.slice(-6), rounds);

  asked.length = 0;
  const missing = await compare(
    { ours: side("ours", { missing: "no fit yet" }), theirs: side("theirs", {}) },
    comparison,
  );
  assert.deepEqual([missing.missing, asked], ["no fit yet", ["ours evidence"]]);
});
