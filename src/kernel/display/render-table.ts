import { inspect } from "node:util";
import type { Table } from "./table";

const gap = "…";
const longest = 80;

/** The table as HTML: numbers to the right, everything escaped. */
export function tableHtml(table: Table): string {
  const { head, body } = cellsOf(table);
  const cell = (tag: string, isNumber: boolean, text: string) =>
    `<${tag} style="text-align:${isNumber ? "right" : "left"}">${escapeHtml(text)}</${tag}>`;
  const header = head.map(({ text, isNumber }) => cell("th", isNumber, text)).join("");
  const rows = body.map((row) => {
    const [label, ...rest] = row;
    const cells = rest.map((text, i) => cell("td", head[i + 1].isNumber, text)).join("");
    return `<tr>${cell("th", head[0].isNumber, label)}${cells}</tr>`;
  });
  return (
    `<table><thead><tr>${header}</tr></thead><tbody>${rows.join("")}</tbody></table>` +
    `<p>${escapeHtml(table.size)}</p>`
  );
}

/** The same table for a terminal. */
export function tableText(table: Table): string {
  const { head, body } = cellsOf(table);
  const lines = [head.map(({ text }) => text), ...body].map((row) => row.map(oneLine));
  const widths = head.map((_, i) => Math.max(...lines.map((line) => width(line[i]))));
  const aligned = lines.map((line) => {
    const cells = line.map((text, i) => {
      const blank = " ".repeat(widths[i] - width(text));
      return head[i].isNumber ? blank + text : text + blank;
    });
    return cells.join("  ").trimEnd();
  });
  return `${aligned.join("\n")}\n${table.size}`;
}

interface Head {
  readonly text: string;
  readonly isNumber: boolean;
}

/** All cells as text, with marks where rows and columns are left out. */
function cellsOf(table: Table): { head: Head[]; body: string[][] } {
  const head: Head[] = table.columns.map((text, column) => ({
    text,
    isNumber: table.rows.every((row) => isNumeric(row[column])),
  }));
  const body = table.rows.map((row) => row.map(cellText));
  if (table.columnGap !== null) {
    head.splice(table.columnGap, 0, { text: gap, isNumber: false });
    for (const row of body) row.splice(table.columnGap, 0, gap);
  }
  head.unshift({
    text: "",
    isNumber: table.labels.every((label) => label.trim() !== "" && !Number.isNaN(Number(label))),
  });
  body.forEach((row, i) => {
    row.unshift(table.labels[i]);
  });
  if (table.rowGap !== null) body.splice(table.rowGap, 0, Array<string>(head.length).fill(gap));
  return { head, body };
}

function isNumeric(value: unknown): boolean {
  return typeof value === "number" || typeof value === "bigint" || value === null || value === undefined;
}

function cellText(value: unknown): string {
  const text = typeof value === "string" ? value : inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
  return text.length > longest ? `${text.slice(0, longest - 1)}${gap}` : text;
}

function oneLine(text: string): string {
  return text.replace(/\r?\n/g, "⏎");
}

function width(text: string): number {
  return Array.from(text).length;
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character]);
}
