import type { PublicExport } from "./public-exports";

/** The code of one `@example`. */
export interface Example {
  readonly of: PublicExport;
  /** Where it goes when all examples are written as modules: a path that no other example has. */
  readonly module: string;
  readonly code: readonly string[];
  /** Line of the source that holds the first line of `code`, counted from 1. */
  readonly line: number;
  /** What a cell must show: the texts of its comments `// shows …`. */
  readonly shows: readonly string[];
}

/** Every ```ts fence below an `@example` in a docstring. */
export function examplesOf(entry: PublicExport): Example[] {
  const { doc, docLine, file, name } = entry;
  const examples: Example[] = [];
  for (let line = doc.findIndex((text) => text.startsWith("@example")); line >= 0 && line < doc.length; line++) {
    if (doc[line] !== "```ts") continue;
    const end = doc.indexOf("```", line);
    if (end < 0) break;
    const code = doc.slice(line + 1, end);
    const folder = file.split("/")[1];
    const module = `${folder}/${name}${examples.length === 0 ? "" : `-${examples.length + 1}`}`;
    examples.push({ of: entry, module, code, line: docLine + line + 1, shows: shownTexts(code) });
    line = end;
  }
  return examples;
}

function shownTexts(code: readonly string[]): string[] {
  return code.flatMap((line) => /\/\/ shows (.*)$/.exec(line)?.[1] ?? []);
}

/** An example as a module, each line at the place that it has in the source, so that errors name the right one. */
export function moduleText({ code, line }: Example): string {
  return `${"\n".repeat(line - 1)}${code.join("\n")}\nexport {};\n`;
}
