import { basename, join } from "node:path";
import { reportSource } from "./package-root";
import type { Progress } from "./progress";
import { PythonProcess } from "./python-process";
import { ReportError } from "./report-error";

/** What a run of the notebooks needs. All paths are absolute. */
export interface NotebookRun {
  readonly notebooks: readonly string[];
  /** Folder that the kernels run in. */
  readonly cwd: string;
  /** Folder for the executed notebooks. */
  readonly executed: string;
  /** Folder for what there is of a notebook that failed. */
  readonly failed: string;
  /** How many notebooks run at a time. */
  readonly parallel: number;
  /** Seconds that one cell may take. */
  readonly cellTimeout: number;
  /** The kernels' environment. */
  readonly env: NodeJS.ProcessEnv;
}

interface FailedEvent {
  readonly event: "failed";
  readonly notebook: number;
  readonly kind: "error" | "stray" | "died" | "timeout" | "start";
  /** Counted from 1 over all cells; 0: before the first one. */
  readonly cell: number;
  readonly cells: number;
  /** First line of the cell. */
  readonly source: string;
  readonly error: string;
  /** Where the notebook was written, as far as it ran. */
  readonly written: string;
}

type ExecutionEvent =
  | { readonly event: "start"; readonly notebook: number }
  | { readonly event: "cell"; readonly notebook: number; readonly done: number }
  | { readonly event: "done"; readonly notebook: number; readonly seconds: number }
  | FailedEvent;

/** A notebook that did not run to its end. The message names notebook, cell and error. */
export class NotebookFailedError extends ReportError {
  constructor(
    readonly notebook: string,
    readonly cell: number,
    readonly error: string,
    readonly written: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Executes the notebooks with their kernel.
 * @returns seconds that each took
 * @throws NotebookFailedError for the first that fails (the others are ended); ReportStopped
 */
export async function runNotebooks(run: NotebookRun, progress: Progress, signal: AbortSignal): Promise<number[]> {
  const seconds = new Array<number>(run.notebooks.length).fill(Number.NaN);
  let failure: FailedEvent | undefined;
  const { env, ...job } = run;
  const python = new PythonProcess(join(reportSource, "execute.py"), env, (line) => {
    const event = line as ExecutionEvent;
    if (event.event === "start") progress.start(event.notebook);
    else if (event.event === "cell") progress.advance(event.notebook, event.done);
    else if (event.event === "done") {
      seconds[event.notebook] = event.seconds;
      progress.finish(event.notebook, event.seconds);
    } else if (failure === undefined) {
      failure = event;
      progress.fail(event.notebook);
    }
  });
  const code = await python.run(job, signal);
  if (failure !== undefined) throw describeFailure(failure, run.notebooks[failure.notebook]);
  if (code !== 0) throw new ReportError("the notebooks did not run to their end, and no reason is known");
  return seconds;
}

function describeFailure(failure: FailedEvent, path: string): NotebookFailedError {
  const { cell, cells, source, error, written } = failure;
  const place = cell === 0 ? "before its first cell" : `in cell ${cell} of ${cells}: ${source}`;
  const late = failure.kind === "stray" ? "\n(an error that the cell itself did not wait for)" : "";
  const message = `${basename(path)} failed ${place}${late}\n\n${indent(error)}`;
  return new NotebookFailedError(basename(path), cell, error, written, message);
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
