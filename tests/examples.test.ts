import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { after, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { type Example, examplesOf, moduleText } from "./support/examples";
import { type PublicExport, publicExports } from "./support/public-exports";

const { fakeKernel } = require(resolve("dist/testing/fake-kernel.js")) as typeof import("../dist/testing/fake-kernel");

// Every public class, function and constant has a docstring and an example. The examples are compiled together and run
// here, in one process, each as a module of its own with the clone's root as working directory.

const entries = [...publicExports("src/index.ts"), ...publicExports("src/notebook/index.ts")];
const guide = { name: "guide", file: "docs/guide.md", line: 1, docLine: 0 };
const guideLines = readFileSync(guide.file, "utf8").split("\n");
const examples = [...entries, { ...guide, doc: ["@example", ...guideLines] }].flatMap(examplesOf);

test("the sources declare every value that the package exports", () => {
  const atRuntime = [require("churnlab"), require("churnlab/notebook")].flatMap((exported) => Object.keys(exported));
  assert.deepEqual(entries.map(({ name }) => name).sort(), atRuntime.sort());
});

test("every public export has a docstring", () => {
  assert.equal(
    entries
      .filter(({ doc }) => doc.join("").trim() === "")
      .map(place)
      .join("\n"),
    "",
  );
});

test("every public export has an example", () => {
  assert.equal(
    entries
      .filter((entry) => examplesOf(entry).length === 0)
      .map(place)
      .join("\n"),
    "",
  );
});

test("every example checks its result", () => {
  const checks = ({ code, shows }: Example) => shows.length > 0 || /\bassert\b[.(]/.test(code.join("\n"));
  assert.equal(
    examples
      .filter((example) => !checks(example))
      .map(exampleAt)
      .join("\n"),
    "",
  );
});

describe("examples", () => {
  mkdirSync(".cache", { recursive: true });
  const folder = mkdtempSync(resolve(".cache/examples-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  process.setSourceMapsEnabled(true);

  test("have no type errors", () => {
    writeModules(folder);
    const compiler = resolve("node_modules/typescript/bin/tsc");
    const { stdout } = spawnSync(process.execPath, [compiler, "-p", folder, "--pretty", "false"], { encoding: "utf8" });
    assert.equal(stdout.replaceAll(/^(\S*)\.mts\((\d+),(\d+)\)/gm, sourceOf), "");
  });

  for (const example of examples) {
    test(`${exampleAt(example)} runs`, async (t) => {
      const sent = example.of.file.startsWith("src/notebook/") ? fakeKernel(t) : [];
      await runModule(join(folder, "out", `${example.module}.mjs`), example);
      checkShown(example, sent);
    });
  }
});

function place({ file, line, name }: PublicExport): string {
  return `${file}:${line} ${name}`;
}

function exampleAt({ of, line }: Example): string {
  return `${of.file}:${line} ${of.name}`;
}

function writeModules(folder: string): void {
  const compilerOptions = {
    rootDir: ".",
    outDir: "out",
    declaration: false,
    incremental: false,
    tsBuildInfoFile: null,
  };
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ extends: "../../tsconfig.json", compilerOptions, include: ["."] }),
  );
  for (const example of examples) {
    const file = join(folder, `${example.module}.mts`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, moduleText(example));
  }
}

/** The compiler names the module; the reader looks for the source, whose lines have the same numbers. */
function sourceOf(place: string, path: string, line: string, column: string): string {
  const example = examples.find(({ module }) => path.replaceAll("\\", "/").endsWith(`/${module}`));
  return example === undefined ? place : `${example.of.file}:${line}:${column}, example of ${example.of.name}`;
}

async function runModule(file: string, example: Example): Promise<void> {
  try {
    await import(pathToFileURL(file).href);
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const line = /\.mts:(\d+)/.exec(stack)?.[1] ?? example.line;
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${example.of.file}:${line}, example of ${example.of.name}: ${message}`, { cause: error });
  }
}

function checkShown(example: Example, sent: ReturnType<typeof fakeKernel>): void {
  const all = sent.flatMap(({ data }) => Object.values(data).map(String)).join("\n");
  for (const text of example.shows)
    assert.ok(all.includes(text), `${exampleAt(example)} must show ${text}; it shows\n${all}`);
}
