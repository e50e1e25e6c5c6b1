import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compare } from "./compare.mjs";
import { describeMachine, THREADS } from "./machine.mjs";
import { comparisonTable } from "./results.mjs";
import { Worker } from "./worker.mjs";

/** Seconds for the rounds of a comparison, and their fewest and most; a full run and a quick one. */
const EFFORT = { full: { budget: 6, least: 3, most: 25 }, quick: { budget: 1, least: 1, most: 3 } };

/** A folder that goes when this process ends, by Ctrl-C too. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "churnlab-bench-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  for (const [signal, number] of [
    ["SIGINT", 2],
    ["SIGTERM", 15],
  ]) {
    process.once(signal, () => process.exit(128 + number));
  }
  return folder;
}

/**
 * How to start a process of each side.
 * @param {string} python the Python with the packages of bench/requirements.txt
 * @param {string} tasks the folder with our-tasks.mjs and their_tasks.py
 * @param {string} folder the folder of the data
 */
export function sidesOf(python, tasks, folder) {
  const here = import.meta.dirname;
  return {
    ours: () => new Worker("churnlab", process.execPath, [join(here, "ours.mjs"), folder, tasks]),
    theirs: () => new Worker("Python", python, [join(here, "theirs.py"), folder, tasks], THREADS),
  };
}

/** Prints and returns what the figures depend on. */
export async function tellMachine(sides) {
  const { versions } = await sides.theirs.ask({ task: "versions" });
  const machine = describeMachine(versions);
  console.log(machine.map(([name, value]) => `${name}: ${value}`).join("\n"));
  return machine;
}

/** Measures those comparisons that were asked for, and prints them as a table. */
export async function compareSome(sides, heading, comparisons, clock, { quick, only }) {
  console.log(`\n${heading}\n`);
  const results = [];
  for (const comparison of comparisons) {
    if ((quick && comparison.slow) || !comparison.label.includes(only)) continue;
    const start = performance.now();
    results.push(await compare(sides, comparison, quick ? EFFORT.quick : EFFORT.full));
    tellProgress(`${comparison.label}, against ${comparison.against}`, start);
  }
  console.log(comparisonTable(results, clock));
  return results;
}

/** Says on stderr what has been measured, and how long it took. */
export function tellProgress(what, start) {
  console.error(`  ${what}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
}
