import { writeFileSync } from "node:fs";

/** Writes a notebook of the tslab kernel with these code cells and no outputs. */
export function writeNotebook(path: string, cells: readonly string[]): void {
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: "tslab", display_name: "TypeScript", language: "typescript" },
      language_info: { name: "typescript" },
    },
    cells: cells.map((source, index) => ({
      id: `cell-${index}`,
      cell_type: "code",
      metadata: {},
      execution_count: null,
      outputs: [],
      source,
    })),
  };
  writeFileSync(path, `${JSON.stringify(notebook, null, 1)}\n`);
}
