import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import {
  fingerprint,
  notebookFolder,
  outcome,
  runReport,
  startReport,
  temporaryFolder,
  writeNotebook,
  writeOldReport,
} from "./support/report";

const data = ["--data", "data/gym_churn_simulated.csv"];

interface Case {
  readonly name: string;
  /** Cells of the notebook; the one that fails is marked by its number, counted from 1 over all cells. */
  readonly cells: readonly string[];
  readonly fails: number;
  readonly error: RegExp;
  readonly options?: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: "an error thrown in a middle cell",
    cells: ["# Title", "const a = 1;", 'throw new Error("boom in the middle");', "console.log(2)", "console.log(3)"],
    fails: 3,
    error: /Error: boom in the middle/,
  },
  {
    name: "a type error in the last cell",
    cells: ["# Title", "const a = 1;", 'const text: number = "text";'],
    fails: 3,
    error: /Type 'string' is not assignable to type 'number'/,
  },
  {
    name: "a rejected await in the first code cell",
    cells: ["# Title", 'await Promise.reject(new Error("boom after await"));', "console.log(2)"],
    fails: 2,
    error: /Error: boom after await/,
  },
  {
    name: "a promise that is rejected and that nobody waits for, in the last cell",
    cells: ["# Title", "console.log(1)", 'Promise.reject(new Error("boom aside"));'],
    fails: 3,
    error: /Error: boom aside/,
  },
  {
    name: "a timer that throws while a later cell runs",
    cells: [
      "# Title",
      'setTimeout(() => { throw new Error("boom later"); }, 5000);',
      "await new Promise((done) => setTimeout(done, 20000));",
    ],
    fails: 3,
    error: /Error: boom later/,
  },
  {
    name: "a timer that throws when its cell, the last one, has ended",
    cells: ["# Title", "console.log(1)", 'setTimeout(() => { throw new Error("boom last"); }, 500);'],
    fails: 3,
    error: /Error: boom last/,
  },
  {
    name: "a kernel that ends",
    cells: ["# Title", "const a = 1;", "process.exit(0);", "console.log(2)"],
    fails: 3,
    error: /the kernel died/,
  },
  {
    name: "a cell that takes too long",
    cells: ["# Title", "for (;;) {}", "console.log(2)"],
    fails: 2,
    error: /ran for more than 2(\.0)? seconds/,
    options: ["--timeout", "2"],
  },
];

// Two at a time, as many as the report itself runs.
suite("a notebook that fails", { concurrency: 2 }, () => {
  for (const { name, cells, fails, error, options = [] } of cases) {
    test(`${name}: exit code 1, notebook, cell and error are named, the last report stays`, async (t) => {
      const out = join(temporaryFolder(t), "report");
      writeOldReport(out);
      const before = fingerprint(out);
      const notebooks = notebookFolder(t);
      writeNotebook(notebooks, "03-wrong.ipynb", cells);
      const { code, stderr } = await runReport([...data, "--out", out, "--notebooks", notebooks, ...options]);
      assert.equal(code, 1, stderr);
      assert.match(stderr, new RegExp(`03-wrong\\.ipynb failed in cell ${fails} of ${cells.length}: `));
      assert.ok(stderr.includes(cells[fails - 1].split("\n")[0]), "the first line of the cell");
      assert.match(stderr, error);
      assert.deepEqual(fingerprint(out), before);
      assert.deepEqual(readdirSync(join(out, "..")), ["report"], "nothing is left beside the report");
      const written = /as far as it ran: (.+\.ipynb)/.exec(stderr);
      assert.ok(written !== null && existsSync(written[1]), "the notebook can be looked at");
    });
  }
});

test("Ctrl-C ends the kernels and leaves the last report", async (t) => {
  const folder = temporaryFolder(t);
  const out = join(folder, "report");
  writeOldReport(out);
  const before = fingerprint(out);
  const notebooks = notebookFolder(t);
  const pidFile = join(folder, "pid");
  writeNotebook(notebooks, "01-long.ipynb", [
    'import { writeFileSync } from "node:fs";\nwriteFileSync(process.env.CHURN_TEST_PID!, String(process.pid));',
    "await new Promise((done) => setTimeout(done, 60000));",
  ]);
  const child = startReport([...data, "--out", out, "--notebooks", notebooks], { CHURN_TEST_PID: pidFile });
  const ended = outcome(child);
  while (!existsSync(pidFile) && child.exitCode === null) await new Promise((done) => setTimeout(done, 50));
  child.kill("SIGINT");
  const { code, stderr } = await ended;
  assert.equal(code, 130, stderr);
  assert.match(stderr, /Stopped/);
  assert.throws(() => process.kill(Number(readFileSync(pidFile, "utf8")), 0), /ESRCH/, "the kernel is gone");
  assert.deepEqual(fingerprint(out), before);
  assert.deepEqual(readdirSync(folder).sort(), ["pid", "report"]);
});
