import { Data } from "../side-by-side/read-data.mjs";
import { checkTable } from "../side-by-side/results.mjs";
import { compareSome, sidesOf, tellMachine, tellProgress, temporaryFolder } from "../side-by-side/session.mjs";
import { writeData } from "../side-by-side/write-data.mjs";
import { LARGE_ROWS, largeComparisons, middleComparisons, smallComparisons } from "./comparisons.mjs";
import { writeExchange } from "./exchange.mjs";
import { measureMemory, memoryChecks } from "./memory.mjs";
import { memoryTable } from "./results.mjs";

export { renderResults as render } from "./results.mjs";

/**
 * Measures and prints everything about clusters, statistics, preprocessing and outliers.
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
  const memory = choice.quick ? [] : await measureMemories(start, choice);
  const compared = [...parts.small, ...parts.middle, ...parts.large];
  console.log(`\nThe same work on both sides\n\n${checkTable(compared)}`);
  return { source, ...parts, compared, memory, minutes: (performance.now() - began) / 60_000 };
}

async function compareAll(start, source, choice) {
  const sides = { ours: start.ours(), theirs: start.theirs() };
  try {
    const machine = await tellMachine(sides);
    const run = (heading, comparisons) => compareSome(sides, heading, comparisons, "cpu", choice);
    const small = await run(`${source}, one thread on each side`, smallComparisons);
    if (choice.quick) return { machine, small, middle: [], large: [] };
    const middle = await run("100,000 simulated clients", middleComparisons);
    return { machine, small, middle, large: await run("1,000,000 simulated clients", largeComparisons) };
  } finally {
    sides.ours.end();
    sides.theirs.end();
  }
}

async function measureMemories(start, { only }) {
  console.log("\nMemory\n");
  const results = [];
  for (const check of memoryChecks) {
    if (!check.label.includes(only)) continue;
    const began = performance.now();
    results.push(await measureMemory(start, check));
    tellProgress(`memory of ${check.label}`, began);
  }
  console.log(memoryTable(results));
  return results;
}
