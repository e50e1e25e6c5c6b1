import { spawn } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT, VENV_PYTHON } from "../../scripts/setup/paths.mjs";

/**
 * Runs the notebooks of the study, as they are, with the runner of `npm start`.
 * @param {string} folder for what the notebooks write
 * @param {string} jupyterPath where Jupyter looks for the kernel "tslab" first
 * @returns {Promise<{ ran: number, of: number, seconds: number, why: string }>}
 */
export async function runStudy(folder, jupyterPath) {
  const notebooks = readdirSync(join(ROOT, "notebooks"))
    .filter((name) => name.endsWith(".ipynb"))
    .sort()
    .map((name) => join(ROOT, "notebooks", name));
  mkdirSync(folder, { recursive: true });
  const job = {
    notebooks,
    cwd: join(ROOT, "notebooks"),
    parallel: 2,
    cellTimeout: 600,
    executed: join(folder, "executed"),
    failed: join(folder, "failed"),
  };
  const data = join(ROOT, "data", "gym_churn_simulated.csv");
  const env = { ...process.env, JUPYTER_PATH: jupyterPath, CHURN_DATA: data, CHURN_OUT: folder };
  const start = performance.now();
  const runner = join(ROOT, "src", "report", "execute.py");
  const child = spawn(VENV_PYTHON, [runner], { env, stdio: ["pipe", "pipe", "inherit"] });
  let written = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    written += text;
  });
  // Its stdin stays open: the end of it would mean "stop".
  child.stdin.write(`${JSON.stringify(job)}\n`);
  await new Promise((ended) => child.once("close", ended));
  const events = written
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
  const failure = events.find(({ event }) => event === "failed");
  return {
    ran: events.filter(({ event }) => event === "done").length,
    of: notebooks.length,
    seconds: (performance.now() - start) / 1000,
    why: failure === undefined ? "" : `${notebooks[failure.notebook]}, cell ${failure.cell}: ${failure.error}`,
  };
}
