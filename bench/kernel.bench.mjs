// The kernel beside stock tslab and the Deno kernel in one run: times by nbclient, who passes which check of
// tests/kernel, and whether the seven notebooks run unchanged on ours and on stock tslab. Writes RESULTS-kernel.md.
//   --quick   two rounds of the times only; writes nothing
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, VENV, VENV_PYTHON } from "../scripts/setup/paths.mjs";
import { DENO_VERSION, findDeno } from "./kernel/deno-kernel.mjs";
import { writeKernelspecs, writeStockAsTslab } from "./kernel/kernelspecs.mjs";
import { renderResults } from "./kernel/results.mjs";
import { runStudy } from "./kernel/study.mjs";
import { judge, timingTable } from "./kernel/timings.mjs";
import { describeMachine } from "./side-by-side/machine.mjs";
import { writeResults } from "./side-by-side/results.mjs";

const ROUNDS = 5;
const isQuick = process.argv.includes("--quick");
const folder = mkdtempSync(join(tmpdir(), "churnlab-bench-"));

/** Runs a Python script in the notebooks' folder; the objects of its lines. */
async function pythonLines(args, onLine) {
  const env = { ...process.env, JUPYTER_PATH: folder };
  const child = spawn(VENV_PYTHON, args, { cwd: join(ROOT, "notebooks"), env, stdio: ["ignore", "pipe", "inherit"] });
  const found = [];
  let rest = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      found.push(JSON.parse(line));
      onLine(found.at(-1));
    }
  });
  await new Promise((ended) => child.once("close", ended));
  return found;
}

async function times(kernels, rounds) {
  const measure = join(ROOT, "bench", "kernel", "measure.py");
  return pythonLines([measure, String(rounds), ...kernels], ({ kernel, task, seconds, session, error }) => {
    if (error === undefined) console.log(`  ${kernel}: ${task} ${(seconds * 1000).toFixed(0)} ms`);
    else console.log(`  ${kernel}: cannot do the ${session}: ${error}`);
  });
}

async function checks(kernels) {
  const choice = kernels.flatMap((kernel) => ["--kernel", kernel]);
  const runner = join(ROOT, "tests", "kernel", "run.py");
  return pythonLines([runner, ...choice, "--json", "--patience", "20"], ({ kernel, section, name, verdict }) => {
    if (verdict === "FAILED") console.log(`  ${kernel} fails: ${section}: ${name}`);
  });
}

async function studies() {
  return [
    { kernel: "churnlab", ...(await runStudy(join(folder, "ours"), join(VENV, "share", "jupyter"))) },
    { kernel: "stock-tslab", ...(await runStudy(join(folder, "stock"), writeStockAsTslab(join(folder, "as-tslab")))) },
  ];
}

try {
  const start = performance.now();
  const kernels = writeKernelspecs(folder, await findDeno());
  console.log(`Times of ${kernels.join(", ")}, in turn:`);
  const measured = await times(kernels, isQuick ? 2 : ROUNDS);
  const judged = judge(measured, kernels);
  console.log(`\n${timingTable(judged, kernels)}`);
  if (!isQuick) {
    console.log("\nChecks of the messaging specification (some minutes; what a kernel never answers is waited for):");
    const results = await checks(kernels);
    console.log("\nThe study on this kernel, then on stock tslab:");
    const runs = await studies();
    for (const { kernel, ran, of, seconds, why } of runs) {
      console.log(`  ${kernel}: ${ran} of ${of} notebooks, ${seconds.toFixed(0)} s${why === "" ? "" : `\n  ${why}`}`);
    }
    const machine = describeMachine({ Deno: kernels.includes("deno") ? DENO_VERSION : "not installed" });
    const minutes = (performance.now() - start) / 60_000;
    writeResults(
      join(import.meta.dirname, "RESULTS-kernel.md"),
      renderResults({ machine, minutes, rounds: ROUNDS, kernels, measured, judged, results, runs }),
    );
    console.log("\nWritten to bench/RESULTS-kernel.md");
    if (runs.some(({ ran, of }) => ran !== of)) process.exitCode = 1;
  }
  if (judged.some(({ isMet }) => !isMet)) console.log("\nNot every target was met.");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
