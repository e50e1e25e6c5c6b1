import assert from "node:assert/strict";
import { test } from "node:test";
import { countCodeCells, type NotebookFile, notebookTitle } from "./notebook-file";

const notebook = (...sources: string[]): NotebookFile => ({
  cells: sources.map((source) => ({ cell_type: "markdown", source })),
});

test("title and description are the first heading and the first paragraph after it", () => {
  assert.deepEqual(notebookTitle(notebook("# Who leaves #\n\nWe look at\nwho leaves.\n\nThen more.")), {
    title: "Who leaves",
    description: "We look at\nwho leaves.",
  });
  assert.deepEqual(notebookTitle(notebook("# Title", "## Part\n\n1. one\n2. two", "| a |\n|---|", "At last, prose.")), {
    title: "Title",
    description: "At last, prose.",
  });
});

test("a notebook without heading or prose has none", () => {
  assert.deepEqual(notebookTitle(notebook()), { title: null, description: "" });
  assert.deepEqual(notebookTitle(notebook("Only prose.")), { title: null, description: "Only prose." });
});

test("sources may be lists of lines; code cells are counted", () => {
  const file: NotebookFile = {
    cells: [
      { cell_type: "markdown", source: ["# A\n", "\n", "b"] },
      { cell_type: "code", source: "", outputs: [] },
    ],
  };
  assert.deepEqual(notebookTitle(file), { title: "A", description: "b" });
  assert.equal(countCodeCells(file), 1);
});
