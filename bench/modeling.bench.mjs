// Modelling side by side with scikit-learn, SciPy, LightGBM, shap and statsmodels in one run. Set up the clone first:
// npm run setup. `--quick` takes few rounds and no large data, and leaves RESULTS.md as it is. CHURN_REAL_DATA names
// another client file than the simulated sample; of it only times are kept.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../scripts/setup/paths.mjs";
import { Problem } from "../scripts/setup/problem.mjs";
import { benchPython } from "./modeling/python-environment.mjs";

const RESULTS = join(import.meta.dirname, "RESULTS.md");
const quick = process.argv.includes("--quick");

try {
  if (!existsSync(join(ROOT, "dist", "index.js")))
    throw new Problem('the library is not built: "npm run setup" does it');
  const python = await benchPython();
  const { runModeling } = await import("./modeling/run-modeling.mjs");
  const { mismatches, renderResults, writeResults } = await import("./modeling/results.mjs");
  const run = await runModeling(python, quick);
  const wrong = mismatches([...run.small, ...run.threads, ...run.large]);
  if (wrong.length > 0) {
    throw new Problem(`the two sides did not compute the same, so that no time counts:\n  ${wrong.join("\n  ")}`);
  }
  if (!quick) {
    writeResults(RESULTS, renderResults(run));
    console.log("\nWritten to bench/RESULTS.md");
  }
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  if (error.output) console.error(error.output.trimEnd().split("\n").slice(-8).join("\n"));
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
}
