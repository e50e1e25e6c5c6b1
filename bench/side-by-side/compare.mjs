import { oddRounds, summarise } from "./statistics.mjs";

/** A side is warm after so many seconds of work; V8 goes on compiling for a while. */
const WARM = 1.5;
/** Shorter runs are timed several at a time, as a clock's step and a process waking up would count too much. */
const SHORTEST = 0.1;

/**
 * Measures one comparison: checks that both sides compute the same, warms both up, then times them in rounds.
 * @param {{ ours: import("./worker.mjs").Worker, theirs: import("./worker.mjs").Worker }} sides
 * @param {{ budget: number, least: number, most: number }} effort seconds for the rounds, and their fewest and most
 * @returns `{ comparison, missing }`, or `{ comparison, checks, rounds, cpu, wall }`
 */
export async function compare(sides, comparison, effort) {
  const ask = {
    ours: (want, repeats) => sides.ours.ask({ task: comparison.ours[0], options: comparison.ours[1], want, repeats }),
    theirs: (want, repeats) =>
      sides.theirs.ask({ task: comparison.theirs[0], options: comparison.theirs[1], want, repeats }),
  };
  const want = comparison.check === undefined ? "time" : "evidence";
  const ours = await ask.ours(want);
  if (ours.missing !== undefined) return { comparison, missing: ours.missing };
  const theirs = await ask.theirs(want);
  if (theirs.missing !== undefined) return { comparison, missing: theirs.missing };
  const checks = runChecks(comparison, ours.evidence, theirs.evidence);
  const pairs = comparison.once ? [{ ours, theirs }] : await runWarm(ask, { ours, theirs }, effort);
  return {
    comparison,
    checks,
    rounds: pairs.length,
    cpu: summariseClock(pairs, "cpu"),
    wall: summariseClock(pairs, "wall"),
  };
}

function runChecks({ check }, ours, theirs) {
  if (check === undefined) return [];
  return check(ours, theirs).map(([what, difference, margin]) => ({ what, difference, margin }));
}

/** @returns seconds of a warm run */
async function warmUp(ask, first) {
  let total = first.wall;
  let last = first.wall;
  while (total < WARM) {
    const repeats = atLeastShortest(last);
    last = (await ask("time", repeats)).wall;
    total += last * repeats;
  }
  return last;
}

/** How often a task of so many seconds is run for one time. */
function atLeastShortest(seconds) {
  return Math.max(1, Math.ceil(SHORTEST / seconds));
}

/** Runs both sides in turn, the order changing from round to round, as often as the effort allows. */
async function runWarm(ask, first, effort) {
  const seconds = (await warmUp(ask.ours, first.ours)) + (await warmUp(ask.theirs, first.theirs));
  const repeats = atLeastShortest(seconds / 2);
  const rounds = oddRounds(seconds * repeats, effort);
  const pairs = [];
  for (let round = 0; round < rounds; round++) pairs.push(await runPair(ask, round % 2 === 0, repeats));
  return pairs;
}

function summariseClock(pairs, clock) {
  return summarise(pairs.map(({ ours, theirs }) => ({ ours: ours[clock], theirs: theirs[clock] })));
}

async function runPair(ask, oursFirst, repeats) {
  if (oursFirst) return { ours: await ask.ours("time", repeats), theirs: await ask.theirs("time", repeats) };
  const theirs = await ask.theirs("time", repeats);
  return { ours: await ask.ours("time", repeats), theirs };
}
