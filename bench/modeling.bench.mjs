// Modelling side by side with scikit-learn, SciPy, LightGBM, shap and statsmodels in one run.
// CHURN_REAL_DATA names another client file than the simulated sample; of it only times are kept.
//   --quick      few rounds and no large data
//   --only=TEXT  only what is labelled so, "forest" for one; with either option RESULTS.md stays as it is
import { runBench } from "./side-by-side/run-bench.mjs";

await runBench(new URL("./modeling/run-modeling.mjs", import.meta.url).href, "RESULTS.md");
