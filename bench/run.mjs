// Sets the clone up, then runs every measurement of bench/, or those whose names hold the words given:
//   npm run bench -- simulate
// Options go to the measurements:
//   npm run bench -- modeling --quick
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));
const options = process.argv.slice(2).filter((argument) => argument.startsWith("-"));
const words = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
const wanted = readdirSync(folder)
  .filter((name) => name.endsWith(".bench.mjs") && (words.length === 0 || words.some((word) => name.includes(word))))
  .sort();

if (wanted.length === 0) {
  console.error(`bench: no measurement is called ${words.join(", ")}`);
  process.exit(1);
}
const setup = spawnSync(process.execPath, [join(dirname(folder), "scripts", "setup.mjs")], { stdio: "inherit" });
if (setup.status !== 0) process.exit(setup.status ?? 1);
console.log(
  `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0].model}`,
);
let failed = 0;
for (const name of wanted) {
  console.log(`\n${name.replace(".bench.mjs", "")}`);
  const { status } = spawnSync(process.execPath, [join(folder, name), ...options], { stdio: "inherit" });
  if (status !== 0) failed++;
}
process.exit(failed === 0 ? 0 : 1);
