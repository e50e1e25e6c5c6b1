import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { findPython } from "./find-python";
import { ReportError, ReportStopped } from "./report-error";

const graceMilliseconds = 8000;
const notAllRan = 3;

/**
 * One of our Python scripts: it reads its job as the first line of stdin and answers by JSON lines on stdout.
 * The end of stdin tells it to stop, so that it also stops when this process is killed.
 */
export class PythonProcess {
  private readonly child: ChildProcess;
  private readonly stderr: string[] = [];
  private readonly ended: Promise<number | null>;
  private spawnError: Error | undefined;

  /**
   * Starts the script, which loads its packages and waits for the job.
   * @param script absolute path
   * @param onEvent called with each line of stdout, parsed
   */
  constructor(
    private readonly script: string,
    env: NodeJS.ProcessEnv,
    onEvent: (event: unknown) => void,
  ) {
    // A group of its own: Ctrl-C in the terminal reaches only this process, which then stops the script in order.
    this.child = spawn(findPython(env), [script], {
      env: pythonEnvironment(env),
      stdio: ["pipe", "pipe", "pipe"],
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    this.child.stdin!.on("error", () => {}); // It ended early: its exit code tells why.
    this.child.stderr!.setEncoding("utf8").on("data", (text: string) => this.stderr.push(text));
    const lines = createInterface({ input: this.child.stdout! }).on("line", (line) => onEvent(JSON.parse(line)));
    const linesEnded = new Promise<void>((resolve) => lines.once("close", resolve));
    this.ended = new Promise<number | null>((resolve) => {
      this.child.once("error", (error) => {
        this.spawnError = error;
        resolve(null);
      });
      this.child.once("close", (code) => linesEnded.then(() => resolve(code)));
    });
  }

  /**
   * Hands the script its job and waits until it has ended.
   * @param signal stops the script when it is aborted
   * @returns the exit code: 0, or 3 when the script told by events why its work is not done
   * @throws ReportStopped when it was stopped; ReportError with what it wrote to stderr when it broke down
   */
  async run(job: object, signal: AbortSignal): Promise<number> {
    const stop = () => this.stop();
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
    this.child.stdin!.write(`${JSON.stringify(job)}\n`);
    const code = await this.ended;
    signal.removeEventListener("abort", stop);
    if (signal.aborted) throw new ReportStopped();
    if (code !== 0 && code !== notAllRan) throw this.breakdown(code);
    return code;
  }

  /** Tells the script to stop and waits for it; kills it when it does not. */
  async stop(): Promise<void> {
    this.child.stdin!.end();
    const timer = setTimeout(() => this.child.kill("SIGKILL"), graceMilliseconds);
    await this.ended;
    clearTimeout(timer);
  }

  private breakdown(code: number | null): ReportError {
    const what = this.spawnError?.message ?? `it ended with ${code === null ? "a signal" : `code ${code}`}`;
    return new ReportError(`Python could not run ${this.script}: ${what}\n${this.stderr.join("")}`.trimEnd());
  }
}

function pythonEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // The kernel of this Python goes before one of the same name that is installed for the user.
  const { JUPYTER_PATH: _, ...rest } = env;
  return {
    ...rest,
    JUPYTER_PREFER_ENV_PATH: "1",
    JUPYTER_PLATFORM_DIRS: "1",
    PYTHONUTF8: "1",
    PYTHONDONTWRITEBYTECODE: "1",
  };
}
