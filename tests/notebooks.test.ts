import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

interface Cell {
  readonly cell_type: "markdown" | "code";
  readonly source: string | readonly string[];
  readonly outputs?: readonly unknown[];
  readonly execution_count?: number | null;
}

const longestCell = 15;
const names = readdirSync("notebooks")
  .filter((name) => name.endsWith(".ipynb"))
  .sort();

function cellsOf(name: string): Cell[] {
  return JSON.parse(readFileSync(join("notebooks", name), "utf8")).cells;
}

function textOf({ source }: Cell): string {
  return typeof source === "string" ? source : source.join("");
}

/** Prose of a markdown cell: without what stands in backquotes and without the targets of links. */
function proseOf(cell: Cell): string {
  return textOf(cell)
    .replace(/`[^`]*`/g, "")
    .replace(/\]\([^)]*\)/g, "]");
}

/** The literal parts of the strings that a cell hands to finding, markdown, headline or executiveSummary, without ${…}. */
function statementsOf(cell: Cell): string[] {
  const calls = textOf(cell)
    .split(/\b(?:finding|markdown|headline|executiveSummary)\(/)
    .slice(1);
  return calls.map((call) => withoutInterpolations(call.slice(0, endOfCall(call))));
}

function endOfCall(text: string): number {
  let depth = 1;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === "(") depth++;
    if (text[index] === ")" && --depth === 0) return index;
  }
  return text.length;
}

function withoutInterpolations(text: string): string {
  let kept = "";
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    if (text.startsWith("${", index)) {
      depth++;
      index++;
    } else if (depth > 0 && text[index] === "{") depth++;
    else if (depth > 0 && text[index] === "}") depth--;
    else if (depth === 0) kept += text[index];
  }
  return (kept.match(/`[^`]*`|"[^"]*"|'[^']*'/g) ?? []).join(" ");
}

test("the check sees a digit in a sentence, and none in what is computed", () => {
  const cell = (source: string): Cell => ({ cell_type: "code", source });
  assert.match(statementsOf(cell(`finding(\`\${name} is 5% of \${n}\`)`)).join(), /\d/);
  assert.match(statementsOf(cell('markdown(x > 0 ? "2 of them" : "none")')).join(), /\d/);
  assert.doesNotMatch(
    statementsOf(cell(`finding(\`\${percent(x, 1)} of \${f({ a: 1 })}\`); const b = \`7\``)).join(),
    /\d/,
  );
  assert.doesNotMatch(proseOf({ cell_type: "markdown", source: "see [x](07-y.html) and `k = 5`" }), /\d/);
});

test("the study has its seven chapters", () => {
  assert.deepEqual(names, [
    "01-data.ipynb",
    "02-exploration.ipynb",
    "03-preprocessing.ipynb",
    "04-churn-model.ipynb",
    "05-churn-drivers.ipynb",
    "06-client-portraits.ipynb",
    "07-recommendations.ipynb",
  ]);
});

for (const name of names) {
  test(`${name}: no outputs, short cells, questions first and lessons last`, () => {
    const cells = cellsOf(name);
    const code = cells.filter((cell) => cell.cell_type === "code");
    assert.ok(
      code.every((cell) => cell.outputs?.length === 0 && cell.execution_count === null),
      "outputs are committed",
    );
    for (const cell of code) {
      const lines = textOf(cell).split("\n").length;
      assert.ok(lines <= longestCell, `a cell of ${lines} lines:\n${textOf(cell)}`);
    }
    const headings = cells
      .filter((cell) => cell.cell_type === "markdown")
      .flatMap((cell) => textOf(cell).match(/^#+ .*$/gm) ?? []);
    assert.match(headings[0], /^# /);
    assert.equal(headings[1], "## Questions");
    assert.ok(headings.includes("## What we learned"), headings.join("\n"));
  });

  test(`${name}: no number is typed into prose or into a finding`, () => {
    for (const cell of cellsOf(name)) {
      const texts = cell.cell_type === "markdown" ? [proseOf(cell)] : statementsOf(cell);
      for (const text of texts) assert.doesNotMatch(text, /\d/, `a digit in: ${text}`);
    }
  });
}
