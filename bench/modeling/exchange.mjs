import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Missing } from "../side-by-side/missing.mjs";
import { boostingOf, forestOf } from "./our-models.mjs";

const require = createRequire(import.meta.url);
const { LogisticRegression } = require("../../dist/index.js");

/**
 * Writes what both sides are to work on alike: forecasts to be judged, and our trees, which shap is to explain. The
 * same seed grows the same trees again in the process that is measured.
 * @param {import("../side-by-side/read-data.mjs").Data} data
 */
export function writeExchange(data) {
  const { X, y } = data.small;
  const write = (name, content) => writeFileSync(data.path(`${name}.json`), JSON.stringify(content));
  write("scores", [...new LogisticRegression().fit(X, y).predictProba(X)]);
  write("forest", forestOf({}).fit(X, y).toJSON());
  try {
    write("boosting", boostingOf({}).fit(X, y).toJSON());
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
  }
}
