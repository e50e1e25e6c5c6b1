import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ROOT } from "../../scripts/setup/paths.mjs";

const require = createRequire(import.meta.url);
const { featuresAndLabels, readClients, simulateClients } = require("../../dist/index.js");

/**
 * Writes the clients of both sizes as binary files that both sides read: `<name>.X` (float64, row by row) and
 * `<name>.y` (bytes), and what they hold in `data.json`.
 * @param {number} nLarge simulated clients of the large set; 0: none
 * @returns {Promise<string>} where the small set is from, for the results
 */
export async function writeData(folder, nLarge) {
  const real = process.env.CHURN_REAL_DATA;
  const small = featuresAndLabels(await readClients(real || join(ROOT, "data", "gym_churn_simulated.csv")));
  writeSet(folder, "small", small);
  if (nLarge > 0) writeSet(folder, "large", featuresAndLabels(simulateClients({ nClients: nLarge, seed: 1 })));
  const { nSamples, featureNames } = small.X;
  writeFileSync(join(folder, "data.json"), JSON.stringify({ featureNames, small: nSamples, large: nLarge }));
  return `${nSamples.toLocaleString("en")} clients of ${real ? "the real file (CHURN_REAL_DATA)" : "the simulated sample"}`;
}

function writeSet(folder, name, { X, y }) {
  writeFileSync(join(folder, `${name}.X`), new Uint8Array(X.data.buffer, X.data.byteOffset, X.data.byteLength));
  writeFileSync(join(folder, `${name}.y`), y);
}
