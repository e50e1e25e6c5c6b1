// The side of churnlab: answers requests on stdin, one JSON line each. Arguments: the folder of the data, and that of
// the measurement, whose our-tasks.mjs says what to do.
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { Missing } from "./missing.mjs";
import { peakMemory } from "./peak-memory.mjs";
import { Data } from "./read-data.mjs";

const { tasks } = await import(pathToFileURL(join(process.argv[3], "our-tasks.mjs")).href);
const data = new Data(process.argv[2]);
const prepared = new Map();

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await answer(JSON.parse(line))));
}

/** Runs a task `repeats` times and says how long one run took; with `want` "evidence" also what it computed. */
async function answer({ task, options = {}, want, repeats = 1 }) {
  try {
    const { run, evidence } = await prepare(task, options);
    const { result, ...times } = await time(run, repeats);
    return want === "evidence" ? { ...times, evidence: evidence(result) } : times;
  } catch (error) {
    return error instanceof Missing ? { missing: error.message } : { error: String(error?.stack ?? error) };
  }
}

async function prepare(task, options) {
  const key = JSON.stringify([task, options]);
  if (!prepared.has(key)) prepared.set(key, await tasks[task](data, options));
  return prepared.get(key);
}

async function time(run, repeats) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  let result = await run();
  for (let repeat = 1; repeat < repeats; repeat++) result = await run();
  const wall = (performance.now() - start) / 1000 / repeats;
  const { user, system } = process.cpuUsage(cpu);
  return { result, wall, cpu: (user + system) / 1e6 / repeats, peak: peakMemory() };
}
