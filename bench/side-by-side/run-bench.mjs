import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/setup/paths.mjs";
import { Problem } from "../../scripts/setup/problem.mjs";
import { benchPython } from "./python-environment.mjs";
import { mismatches, writeResults } from "./results.mjs";

/**
 * Runs one measurement beside Python by the options of the command line, and writes its results file when it was whole.
 * @param {string} module URL of the module that exports `measure(python, choice)`, whose result has `compared`, all
 * comparisons, and `render(run)`, the text of the results file; loaded only when the library is built
 * @param {string} name of the results file in bench/
 */
export async function runBench(module, name) {
  try {
    const choice = readChoice(process.argv.slice(2));
    if (!existsSync(join(ROOT, "dist", "index.js")))
      throw new Problem('the library is not built: "npm run setup" builds it');
    const python = await benchPython();
    const { measure, render } = await import(module);
    const run = await measure(python, choice);
    const wrong = mismatches(run.compared);
    if (wrong.length > 0) {
      throw new Problem(`the two sides did not compute the same, so that no time counts:\n  ${wrong.join("\n  ")}`);
    }
    if (!choice.quick && choice.only === "") {
      writeResults(join(ROOT, "bench", name), render(run));
      console.log(`\nWritten to bench/${name}`);
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.output) console.error(error.output.trimEnd().split("\n").slice(-8).join("\n"));
    console.error(`bench: ${error.message}`);
    process.exitCode = 1;
  }
}

/** @throws Problem for an unknown option */
function readChoice(options) {
  const choice = { quick: false, only: "" };
  for (const option of options) {
    if (option === "--quick") choice.quick = true;
    else if (option.startsWith("--only=")) choice.only = option.slice("--only=".length);
    else throw new Problem(`no option is called ${option}; there are --quick and --only=TEXT`);
  }
  return choice;
}
