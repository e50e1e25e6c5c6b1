// A million simulated clients: seconds and memory. The bound is 10 s. Run `npm run build` first.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { simulateClients } = require("../dist/data/index.js");

const megabytes = () => process.memoryUsage().rss / 1e6;
for (const nClients of [250_000, 500_000, 1_000_000]) {
  const memory = megabytes();
  const start = performance.now();
  const clients = simulateClients({ nClients, seed: 1 });
  const seconds = (performance.now() - start) / 1000;
  const size = clients.data.byteLength / 1e6;
  console.log(
    `simulateClients ${clients.nSamples} clients: ${seconds.toFixed(2)} s, matrix ${size.toFixed(0)} MB, ` +
      `process grew by ${(megabytes() - memory).toFixed(0)} MB to ${megabytes().toFixed(0)} MB`,
  );
}
