import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../../scripts/setup/child.mjs";
import { findPython } from "../../scripts/setup/find-python.mjs";
import { CACHE } from "../../scripts/setup/paths.mjs";
import { Problem } from "../../scripts/setup/problem.mjs";
import { keyOf } from "../../scripts/setup/stamp.mjs";

const VENV = join(CACHE, "bench-venv");
const PYTHON = process.platform === "win32" ? join(VENV, "Scripts", "python.exe") : join(VENV, "bin", "python");
const REQUIREMENTS = join(dirname(dirname(fileURLToPath(import.meta.url))), "requirements.txt");
/** Written last, so that an interrupted installation is found and done anew. */
const STAMP = join(VENV, "complete");

const PIP = [
  "-m",
  "pip",
  "install",
  "--quiet",
  "--no-input",
  "--disable-pip-version-check",
  "--prefer-binary",
  "--retries",
  "2",
];
const UNREACHABLE = /connection broken|connection error|Max retries|name resolution|ProxyError|timed out/i;

/** The Python of .cache/bench-venv, which holds the packages of bench/requirements.txt; made at the first use. */
export async function benchPython() {
  const key = keyOf(readFileSync(REQUIREMENTS, "utf8"), VENV, process.platform, process.arch);
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === key && existsSync(PYTHON)) return PYTHON;
  const python = await findPython();
  console.log("Installing the Python packages of bench/requirements.txt into .cache/bench-venv; this takes a minute …");
  const start = performance.now();
  rmSync(VENV, { recursive: true, force: true, maxRetries: 3 });
  await succeed("python -m venv", python.command, [...python.args, "-m", "venv", VENV]);
  await succeed("pip install", PYTHON, [...PIP, "--requirement", REQUIREMENTS]);
  await succeed("import of the packages", PYTHON, ["-c", "import numpy, scipy.stats, sklearn.ensemble, shap"]);
  writeFileSync(STAMP, key);
  console.log(`Installed in ${((performance.now() - start) / 1000).toFixed(0)} s.`);
  return PYTHON;
}

async function succeed(what, command, args) {
  const env = { ...process.env, PIP_USER: "0" };
  for (const name of ["PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"]) delete env[name];
  const { code, output } = await run(command, args, { env });
  if (code === 0) return;
  if (what === "pip install" && UNREACHABLE.test(output)) {
    throw new Problem("the packages of bench/requirements.txt cannot be had: PyPI is not reachable from here");
  }
  throw new Problem(`"${what}" failed with exit code ${code}`, output);
}
