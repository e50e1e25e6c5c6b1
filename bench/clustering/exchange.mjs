import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { N_CLUSTERS, standardise } from "./our-tasks.mjs";

const require = createRequire(import.meta.url);
const { GaussianMixture, KMeans } = require("../../dist/index.js");

/**
 * Writes what both sides are to work on alike: a partition to be judged, and a start for the Gaussian mixture.
 * @param {import("../side-by-side/read-data.mjs").Data} data
 */
export function writeExchange(data) {
  const X = standardise(data.small.X);
  const write = (name, content) => writeFileSync(data.path(`${name}.json`), JSON.stringify(content));
  write("labels", [...new KMeans({ nClusters: N_CLUSTERS, nInit: 10, seed: 1 }).fit(X).labels]);
  const { weights, means } = new GaussianMixture({ nComponents: N_CLUSTERS, maxIterations: 1, seed: 2 }).fit(X);
  const identity = Array.from({ length: X.nFeatures }, (_, row) =>
    Array.from({ length: X.nFeatures }, (_, column) => (row === column ? 1 : 0)),
  );
  const precisionsInit = Array.from({ length: N_CLUSTERS }, () => identity);
  write("mixture", { weightsInit: [...weights], meansInit: means.toArrays(), precisionsInit });
}
