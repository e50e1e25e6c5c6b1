// JupyterLab on this machine only, in notebooks/, with the TypeScript kernel ready. Further arguments go to JupyterLab:
//   npm run lab -- --no-browser --port 9000
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { CACHE, ROOT, VENV_PYTHON } from "./setup/paths.mjs";

const NOTEBOOKS = join(ROOT, "notebooks");
/** Where this server keeps its configuration and state; the tests give each of theirs a folder of its own. */
const JUPYTER = process.env["CHURN_LAB_HOME"] ?? join(CACHE, "jupyter");
const CONFIG = join(JUPYTER, "config");

/** What the servers of this clone are told; an option of the command line overrules it. */
const SERVER = {
  Application: { log_level: "ERROR" },
  ServerApp: {
    ip: "127.0.0.1",
    root_dir: NOTEBOOKS,
    // In a container the user is often root; JupyterLab wants that confirmed.
    allow_root: process.getuid?.() === 0,
  },
  LabApp: {
    check_for_updates_class: "jupyterlab.NeverCheckForUpdate",
    news_url: null,
    extension_manager: "readonly",
  },
  KernelSpecManager: { ensure_native_kernel: false, allowed_kernelspecs: ["tslab"] },
  MappingKernelManager: { default_kernel_name: "tslab" },
};

/** JupyterLab's own settings, until the user changes them: nothing is asked of the network behind the user's back. */
const SETTINGS = {
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
};

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
writeFileSync(join(CONFIG, "jupyter_config.json"), JSON.stringify(SERVER, null, 2));
writeFileSync(join(CONFIG, "labconfig", "default_setting_overrides.json"), JSON.stringify(SETTINGS, null, 2));

const isWindows = process.platform === "win32";
const lab = spawn(VENV_PYTHON, ["-m", "jupyterlab", ...process.argv.slice(2)], {
  cwd: NOTEBOOKS,
  env: environment(),
  stdio: "inherit",
  // Out of reach of the terminal's Ctrl-C, upon which JupyterLab may end and leave its kernels running; see below.
  detached: !isWindows,
});

let stopped = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    stopped = true;
    if (!isWindows) lab.kill("SIGTERM");
  });
}
lab.on("error", (error) => {
  console.error(`JupyterLab does not start: ${error.message}. "npm run setup" repairs .venv.`);
  process.exitCode = 1;
});
lab.on("exit", (code, signal) => {
  process.exitCode = stopped ? 0 : (code ?? 128 + constants.signals[signal]);
});
