import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port";

const PATIENCE_MS = 60_000;

/** JupyterLab as `npm run lab` starts it. */
export interface LabServer {
  /** Address of a page or an interface path, token included. */
  readonly url: (path: string) => string;
  /** Asks the server to end as a Ctrl-C does; the exit code of scripts/lab.mjs. */
  readonly stop: () => Promise<number | null>;
  /** What it has printed so far. */
  readonly output: () => string;
}

/**
 * Starts JupyterLab on a free port, with `folder` as its root and a new state inside it, and waits until it answers.
 * The end of the test ends it.
 */
export async function startLab(t: TestContext, folder: string): Promise<LabServer> {
  const port = await freePort();
  const token = randomBytes(16).toString("hex");
  const options = ["--no-browser", `--port=${port}`, `--IdentityProvider.token=${token}`];
  // In a process group of its own, so that a signal reaches the server as the terminal's Ctrl-C would.
  const lab = spawn(process.execPath, ["scripts/lab.mjs", ...options, `--ServerApp.root_dir=${folder}`], {
    detached: true,
    env: { ...process.env, CHURN_LAB_HOME: join(folder, ".jupyter") },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [lab.stdout, lab.stderr]) stream.on("data", (chunk) => (printed += chunk));

  const ended = new Promise<number | null>((resolve) => lab.on("exit", resolve));
  const stop = () => {
    interrupt(lab);
    return ended;
  };
  t.after(stop);

  const url = (path: string) => `http://127.0.0.1:${port}/${path}?token=${token}`;
  const start = Date.now();
  while (!(await answers(url("api/status")))) {
    if (lab.exitCode !== null) throw new Error(`JupyterLab ended:\n${printed}`);
    if (Date.now() - start > PATIENCE_MS) throw new Error(`JupyterLab does not answer:\n${printed}`);
    await sleep(100);
  }
  return { url, stop, output: () => printed };
}

function interrupt(lab: ChildProcess): void {
  if (lab.exitCode !== null || lab.signalCode !== null || lab.pid === undefined) return;
  if (process.platform === "win32") lab.kill();
  else process.kill(-lab.pid, "SIGINT");
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address)).ok;
  } catch {
    return false;
  }
}
