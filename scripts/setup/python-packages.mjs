import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "./child.mjs";
import { findPython } from "./find-python.mjs";
import { noteChild } from "./lock.mjs";
import { ROOT, VENV, VENV_PYTHON } from "./paths.mjs";
import { Problem } from "./problem.mjs";
import { isUnfinished, keyOf, readStamp, recorded } from "./stamp.mjs";

const STEP = "Python packages";
const REQUIREMENTS = join(ROOT, "requirements.txt");

/** .venv with the packages of requirements.txt. It is always made anew: pip cannot tell a package half unpacked. */
export const pythonPackages = {
  name: STEP,

  isDone() {
    // A virtual environment knows its own path, and its Python is a link to one that may have been removed.
    return !isUnfinished(STEP) && readStamp()[STEP] === key() && existsSync(VENV_PYTHON);
  },

  findTool: findPython,

  async do(python) {
    await recorded(STEP, key, async () => {
      rmSync(VENV, { recursive: true, force: true, maxRetries: 3 });
      await succeed("python -m venv", python.command, [...python.args, "-m", "venv", VENV]);
      const pip = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"];
      const how = ["--no-deps", "--prefer-binary", "--no-compile", "--no-warn-script-location"];
      await succeed("pip install", VENV_PYTHON, [...pip, ...how, "--requirement", REQUIREMENTS]);
      // Shows that the packages work, and has Python compile what is used (installing compiles four times as much).
      await succeed("import of Jupyter", VENV_PYTHON, ["-c", "import nbclient, nbconvert, jupyterlab.labapp"]);
    });
  },
};

function key() {
  return keyOf(readFileSync(REQUIREMENTS, "utf8"), VENV, process.platform, process.arch);
}

async function succeed(what, command, args) {
  const { code, output } = await run(command, args, { cwd: ROOT, env: environment(), onStart: noteChild });
  if (code !== 0) throw new Problem(`"${what}" failed with exit code ${code}`, output);
}

/** The user's environment, index and proxy included, without what would lead pip or Python out of .venv. */
function environment() {
  const env = { ...process.env, PIP_USER: "0" };
  for (const name of ["PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"]) {
    delete env[name];
  }
  return env;
}
