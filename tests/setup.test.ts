import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { SetupSandbox } from "./support/setup-sandbox";

const posix = { skip: process.platform === "win32" ? "the stand-ins for npm and Python are shell scripts" : false };
const EVERYTHING = ["npm ci", "python pip", "python venv", "tsc"];

test("setup of this clone, done before, decides within a second that nothing is to be done", () => {
  const before = spawnSync(process.execPath, ["scripts/setup.mjs"], { encoding: "utf8" });
  assert.equal(before.status, 0, before.stdout + before.stderr);
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/setup.mjs"], { encoding: "utf8" });
  assert.ok(performance.now() - start < 1000, `took ${performance.now() - start} ms`);
  assert.deepEqual([status, stdout, stderr], [0, "", ""]);
});

test("a fresh clone, in a path with a space, is set up once", posix, async (t) => {
  const clone = new SetupSandbox(t);

  const first = await clone.run();
  assert.equal(first.code, 0, first.output);
  for (const step of ["npm packages", "Python packages", "build", "kernel"]) {
    assert.match(first.output, new RegExp(`^  ${step} +\\d+\\.\\d s$`, "m"));
  }
  assert.deepEqual(clone.calls(), EVERYTHING);
  const { argv } = JSON.parse(clone.read(".venv/share/jupyter/kernels/tslab/kernel.json"));
  assert.deepEqual(argv, [process.execPath, clone.folder]);

  assert.deepEqual(await clone.run(), { code: 0, output: "" });
  assert.deepEqual(clone.calls(), []);
});

test("setup does again only what changed", posix, async (t) => {
  const clone = new SetupSandbox(t);
  await clone.run();
  clone.calls();

  clone.write("requirements.txt", "jupyterlab==5\n");
  await clone.run();
  assert.deepEqual(clone.calls(), ["python pip", "python venv"]);

  clone.write("src/kernel/kernelspec.ts", "// changed");
  await clone.run();
  assert.deepEqual(clone.calls(), ["tsc"]);

  clone.remove("node_modules/tslab");
  await clone.run();
  assert.deepEqual(clone.calls(), ["npm ci"]);

  clone.remove(".venv");
  await clone.run();
  assert.deepEqual(clone.calls(), ["python pip", "python venv"]);
});

test(
  "node_modules that npm installed by itself are accepted, unless they are of another lock file",
  posix,
  async (t) => {
    const clone = new SetupSandbox(t);
    await clone.run();
    clone.remove(".cache");
    clone.calls();
    await clone.run();
    assert.deepEqual(clone.calls(), ["python pip", "python venv", "tsc"]);

    clone.remove(".cache");
    clone.write("package-lock.json", clone.read("package-lock.json").replace("sha512-a", "sha512-z"));
    await clone.run();
    assert.deepEqual(clone.calls(), EVERYTHING);
  },
);

for (const signal of ["SIGINT", "SIGTERM", "SIGKILL"] as const) {
  test(`setup interrupted in the middle of "npm ci" by ${signal} is repaired by running it again`, posix, async (t) => {
    const clone = new SetupSandbox(t);
    const { child, run } = clone.start({ FAKE_NPM: "hang" });
    while (!clone.has("node_modules/npm.pid")) await sleep(20);
    await sleep(20);
    const npm = Number(clone.read("node_modules/npm.pid"));
    child.kill(signal);
    // Killed outright, setup cannot end its npm: the next setup waits for that.
    if (signal === "SIGKILL") setTimeout(() => process.kill(npm), 300);
    const interrupted = await run;
    assert.notEqual(interrupted.code, 0);
    assert.equal(clone.has("node_modules/typescript"), false);
    clone.calls();

    const again = await clone.run();
    assert.equal(again.code, 0, again.output);
    assert.ok(clone.calls().includes("npm ci"));
    assert.equal(clone.has("node_modules/typescript"), true);
    assert.deepEqual(await clone.run(), { code: 0, output: "" });
  });
}

test("two setups of one clone at a time take turns, and the second finds the work done", posix, async (t) => {
  const clone = new SetupSandbox(t);
  const runs = await Promise.all([clone.run(), clone.run()]);
  assert.deepEqual(
    runs.map(({ code }) => code),
    [0, 0],
    runs.map(({ output }) => output).join("\n"),
  );
  assert.deepEqual(clone.calls(), EVERYTHING);
});

test("a failing step shows what its program said, and the next run goes on from there", posix, async (t) => {
  const clone = new SetupSandbox(t);
  const failed = await clone.run({ FAKE_PIP_PROBLEM: "ERROR: no route to host" });
  assert.equal(failed.code, 1);
  assert.match(failed.output, /ERROR: no route to host\n\nSetup failed: "pip install" failed with exit code 2\./);
  assert.deepEqual(clone.calls(), ["npm ci", "python pip", "python venv"]);

  assert.equal((await clone.run()).code, 0);
  assert.deepEqual(clone.calls(), ["python pip", "python venv", "tsc"]);
});

test("an old Node.js gets one line that says what to install", posix, async (t) => {
  const clone = new SetupSandbox(t);
  clone.write("old.cjs", `Object.defineProperty(process, "versions", { value: { node: "18.20.4" } });`);
  const { code, output } = await clone.run({}, ["--require", "./old.cjs"]);
  assert.equal(code, 1);
  assertAdvice(output, /^churnlab needs Node\.js 20\.19 or newer \(this is 18\.20\.4\)\./);
  assert.deepEqual(clone.calls(), []);
});

test("the first file of setup has no syntax that Node.js 12 cannot read", () => {
  const text = readFileSync(join("scripts", "setup.mjs"), "utf8");
  assert.doesNotMatch(text, /^import |\?\?|\?\.|\bawait\b|node:/m);
});

const PYTHON_PROBLEMS = [
  ["an old Python", "churnlab 3 9 1", /^churnlab needs Python 3\.10 or newer \(this is 3\.9\)\./],
  ["no Python", "command not found", /^churnlab needs Python 3\.10 or newer \(none is found\)\./],
  ["a Python without venv", "churnlab 3 12 0", /^churnlab needs Python's venv and ensurepip modules, .* 3\.12 here/],
] as const;

for (const [what, answer, message] of PYTHON_PROBLEMS) {
  test(`${what} gets one line that says what to install, before anything is begun`, posix, async (t) => {
    const clone = new SetupSandbox(t);
    // Only the stand-in answers to the names that setup tries.
    const names = ["python", "py", ...[14, 13, 12, 11, 10].map((minor) => `python3.${minor}`)];
    for (const name of names) clone.write(`../bin/${name}`, "not a program");
    const { code, output } = await clone.run({ FAKE_PYTHON: answer, PATH: join(clone.folder, "..", "bin") });
    assert.equal(code, 1);
    assertAdvice(output, message);
    assert.deepEqual(clone.calls(), []);
  });
}

function assertAdvice(output: string, message: RegExp): void {
  assert.match(output, message);
  assert.equal(output.trimEnd().split("\n").length, 1, output);
  for (const word of ["Debian/Ubuntu", "apt-get install", "macOS", "brew install", "Windows", "winget install"]) {
    assert.ok(output.includes(word), `${word} in: ${output}`);
  }
}
