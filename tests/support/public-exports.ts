import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A class, function or constant that the package exports, where its source declares it. */
export interface PublicExport {
  readonly name: string;
  /** Path from the clone's root, with slashes. */
  readonly file: string;
  /** Line of the declaration, counted from 1. */
  readonly line: number;
  /** Lines of the docstring without its stars; empty where there is none. */
  readonly doc: readonly string[];
  /** Line of the source at which `doc` starts. */
  readonly docLine: number;
}

/** Follows the re-exports of an index file to the declarations; types are left out. */
export function publicExports(index: string): PublicExport[] {
  return reExports(index).map(({ name, from }) => declarationOf(name, from));
}

interface ReExport {
  readonly name: string;
  readonly from: string;
}

const reExport = /^export \{([^}]*)\} from "(\.[^"]*)";$/gm;

function reExports(file: string): ReExport[] {
  return Array.from(readFileSync(file, "utf8").matchAll(reExport), ([, names, path]) =>
    names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "" && !name.startsWith("type "))
      .map((name) => ({ name, from: resolveModule(dirname(file), path) })),
  ).flat();
}

function resolveModule(folder: string, path: string): string {
  const base = join(folder, path).replaceAll("\\", "/");
  const file = [`${base}.ts`, `${base}/index.ts`].find((candidate) => existsSync(candidate));
  assert.ok(file, `no source for ${path} of ${folder}`);
  return file;
}

function declarationOf(name: string, file: string): PublicExport {
  const passedOn = reExports(file).find((entry) => entry.name === name);
  if (passedOn !== undefined) return declarationOf(name, passedOn.from);
  const lines = readFileSync(file, "utf8").split("\n");
  const declaration = new RegExp(`^export (abstract |async )*(class|const|function)\\*? ${name}\\b`);
  const index = lines.findIndex((line) => declaration.test(line));
  assert.ok(index >= 0, `${file} does not declare ${name}`);
  return { name, file, line: index + 1, ...docstringAbove(lines, index) };
}

function docstringAbove(lines: readonly string[], index: number): { doc: string[]; docLine: number } {
  if (index === 0 || !lines[index - 1].endsWith("*/")) return { doc: [], docLine: index + 1 };
  let start = index - 1;
  while (start > 0 && !lines[start].startsWith("/*")) start--;
  if (!lines[start].startsWith("/**")) return { doc: [], docLine: index + 1 };
  const doc = lines.slice(start, index).map((line) => line.replace(/^(\/\*\*| \*(?!\/)) ?/, "").replace(/ ?\*\/$/, ""));
  return { doc, docLine: start + 1 };
}
