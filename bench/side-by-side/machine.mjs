import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, totalmem, type } from "node:os";
import { ROOT } from "../../scripts/setup/paths.mjs";

/** Every numeric library of either side is held to one thread, but where a measurement is about threads. */
export const THREADS = Object.fromEntries(
  [
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "NUMBA_NUM_THREADS",
  ].map((name) => [name, "1"]),
);

/**
 * What the figures depend on, as [name, value] lines.
 * @param {Record<string, string>} pythonVersions of Python and its packages
 */
export function describeMachine(pythonVersions) {
  const processors = cpus();
  return [
    ["date", new Date().toISOString().slice(0, 10)],
    ["commit", commit()],
    ["processor", `${processors.length} × ${processors[0].model.trim()}`],
    ["memory", `${(totalmem() / 2 ** 30).toFixed(0)} GiB`],
    ["system", `${systemName()}, ${type()} ${process.arch}`],
    ["Node", `${process.versions.node} (V8 ${process.versions.v8})`],
    ...Object.entries(pythonVersions),
    ["threads", `${Object.keys(THREADS).join(", ")} = 1; n_jobs = 1 but where a row says otherwise`],
  ];
}

function commit() {
  const git = (...args) => spawnSync("git", args, { cwd: ROOT, encoding: "utf8" });
  const head = git("rev-parse", "--short", "HEAD");
  if (head.status !== 0) return "not known";
  const changed = git("status", "--porcelain", "--", "src", "bench").stdout.trim() !== "";
  return head.stdout.trim() + (changed ? ", with changes since" : "");
}

function systemName() {
  try {
    return /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? process.platform;
  } catch {
    return process.platform;
  }
}
