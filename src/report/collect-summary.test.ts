import assert from "node:assert/strict";
import { test } from "node:test";
import { collectSummary } from "./collect-summary";
import type { DataDescription } from "./describe-data";
import type { CellOutput, NotebookFile } from "./notebook-file";

const data: DataDescription = { kind: "simulated", path: "sample.csv", sha256: "ab", nClients: 3 };

const output = (type: string, content: unknown): CellOutput => ({
  output_type: "display_data",
  data: { [`application/vnd.churnlab.${type}+json`]: content, "text/markdown": "…" },
});

const file = (...outputs: CellOutput[]): NotebookFile => ({
  cells: [
    { cell_type: "markdown", source: "# Title\n\nProse." },
    { cell_type: "code", source: "", outputs },
  ],
});

test("what notebooks publish is gathered in order, with page, notebook and cell", () => {
  const headline = { id: "auc", label: "AUC", value: 0.9, text: "0.90", interval: [0.8, 0.95], page: "invented.html" };
  const first = {
    name: "01-a.ipynb",
    file: file(output("headline", headline), output("finding", { text: "one" })),
    seconds: 1,
  };
  const second = { name: "02-b.ipynb", file: file(output("finding", { text: "two" })), seconds: 2 };
  const { headlines, findings, pages } = collectSummary([first, second], data);
  const place = { page: "01-a.html", notebook: "01-a.ipynb", cell: 2 };
  assert.deepEqual(headlines, [{ ...headline, ...place }]);
  assert.deepEqual(findings, [
    { text: "one", ...place },
    { text: "two", page: "02-b.html", notebook: "02-b.ipynb", cell: 2 },
  ]);
  assert.deepEqual(pages[1], {
    page: "02-b.html",
    notebook: "02-b.ipynb",
    title: "Title",
    description: "Prose.",
    seconds: 2,
    data,
  });
});

test("the data of a page is what its notebook says it read", () => {
  const own: DataDescription = { kind: "own", path: "own.csv", sha256: "cd", nClients: 9 };
  const { pages } = collectSummary([{ name: "01-a.ipynb", file: file(output("source", own)), seconds: 0 }], data);
  assert.deepEqual(pages[0].data, own);
});

test("a notebook without a title is called by its file name; other outputs are passed over", () => {
  const bare: NotebookFile = {
    cells: [
      { cell_type: "code", source: "", outputs: [{ output_type: "stream" }, output("headline", "not an object")] },
    ],
  };
  const { headlines, pages } = collectSummary([{ name: "03-client-portraits.ipynb", file: bare, seconds: 0 }], data);
  assert.equal(pages[0].title, "Client portraits");
  assert.deepEqual(headlines, []);
});

test("the executive summary is the last one published, with its place; null where there is none", () => {
  const sections = (title: string) => ({ sections: [{ title, points: ["a"] }] });
  const first = { name: "01-a.ipynb", file: file(output("executive-summary", sections("old"))), seconds: 1 };
  const second = { name: "02-b.ipynb", file: file(output("executive-summary", sections("new"))), seconds: 1 };
  assert.deepEqual(collectSummary([first, second], data).executiveSummary, {
    ...sections("new"),
    page: "02-b.html",
    notebook: "02-b.ipynb",
    cell: 2,
  });
  assert.equal(collectSummary([{ name: "03-c.ipynb", file: file(), seconds: 1 }], data).executiveSummary, null);
});
