import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { after, before, suite, test } from "node:test";
import { type FailingCell, failingCells, traceProblem } from "./support/failing-cells";
import { runPython } from "./support/python";
import { notebookFolder, runReport, temporaryFolder, writeNotebook } from "./support/report";

interface Conversion {
  readonly name: string;
  readonly code: number;
  readonly output: string;
}

/** Runs plain nbconvert on every notebook of a folder. */
async function convertAll(folder: string, options: readonly string[] = []): Promise<Map<string, Conversion>> {
  const { code, stdout, stderr } = await runPython([resolve("tests/kernel/nbconvert_each.py"), folder, ...options]);
  assert.equal(code, 0, stderr);
  const conversions: Conversion[] = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  return new Map(conversions.map((conversion) => [conversion.name, conversion]));
}

/** A cell that leaves a file behind. */
function marks(file: string): string {
  return `import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(file)}, "ran");`;
}

function asLast({ source }: FailingCell): string[] {
  return ["const one = 1;", "one + 1", source];
}

function inTheMiddle({ source }: FailingCell, mark: string): string[] {
  return ["const one = 1;", source, "await new Promise((done) => setTimeout(done, 1500));", marks(mark)];
}

suite("a failing notebook, run by plain nbconvert", () => {
  let conversions: Map<string, Conversion>;
  let folder: string;

  before(async () => {
    mkdirSync(".cache", { recursive: true });
    folder = mkdtempSync(resolve(".cache/notebooks-"));
    for (const cell of failingCells) {
      writeNotebook(folder, `${cell.name}-last.ipynb`, asLast(cell));
      writeNotebook(folder, `${cell.name}-middle.ipynb`, inTheMiddle(cell, join(folder, `${cell.name}.mark`)));
    }
    conversions = await convertAll(folder);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const cell of failingCells) {
    for (const [place, number] of [
      ["last", 3],
      ["middle", 2],
    ] as const) {
      test(`${cell.name}, ${place} cell: exit code 1, and the traceback points at it`, () => {
        const { code, output } = conversions.get(`${cell.name}-${place}.ipynb`)!;
        assert.equal(code, 1, output);
        assert.equal(traceProblem(output, cell, number), undefined, output);
        assert.ok(!existsSync(join(folder, `${cell.name}.mark`)), "a cell behind the error ran");
      });
    }
  }
});

test("cells tagged raises-exception, and --allow-errors: what follows runs", async (t) => {
  const sources = ["const one = 1;", ...failingCells.map((cell) => cell.source), 'console.log("reached", one);'];
  for (const options of [[], ["--allow-errors"]]) {
    const folder = notebookFolder(t);
    writeNotebook(folder, "on.ipynb", sources, options.length === 0 ? { tags: ["raises-exception"] } : {});
    const { code, output } = (await convertAll(folder, options)).get("on.ipynb")!;
    assert.equal(code, 0, output);
    const { cells } = JSON.parse(readFileSync(join(folder, "on.nbconvert.ipynb"), "utf8"));
    const errors = failingCells.map((_, index) =>
      cells[index + 1].outputs.filter((one: { output_type: string }) => one.output_type === "error"),
    );
    for (const [index, cell] of failingCells.entries()) {
      assert.equal(errors[index].length, 1, `errors of ${cell.name}: ${JSON.stringify(cells[index + 1].outputs)}`);
      assert.equal(traceProblem(errors[index][0].traceback.join("\n"), cell, index + 2), undefined, cell.name);
    }
    assert.equal([cells.at(-1).outputs[0].text].flat().join(""), "reached 1\n");
  }
});

// The other ways are tried by report-failures.test.ts.
suite("a failing notebook, run by npm start", { concurrency: 2 }, () => {
  for (const name of ["syntax-error", "thrown-error", "throwing-timer"]) {
    test(`${name}, last cell: exit code 1, and the traceback points at it`, async (t) => {
      const cell = failingCells.find((one) => one.name === name)!;
      const notebooks = notebookFolder(t);
      writeNotebook(notebooks, "01-wrong.ipynb", asLast(cell));
      const out = join(temporaryFolder(t), "report");
      const data = ["--data", "data/gym_churn_simulated.csv"];
      const { code, stderr } = await runReport([...data, "--out", out, "--notebooks", notebooks]);
      assert.equal(code, 1, stderr);
      assert.match(stderr, /01-wrong\.ipynb failed in cell 3 of 3: /);
      assert.equal(traceProblem(stderr, cell, 3), undefined, stderr);
    });
  }
});
