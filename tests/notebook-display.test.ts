import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { notebookFolder, runReport, temporaryFolder, writeNotebook } from "./support/report";

type Bundle = Readonly<Record<string, unknown>>;

const cells = [
  `import { rateByGroup, rateByGroupChart } from "churnlab";
import { finding, headline, markdown, openStudy, percent, progress, show, writeTable } from "churnlab/notebook";`,
  `const { clients, X, y } = await openStudy();`,
  `show(clients, { maxRows: 4, columns: ["Age", "Churn"], units: { Age: "years" } });`,
  `const rates = rateByGroup(X.column("Contract_period"), y);
show(rateByGroupChart(rates, { title: "Who leaves?" }));`,
  `markdown(\`There are **\${X.nSamples}** clients.\`);
finding(\`Of them \${percent(rates[0].n / X.nSamples)} have the shortest contract.\`);
headline({ id: "shortest", label: "Shortest contract", value: rates[0].n, text: String(rates[0].n) });`,
  `const onProgress = progress("Folds");
for (let done = 1; done <= 3; done++) onProgress(done, 3);`,
  `writeTable(rates, "rates.csv", { columns: ["group", "n"] });`,
];

test("in the kernel every output arrives as one bundle in the cell that made it", async (t) => {
  const out = join(temporaryFolder(t), "report");
  const folder = notebookFolder(t);
  writeNotebook(folder, "01-display.ipynb", ["# Display", ...cells]);
  const data = "data/gym_churn_simulated.csv";
  const { code, stderr } = await runReport(["--data", data, "--out", out, "--notebooks", folder]);
  assert.equal(code, 0, stderr);
  const outputs = executedOutputs(join(out, "notebooks", "01-display.ipynb"));
  assert.deepEqual(
    outputs.map((cell) => cell.map((bundle) => Object.keys(bundle).sort())),
    [
      [],
      [["application/vnd.churnlab.source+json", "text/markdown", "text/plain"]],
      [["text/html", "text/plain"]],
      [["application/vnd.plotly.v1+json", "text/plain"]],
      [
        ["text/markdown", "text/plain"],
        ["application/vnd.churnlab.finding+json", "text/markdown", "text/plain"],
        ["application/vnd.churnlab.headline+json", "text/markdown", "text/plain"],
      ],
      [["application/vnd.churnlab.progress+json", "text/plain"]],
      [["text/markdown", "text/plain"]],
    ],
  );
  assert.match(textOf(outputs[2][0]), /Age \(years\)\s+Churn/);
  assert.match(textOf(outputs[2][0]), /4,000 rows × 2 columns$/);
  assert.match(textOf(outputs[3][0]), /^Who leaves\?\nShare of clients who left by group: 1 /);
  assert.equal(textOf(outputs[5][0]), "Folds: 3 of 3 done");
  assert.match(readFileSync(join(out, "rates.csv"), "utf8"), /^group,n\n1,\d+\n6,\d+\n12,\d+\n$/);
});

/** The bundles of each code cell of an executed notebook. */
function executedOutputs(path: string): Bundle[][] {
  const notebook = JSON.parse(readFileSync(path, "utf8")) as {
    cells: { cell_type: string; outputs?: { data?: Bundle }[] }[];
  };
  return notebook.cells
    .filter(({ cell_type }) => cell_type === "code")
    .map(({ outputs = [] }) => outputs.map(({ data = {} }) => data));
}

/** Notebook files may hold a text as lines. */
function textOf(bundle: Bundle): string {
  const text = bundle["text/plain"];
  return Array.isArray(text) ? text.join("") : String(text);
}
