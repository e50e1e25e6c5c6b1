// The two times that a user feels: setup when nothing is to be done (bound 1 s), and the whole study (bound 60 s).
// Set up the clone first: npm run setup.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), "churnlab-bench-"));

function measure(label, runs, args) {
  const seconds = Array.from({ length: runs }, () => {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
    if (status !== 0) throw new Error(`${label} failed: ${stderr}`);
    return (performance.now() - start) / 1000;
  }).sort((a, b) => a - b);
  const middle = seconds[Math.floor(runs / 2)];
  console.log(
    `${label}: median ${middle.toFixed(2)} s of ${runs} (${seconds[0].toFixed(2)} to ${seconds.at(-1).toFixed(2)})`,
  );
}

try {
  measure("setup with nothing to do", 5, [join(root, "scripts", "setup.mjs")]);
  measure("the study on the sample", 3, [join(root, "dist", "report", "cli.js"), "--out", join(folder, "report")]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
