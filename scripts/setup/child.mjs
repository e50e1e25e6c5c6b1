import { spawn } from "node:child_process";

const children = new Set();
const SIGNALS = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 };

/**
 * Runs a program quietly and collects what it prints.
 * @returns {Promise<{ code: number, output: string, missing: boolean }>} `missing`: there is no such program.
 */
export function run(command, args, { cwd, env, shell = false, onStart } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, shell, stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
    const chunks = [];
    children.add(child);
    if (child.pid !== undefined && onStart) onStart(child.pid);
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    child.on("error", (error) => {
      children.delete(child);
      resolve({ code: 127, output: error.message, missing: error.code === "ENOENT" });
    });
    child.on("close", (code, signal) => {
      children.delete(child);
      const ended = signal ? `\n(ended by ${signal})` : "";
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString("utf8") + ended, missing: false });
    });
  });
}

/** Ctrl-C, a closed terminal and a polite kill end the child processes too; then `cleanUp` runs and setup ends. */
export function endChildrenOnSignals(cleanUp) {
  for (const [signal, number] of Object.entries(SIGNALS)) {
    process.once(signal, async () => {
      const ended = [...children].map((child) => new Promise((resolve) => child.once("close", resolve)));
      for (const child of children) child.kill(signal);
      await Promise.race([Promise.all(ended), new Promise((resolve) => setTimeout(resolve, 5000))]);
      for (const child of children) child.kill("SIGKILL");
      cleanUp();
      process.exit(128 + number);
    });
  }
}
