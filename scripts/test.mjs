// npm test: types, lint, unit tests, end-to-end tests. A part that fails does not keep the next from running.
//   npm test -- modeling lab              only the tests whose path holds one of the words
//   npm test -- --test-name-pattern=auc   options go to node --test
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { ROOT } from "./setup/paths.mjs";

const options = process.argv.slice(2).filter((argument) => argument.startsWith("-"));
const words = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));

const unitTests = compiledTests("src", "dist");
const endToEndTests = compiledTests("tests", join(".cache", "tests"));
const failed = [];

if (unitTests.length + endToEndTests.length === 0) {
  console.error(`No test file has ${words.map((word) => `"${word}"`).join(" or ")} in its path.`);
  process.exit(1);
}
part("Types and build", () => tsc(".") && tsc("tests"));
if (words.length === 0) part("Lint and format", lint);
part("Unit tests", () => run(unitTests));
// One file after another: each of them starts kernels and browsers that want the machine for themselves.
part("End-to-end tests", () => run(endToEndTests, ["--test-concurrency=1"]));

if (failed.length > 0) console.error(`\nFailed: ${failed.join(", ")}.`);
process.exitCode = failed.length === 0 ? 0 : 1;

function part(name, passes) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const passed = passes();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (!passed) failed.push(name);
  // Node's own summary is the last word on tests.
  if (!name.endsWith("tests") || !passed) console.log(`== ${name}: ${passed ? "passed" : "FAILED"} (${seconds} s)`);
}

/** The compiled files of the tests whose sources are there now, so that no test outlives its source. */
function compiledTests(sources, outputs) {
  return readdirSync(join(ROOT, sources), { recursive: true })
    .map(String)
    .filter((path) => path.endsWith(".test.ts"))
    .filter((path) => words.length === 0 || words.some((word) => join(sources, path).includes(word)))
    .sort()
    .map((path) => join(outputs, path.replace(/\.ts$/, ".js")));
}

function run(files, more = []) {
  if (files.length === 0) {
    console.log("No file here has that name.");
    return true;
  }
  return node(["--test", "--test-reporter=spec", ...more, ...options, ...files]);
}

function tsc(project) {
  return node([join("node_modules", "typescript", "bin", "tsc"), "-p", project]);
}

function lint() {
  const plain = process.stdout.isTTY ? [] : ["--colors=off"];
  return node([join("node_modules", "@biomejs", "biome", "bin", "biome"), "ci", "--error-on-warnings", ...plain, "."]);
}

function node(args) {
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" }).status === 0;
}
