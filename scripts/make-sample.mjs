// Writes data/gym_churn_simulated.csv. Run `npm run build` first.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const { simulateSample } = require("../dist/data/sample.js");
const { writeClientsCsv } = require("../dist/data/index.js");

await writeClientsCsv(simulateSample(), fileURLToPath(new URL("../data/gym_churn_simulated.csv", import.meta.url)));
