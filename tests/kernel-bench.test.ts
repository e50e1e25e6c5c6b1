import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

test("bench of the kernel: medians, targets and tables", async () => {
  const { judge, protocolTable, timingTable } = await import(
    pathToFileURL(join(process.cwd(), "bench", "kernel", "timings.mjs")).href
  );
  const kernels = ["ours", "stock", "deno"];
  const times = (kernel: string, task: string, ...all: number[]) => all.map((seconds) => ({ kernel, task, seconds }));
  const judged = judge(
    [
      ...times("ours", "first result", 0.9, 1, 5),
      ...times("stock", "first result", 2, 2, 2),
      ...times("ours", "trivial cell", 0.007),
      ...times("stock", "trivial cell", 0.01),
      ...times("ours", "import of churnlab", 0.3),
      ...times("ours", "completion", 0.151),
    ],
    kernels,
  );
  const found = judged.map(({ medians, ratios, isMet }: { medians: unknown; ratios: unknown; isMet: boolean }) => [
    medians,
    ratios,
    isMet,
  ]);
  assert.deepEqual(found, [
    [[1, 2, null], [0.5, null], true],
    [[0.007, 0.01, null], [0.7, null], false],
    [[0.3, null, null], [null, null], true],
    [[0.151, null, null], [null, null], false],
    [[null, null, null], [null, null], false],
  ]);
  assert.match(
    timingTable(judged, kernels),
    /^\| first result.* 1000 +\| +2000 +\| +cannot .* ≤ 0\.55 × stock \| +yes \|$/m,
  );

  const results = [
    { kernel: "ours", section: "wire", name: "a", verdict: "passed" },
    { kernel: "ours", section: "wire", name: "b", verdict: "skipped" },
    { kernel: "stock", section: "wire", name: "a", verdict: "FAILED" },
  ];
  const table = protocolTable(results, ["ours", "stock"]);
  assert.match(table, /^\| wire: a +\| passed +\| FAILED +\|$/m);
  assert.match(table, /^\| passed +\| 1 of 1 +\| 0 of 1 +\|$/m);
});
