import { createRequire } from "node:module";
import { Missing } from "../side-by-side/missing.mjs";

const require = createRequire(import.meta.url);
const churnlab = require("../../dist/index.js");

/** The forest of every measurement, by scikit-learn's defaults. */
export function forestOf({ nEstimators = 100, nJobs }) {
  try {
    return new churnlab.RandomForestClassifier({ nEstimators, seed: 1, ...(nJobs && { nJobs }) });
  } catch (error) {
    if (nJobs && /nJobs/.test(error.message)) throw new Missing("RandomForestClassifier has no option nJobs yet");
    throw error;
  }
}

/** The boosting of every measurement, by the defaults of HistGradientBoostingClassifier. */
export function boostingOf({ nEstimators = 100 }) {
  return new (exported("GradientBoostingClassifier"))({ nEstimators, seed: 1 });
}

/** Something of the library. @throws Missing where it does not exist yet */
export function exported(name) {
  if (churnlab[name] === undefined) throw new Missing(`churnlab has no ${name} yet`);
  return churnlab[name];
}
