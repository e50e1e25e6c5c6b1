import { Data } from "../side-by-side/read-data.mjs";
import { checkTable } from "../side-by-side/results.mjs";
import { compareSome, sidesOf, tellMachine, tellProgress, temporaryFolder } from "../side-by-side/session.mjs";
import { writeData } from "../side-by-side/write-data.mjs";
import { largeComparisons, smallComparisons, threadComparisons } from "./comparisons.mjs";
import { writeExchange } from "./exchange.mjs";
import { LARGE_ROWS, largeFits, measureGrowth } from "./growth.mjs";
import { growthTable } from "./results.mjs";

export { renderResults as render } from "./results.mjs";

const GROWTH_ROUNDS = 3;

/**
 * Measures and prints everything about modelling.
 * @param {string} python the Python with the packages of bench/requirements.txt
 * @param {{ quick: boolean, only: string }} choice quick: few rounds and no large data; only: what labels must hold
 * @returns what `render` takes
 */
export async function measure(python, choice) {
  const began = performance.now();
  const folder = temporaryFolder();
  const start = sidesOf(python, import.meta.dirname, folder);
  const source = await writeData(folder, choice.quick ? 0 : LARGE_ROWS);
  writeExchange(new Data(folder));
  const parts = await compareAll(start, source, choice);
  const growth = choice.quick ? [] : await growAll(start, choice);
  const { small, threads, large } = parts;
  const compared = [...small, ...threads, ...large];
  return { source, ...parts, compared, growth, minutes: (performance.now() - began) / 60_000 };
}

async function compareAll(start, source, choice) {
  const sides = { ours: start.ours(), theirs: start.theirs() };
  try {
    const machine = await tellMachine(sides);
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

async function peakOf(worker) {
  return (await worker.ask({ task: "rocAuc", want: "time" })).peak;
}
