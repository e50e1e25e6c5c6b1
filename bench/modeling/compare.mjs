import { oddRounds, summarise } from "./statistics.mjs";

/** A side is warm after this many runs or seconds, whichever comes first. */
const WARM = { runs: 20, seconds: 1.5 };

/**
 * Measures one comparison: checks that both sides compute the same, warms both up, then runs them in turn, the order
 * changing from round to round.
 * @param {{ ours: import("./worker.mjs").Worker, theirs: import("./worker.mjs").Worker }} sides
 * @param {{ budget: number, least: number, most: number }} effort seconds for the rounds, and their fewest and most
 * @returns `{ comparison, missing }`, or `{ comparison, checks, rounds, cpu, wall }`
 */
export async function compare(sides, comparison, effort) {
  const ask = {
    ours: (want) => sides.ours.ask({ task: comparison.ours[0], options: comparison.ours[1], want }),
    theirs: (want) => sides.theirs.ask({ task: comparison.theirs[0], options: comparison.theirs[1], want }),
  };
  const want = comparison.check === undefined ? "time" : "evidence";
  const ours = await ask.ours(want);
  if (ours.missing !== undefined) return { comparison, missing: ours.missing };
  const theirs = await ask.theirs(want);
  if (theirs.missing !== undefined) return { comparison, missing: theirs.missing };
  const checks = runChecks(comparison, ours.evidence, theirs.evidence);
  const seconds = (await warmUp(ask.ours, ours)) + (await warmUp(ask.theirs, theirs));
  const rounds = oddRounds(seconds, comparison.slow ? { ...effort, least: 1 } : effort);
  return { comparison, checks, rounds, ...(await runRounds(ask, rounds)) };
}

function runChecks({ check }, ours, theirs) {
  if (check === undefined) return [];
  return check(ours, theirs).map(([what, difference, margin]) => ({ what, difference, margin }));
}

/** @returns seconds of the last, warm run */
async function warmUp(ask, first) {
  let total = first.wall;
  let last = first.wall;
  for (let run = 1; run < WARM.runs && total < WARM.seconds; run++) {
    last = (await ask("time")).wall;
    total += last;
  }
  return last;
}

async function runRounds(ask, rounds) {
  const pairs = [];
  for (let round = 0; round < rounds; round++) pairs.push(await runPair(ask, round % 2 === 0));
  const of = (clock) => summarise(pairs.map(({ ours, theirs }) => ({ ours: ours[clock], theirs: theirs[clock] })));
  return { cpu: of("cpu"), wall: of("wall") };
}

async function runPair(ask, oursFirst) {
  if (oursFirst) return { ours: await ask.ours("time"), theirs: await ask.theirs("time") };
  const theirs = await ask.theirs("time");
  return { ours: await ask.ours("time"), theirs };
}
