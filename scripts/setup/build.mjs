import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { run } from "./child.mjs";
import { ROOT } from "./paths.mjs";
import { Problem } from "./problem.mjs";
import { isUnfinished, keyOf, readStamp, recorded } from "./stamp.mjs";

const STEP = "build";
const SOURCE = join(ROOT, "src");
const OUTPUT = join(ROOT, "dist");
const COMPILER = join(ROOT, "node_modules", "typescript", "bin", "tsc");

/** The library compiled from src/ into dist/. */
export const build = {
  name: STEP,

  isDone() {
    return !isUnfinished(STEP) && readStamp()[STEP] === key() && missingOutputs().length === 0;
  },

  async do() {
    await recorded(STEP, key, async () => {
      removeStaleOutputs();
      // The compiler trusts its record of an earlier build, and would not write again what was deleted since.
      if (missingOutputs().length > 0) rmSync(join(OUTPUT, ".tsbuildinfo"), { force: true });
      const { code, output } = await run(process.execPath, [COMPILER, "-p", ROOT, "--pretty", "false"], { cwd: ROOT });
      if (code !== 0) throw new Problem("the library does not compile", output);
    });
  },
};

/** Paths of the TypeScript sources, relative to src/. */
function sources() {
  return readdirSync(SOURCE, { recursive: true })
    .map(String)
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))
    .sort();
}

function key() {
  const files = [
    join(ROOT, "tsconfig.json"),
    join(ROOT, "package.json"),
    ...sources().map((path) => join(SOURCE, path)),
  ];
  const states = files.map((path) => {
    const { size, mtimeMs } = statSync(path);
    return `${relative(ROOT, path)} ${size} ${mtimeMs}`;
  });
  return keyOf(...states);
}

function missingOutputs() {
  return sources().filter((path) => !existsSync(join(OUTPUT, path.replace(/\.ts$/, ".js"))));
}

/** Deletes what was compiled from a source that is gone: an old test would go on running. */
function removeStaleOutputs() {
  if (!existsSync(OUTPUT)) return;
  const expected = new Set(sources().map((path) => path.replace(/\.ts$/, "")));
  for (const path of readdirSync(OUTPUT, { recursive: true }).map(String)) {
    const match = /^(.*?)(\.d\.ts|\.js|\.js\.map)$/.exec(path);
    if (match !== null && !expected.has(match[1])) rmSync(join(OUTPUT, path));
  }
}
