import { readFileSync } from "node:fs";

/** Outputs of a cell, as far as the report reads them (nbformat 4). */
export interface CellOutput {
  readonly output_type: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** A cell of a notebook file (nbformat 4). */
export interface NotebookCell {
  readonly cell_type: "code" | "markdown" | "raw";
  readonly source: string | readonly string[];
  readonly outputs?: readonly CellOutput[];
}

/** A notebook file (nbformat 4). */
export interface NotebookFile {
  readonly cells: readonly NotebookCell[];
}

/** Reads a notebook file. */
export function readNotebook(path: string): NotebookFile {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** How many cells the kernel will be asked to run. */
export function countCodeCells({ cells }: NotebookFile): number {
  return cells.filter(({ cell_type }) => cell_type === "code").length;
}

/** What a notebook says of itself: its first heading and the first paragraph after it, in markdown. */
export function notebookTitle({ cells }: NotebookFile): { title: string | null; description: string } {
  const text = cells
    .filter(({ cell_type }) => cell_type === "markdown")
    .map(({ source }) => (typeof source === "string" ? source : source.join("")))
    .join("\n\n");
  const heading = /^# +(.+?) *#*$/m.exec(text);
  const after = heading === null ? text : text.slice(heading.index + heading[0].length);
  const isProse = (paragraph: string) => paragraph !== "" && !/^(#|[-*+] |\d+[.)] |\||>|```|<)/.test(paragraph);
  const paragraphs = after.split(/\n\s*\n/).map((paragraph) => paragraph.trim());
  return { title: heading?.[1] ?? null, description: paragraphs.find(isProse) ?? "" };
}
