// npm test: lint, the library's unit tests, and the end-to-end tests. A failing part does not keep the next from running.
//   npm test -- modeling    only the test files whose path holds the word
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./setup/paths.mjs";

const words = process.argv.slice(2);
const failed = [];

part("Lint and format", () => node(["node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings", "."]));

// Setup has compiled src/ with its tests; stale files of dist/ are not run, since the list comes from the sources.
part("Unit tests", () => runTests("src", "dist", []));

part("End-to-end tests: compile", () => node(["node_modules/typescript/bin/tsc", "-p", "tests"]));
// One file after another: each of them starts kernels and browsers that want the machine for themselves.
part("End-to-end tests", () => runTests("tests", join(".cache", "tests"), ["--test-concurrency=1"]));

console.log(failed.length === 0 ? "\nAll parts passed." : `\nFailed: ${failed.join(", ")}.`);
process.exit(failed.length === 0 ? 0 : 1);

function part(name, run) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const passed = run();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`== ${name}: ${passed ? "passed" : "FAILED"} (${seconds} s)`);
  if (!passed) failed.push(name);
}

function runTests(sources, outputs, options) {
  const files = readdirSync(join(ROOT, sources), { recursive: true })
    .map(String)
    .filter((path) => path.endsWith(".test.ts"))
    .map((path) => join(outputs, path.replace(/\.ts$/, ".js")))
    .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
    .sort();
  const missing = files.filter((path) => !existsSync(join(ROOT, path)));
  if (missing.length > 0) {
    console.error(`Not compiled: ${missing.join(", ")}`);
    return false;
  }
  if (files.length === 0) {
    console.log("No test file has that name.");
    return true;
  }
  return node(["--test", "--test-reporter=spec", ...options, ...files]);
}

function node(args) {
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" }).status === 0;
}
