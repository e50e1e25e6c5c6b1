// JupyterLab on this machine only, in notebooks/, with the TypeScript kernel ready. Further arguments go to JupyterLab:
//   npm run lab -- --no-browser --port 9000
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { CACHE, ROOT, VENV_PYTHON } from "./setup/paths.mjs";

const NOTEBOOKS = join(ROOT, "notebooks");
const JUPYTER = join(CACHE, "jupyter");
const CONFIG = join(JUPYTER, "config");

/** JupyterLab's own settings: nothing is asked of the network behind the user's back. */
const SETTINGS = {
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
};

const OPTIONS = [
  "--ServerApp.ip=127.0.0.1",
  `--ServerApp.root_dir=${NOTEBOOKS}`,
  "--Application.log_level=WARN",
  "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
  "--LabApp.news_url=None",
  "--LabApp.extension_manager=readonly",
  "--KernelSpecManager.ensure_native_kernel=False",
  "--KernelSpecManager.allowed_kernelspecs=tslab",
  "--MappingKernelManager.default_kernel_name=tslab",
  // Ctrl-C ends JupyterLab without a question.
  "-y",
  // In a container the user is often root; JupyterLab wants that confirmed.
  ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
];

/** Everything that Jupyter stores lies in this clone, and the user's own Jupyter configuration stays out of it. */
function environment() {
  const env = {
    ...process.env,
    JUPYTER_CONFIG_DIR: CONFIG,
    JUPYTER_DATA_DIR: join(JUPYTER, "data"),
    JUPYTER_RUNTIME_DIR: join(JUPYTER, "runtime"),
    JUPYTERLAB_SETTINGS_DIR: join(JUPYTER, "settings"),
    JUPYTERLAB_WORKSPACES_DIR: join(JUPYTER, "workspaces"),
    IPYTHONDIR: join(JUPYTER, "ipython"),
    JUPYTER_PREFER_ENV_PATH: "1",
  };
  for (const name of ["JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "PYTHONHOME", "PYTHONPATH"]) delete env[name];
  return env;
}

mkdirSync(join(CONFIG, "labconfig"), { recursive: true });
writeFileSync(join(CONFIG, "labconfig", "default_setting_overrides.json"), JSON.stringify(SETTINGS));

const lab = spawn(VENV_PYTHON, ["-m", "jupyterlab", ...OPTIONS, ...process.argv.slice(2)], {
  cwd: NOTEBOOKS,
  env: environment(),
  stdio: "inherit",
});
let stopped = false;
// A terminal sends Ctrl-C to JupyterLab as well; it then shuts its kernels down, and this process only waits for it.
process.on("SIGINT", () => {
  stopped = true;
});
process.on("SIGTERM", () => {
  stopped = true;
  lab.kill("SIGTERM");
});
lab.on("error", (error) => {
  console.error(`JupyterLab does not start: ${error.message}. "npm run setup" repairs .venv.`);
  process.exitCode = 1;
});
lab.on("exit", (code, signal) => {
  process.exitCode = stopped ? 0 : (code ?? 128 + constants.signals[signal]);
});
