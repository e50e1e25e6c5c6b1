import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compare } from "./compare.mjs";
import { largeComparisons, smallComparisons, threadComparisons } from "./comparisons.mjs";
import { writeExchange } from "./exchange.mjs";
import { LARGE_ROWS, largeFits, measureGrowth } from "./growth.mjs";
import { describeMachine, THREADS } from "./machine.mjs";
import { Data } from "./read-data.mjs";
import { checkTable, comparisonTable, growthTable } from "./results.mjs";
import { Worker } from "./worker.mjs";
import { writeData } from "./write-data.mjs";

/** Seconds for the rounds of a comparison, and their fewest and most; a full run and a quick one. */
const EFFORT = { full: { budget: 6, least: 3, most: 25 }, quick: { budget: 1, least: 1, most: 3 } };
const GROWTH_ROUNDS = 3;

/**
 * Measures and prints everything about modelling.
 * @param {string} python the Python with the packages of bench/requirements.txt
 * @param {{ quick: boolean, only: string }} choice quick: few rounds and no large data; only: what labels must hold
 * @returns what `renderResults` takes
 */
export async function runModeling(python, choice) {
  const began = performance.now();
  const folder = temporaryFolder();
  const start = {
    ours: () => new Worker("churnlab", process.execPath, [join(import.meta.dirname, "ours.mjs"), folder]),
    theirs: () => new Worker("Python", python, [join(import.meta.dirname, "theirs.py"), folder], THREADS),
  };
  const source = await writeData(folder, choice.quick ? 0 : LARGE_ROWS);
  writeExchange(new Data(folder));
  const compared = await compareAll(start, source, choice);
  const growth = choice.quick ? [] : await growAll(start, choice);
  return { source, ...compared, growth, minutes: (performance.now() - began) / 60_000 };
}

/** A folder that goes when this process ends, by Ctrl-C too. */
function temporaryFolder() {
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

async function compareAll(start, source, choice) {
  const sides = { ours: start.ours(), theirs: start.theirs() };
  try {
    const { versions } = await sides.theirs.ask({ task: "versions" });
    const machine = describeMachine(versions);
    console.log(machine.map(([name, value]) => `${name}: ${value}`).join("\n"));
    const run = (heading, comparisons, clock) => compareSome(sides, heading, comparisons, clock, choice);
    const small = await run(`${source}, one thread on each side`, smallComparisons, "cpu");
    const peaks = { ours: await peakOf(sides.ours), theirs: await peakOf(sides.theirs) };
    const threads = await run("Two threads, judged by wall time", threadComparisons, "wall");
    const large = choice.quick ? [] : await run("1,000,000 simulated clients", largeComparisons, "cpu");
    console.log(`\nThe same work on both sides\n\n${checkTable([...small, ...threads, ...large])}`);
    return { machine, small, peaks, threads, large };
  } finally {
    sides.ours.end();
    sides.theirs.end();
  }
}

async function compareSome(sides, heading, comparisons, clock, { quick, only }) {
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

async function growAll(startSide, { only }) {
  console.log("\nGrowth with the number of simulated clients\n");
  const results = [];
  for (const fit of largeFits) {
    if (!fit.label.includes(only)) continue;
    const start = performance.now();
    results.push(await measureGrowth(startSide, fit, GROWTH_ROUNDS));
    tellProgress(fit.label, start);
  }
  console.log(growthTable(results));
  return results;
}

function tellProgress(what, start) {
  console.error(`  ${what}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
}

async function peakOf(worker) {
  return (await worker.ask({ task: "rocAuc", want: "time" })).peak;
}
