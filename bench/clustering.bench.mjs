// Clusters, statistics, preprocessing and outliers side by side with scikit-learn and SciPy in one run.
// CHURN_REAL_DATA names another client file than the simulated sample; of it only times are kept.
//   --quick      few rounds and no large data
//   --only=TEXT  only what is labelled so, "linkage" for one; with either option RESULTS-clustering.md stays as it is
import { runBench } from "./side-by-side/run-bench.mjs";

await runBench(new URL("./clustering/run-clustering.mjs", import.meta.url).href, "RESULTS-clustering.md");
