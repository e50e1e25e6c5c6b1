import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { type Outcome, outcome } from "./report";

/** The Python of .venv, which has Jupyter. */
export const python = resolve(process.platform === "win32" ? ".venv/Scripts/python.exe" : ".venv/bin/python");

/** Jupyter as it is in .venv: no kernelspec, setting or extension of the user's own. */
function environment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, JUPYTER_PREFER_ENV_PATH: "1", PYTHONDONTWRITEBYTECODE: "1" };
  for (const name of ["JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "PYTHONHOME", "PYTHONPATH"]) delete env[name];
  return env;
}

export function startPython(args: readonly string[], cwd = "."): ChildProcess {
  return spawn(python, args, { cwd, env: environment(), stdio: ["ignore", "pipe", "pipe"] });
}

/** Runs Python to its end. */
export function runPython(args: readonly string[], cwd?: string): Promise<Outcome> {
  return outcome(startPython(args, cwd));
}
