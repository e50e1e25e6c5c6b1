// Modelling side by side with scikit-learn, SciPy, LightGBM, shap and statsmodels in one run.
// CHURN_REAL_DATA names another client file than the simulated sample; of it only times are kept.
//   --quick      few rounds and no large data
//   --only=TEXT  only what is labelled so, "forest" for one; with either option RESULTS.md stays as it is
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../scripts/setup/paths.mjs";
import { Problem } from "../scripts/setup/problem.mjs";
import { benchPython } from "./modeling/python-environment.mjs";

const RESULTS = join(import.meta.dirname, "RESULTS.md");

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

try {
  const choice = readChoice(process.argv.slice(2));
  if (!existsSync(join(ROOT, "dist", "index.js")))
    throw new Problem('the library is not built: "npm run setup" builds it');
  const python = await benchPython();
  const { runModeling } = await import("./modeling/run-modeling.mjs");
  const { mismatches, renderResults, writeResults } = await import("./modeling/results.mjs");
  const run = await runModeling(python, choice);
  const wrong = mismatches([...run.small, ...run.threads, ...run.large]);
  if (wrong.length > 0) {
    throw new Problem(`the two sides did not compute the same, so that no time counts:\n  ${wrong.join("\n  ")}`);
  }
  if (!choice.quick && choice.only === "") {
    writeResults(RESULTS, renderResults(run));
    console.log("\nWritten to bench/RESULTS.md");
  }
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  if (error.output) console.error(error.output.trimEnd().split("\n").slice(-8).join("\n"));
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
}
