import { relative } from "node:path";
import { ChurnlabError } from "../core";
import { makeReport } from "./make-report";
import { type Arguments, parseArguments, usage } from "./parse-arguments";
import { ReportStopped } from "./report-error";
import { NotebookFailedError } from "./run-notebooks";

/**
 * Runs the command line.
 * @returns the exit code: 0 when the report is in place, 1 when something has to be mended, 130 when it was stopped
 */
export async function main(argv: readonly string[]): Promise<number> {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => controller.abort());
  try {
    const { help, timeout, ...options } = parseArguments(argv);
    if (help) return say(usage);
    return await report(options, timeout, controller.signal);
  } catch (error) {
    return explain(error);
  }
}

async function report(
  options: Omit<Arguments, "help" | "timeout">,
  cellTimeout: number | undefined,
  signal: AbortSignal,
): Promise<number> {
  const { folder, seconds } = await makeReport({
    ...options,
    ...(cellTimeout === undefined ? {} : { cellTimeout }),
    signal,
    output: process.stdout,
  });
  return say(`Report: ${shortPath(folder)}/index.html (${seconds.toFixed(1)} s)\n`);
}

function say(text: string): number {
  process.stdout.write(text);
  return 0;
}

function explain(error: unknown): number {
  if (error instanceof ReportStopped) {
    process.stderr.write("Stopped. The last report, if there is one, is unchanged.\n");
    return 130;
  }
  // What was made on purpose explains itself; anything else is a fault of the program and shows where.
  const text = error instanceof ChurnlabError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`\n${text}\n`);
  if (error instanceof NotebookFailedError) {
    process.stderr.write(`\nThe notebook as far as it ran: ${shortPath(error.written)}\n`);
    process.stderr.write("The last report, if there is one, is unchanged.\n");
  }
  return 1;
}

function shortPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short;
}

if (require.main === module) {
  main(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}
