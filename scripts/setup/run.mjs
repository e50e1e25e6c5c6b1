import { performance } from "node:perf_hooks";
import { build } from "./build.mjs";
import { endChildrenOnSignals } from "./child.mjs";
import { kernel } from "./kernel.mjs";
import { releaseLock, takeLock } from "./lock.mjs";
import { npmPackages } from "./npm-packages.mjs";
import { Problem } from "./problem.mjs";
import { pythonPackages } from "./python-packages.mjs";

/** npm waits for the network and pip for the processor: the two run side by side. The rest needs their results. */
const STAGES = [[npmPackages, pythonPackages], [build], [kernel]];

/** Does what is left to do in this clone; the exit code is 1 when a step fails. */
export async function setUp() {
  try {
    if (isAllDone()) {
      if (process.env["npm_lifecycle_event"] === "setup") console.log("Everything is set up.");
      return;
    }
    await takeLock();
    endChildrenOnSignals(releaseLock);
    try {
      await doAll();
    } finally {
      releaseLock();
    }
  } catch (error) {
    report(error);
    process.exitCode = 1;
  }
}

function isAllDone() {
  return STAGES.every((stage) => stage.every((step) => step.isDone()));
}

async function doAll() {
  const failures = [];
  for (const stage of STAGES) {
    const open = stage.filter((step) => !step.isDone());
    // What the machine lacks is said before anything is begun.
    const tools = await Promise.all(open.map((step) => step.findTool?.()));
    if (stage === STAGES[0] && open.length > 0) {
      console.log(`Setting up ${open.map((step) => step.name).join(" and ")} (about a minute)`);
    }
    const results = await Promise.allSettled(open.map((step, index) => timed(step, tools[index])));
    failures.push(...results.filter((result) => result.status === "rejected").map((result) => result.reason));
    // The compiler writes its output in spite of type errors: the kernel is usable while they are mended.
    if (failures.length > 0 && !stage.includes(build)) break;
  }
  for (const failure of failures) report(failure);
  if (failures.length > 0) process.exitCode = 1;
}

async function timed(step, tool) {
  const start = performance.now();
  await step.do(tool);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`  ${step.name.padEnd(16)} ${seconds.padStart(6)} s`);
}

function report(error) {
  if (!(error instanceof Problem)) {
    console.error(error);
    return;
  }
  if (error.output.trim() === "") {
    console.error(error.message);
    return;
  }
  console.error(`${error.output.trimEnd()}\n\nSetup failed: ${error.message}. The same command goes on from here.`);
}
