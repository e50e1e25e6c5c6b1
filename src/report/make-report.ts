import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, dirname, join } from "node:path";
import { collectSummary, type Findings } from "./collect-summary";
import { type CheckedData, checkData, type DataDescription, smallestClass } from "./describe-data";
import { findNotebooks } from "./find-notebooks";
import { countCodeCells, readNotebook } from "./notebook-file";
import { checkOutputFolder, defaultOutput, listFiles } from "./output-folder";
import { packageRoot, packageVersion, reportSource } from "./package-root";
import { createProgress } from "./progress";
import { PythonProcess } from "./python-process";
import { ReportError } from "./report-error";
import { runNotebooks } from "./run-notebooks";
import { openStaging } from "./staging";

/** What a report is made of. Paths may be relative to the current folder. */
export interface ReportOptions {
  /** Client file. Default: CHURN_DATA, else data/gym_churn.csv, else the simulated sample. */
  readonly data?: string;
  /** Folder of the report. Default: `report` of the package. */
  readonly out?: string;
  /** Folder of the notebooks. Default: `notebooks` of the package. */
  readonly notebooks?: string;
  /** Seconds that one cell may take. Default 600. */
  readonly cellTimeout?: number;
  /** Ends the run when it is aborted. */
  readonly signal?: AbortSignal;
  /** Where progress is told. */
  readonly output: { readonly isTTY?: boolean; write(text: string): unknown };
}

/** What was made. */
export interface Report {
  /** Absolute path of the folder. */
  readonly folder: string;
  readonly seconds: number;
}

/** The content of summary.json. */
export interface Summary extends Findings {
  readonly data: DataDescription;
  /** Files that the notebooks wrote, relative to the report. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  readonly run: { readonly made: string; readonly seconds: number; readonly churnlab: string; readonly node: string };
}

const parallelNotebooks = 2;

/**
 * Checks the data, runs the notebooks and puts the report in place. The last report stays as it is until the new one
 * is whole.
 * @throws DataValidationError for the data; NotebookFailedError; ReportStopped; ReportError for what else can be mended
 */
export async function makeReport(options: ReportOptions): Promise<Report> {
  const started = performance.now();
  const { output } = options;
  const folder = checkOutputFolder(options.out ?? defaultOutput);
  const notebooks = findNotebooks(options.notebooks ?? join(packageRoot, "notebooks"));
  const data = await checkData({
    named: options.data,
    // Other notebooks than the study's may ask other questions.
    smallestClass: options.notebooks === undefined ? smallestClass : 0,
    onNote: (note) => output.write(`note: ${note}\n`),
  });
  output.write(`${describeData(data)}\n`);
  const staging = openStaging(folder);
  try {
    const seconds = await execute(
      notebooks,
      data,
      { folder: staging.folder, failed: failedFolder(folder) },
      options,
      started,
    );
    staging.publish();
    return { folder, seconds };
  } finally {
    staging.discard();
  }
}

/** Where a notebook that failed can be looked at: a folder for each report, so that two runs keep out of each other's way. */
function failedFolder(report: string): string {
  const mark = createHash("sha256").update(report).digest("hex").slice(0, 8);
  return join(packageRoot, ".cache", "failed", `${basename(report)}-${mark}`);
}

async function execute(
  notebooks: readonly string[],
  data: CheckedData,
  { folder, failed }: { readonly folder: string; readonly failed: string },
  options: ReportOptions,
  started: number,
): Promise<number> {
  const signal = options.signal ?? new AbortController().signal;
  rmSync(failed, { recursive: true, force: true });
  const executed = join(folder, "notebooks");
  // Started first, because it takes a second to load its packages.
  const renderer = new PythonProcess(join(reportSource, "render.py"), process.env, () => {});
  try {
    const seconds = await runAll(notebooks, data, folder, executed, failed, options, signal);
    const files = describeFiles(folder);
    const ran = notebooks.map((path, index) => ({
      name: basename(path),
      file: readNotebook(join(executed, basename(path))),
      seconds: seconds[index],
    }));
    const total = () => (performance.now() - started) / 1000;
    const run = { made: new Date().toISOString(), churnlab: packageVersion(), node: process.version };
    const summary: Summary = {
      data: data.description,
      ...collectSummary(ran, data.description),
      files,
      run: { ...run, seconds: total() },
    };
    writeFileSync(join(folder, "summary.json"), `${JSON.stringify(summary, null, 1)}\n`);
    copyAssets(join(folder, "assets"));
    const job = { summary, executed, out: folder, templates: join(reportSource, "templates") };
    if ((await renderer.run(job, signal)) !== 0) throw new ReportError("the pages could not be written");
    return total();
  } finally {
    await renderer.stop();
  }
}

async function runAll(
  notebooks: readonly string[],
  data: CheckedData,
  folder: string,
  executed: string,
  failed: string,
  options: ReportOptions,
  signal: AbortSignal,
): Promise<number[]> {
  const tasks = notebooks.map((path) => ({
    name: basename(path, ".ipynb"),
    total: countCodeCells(readNotebook(path)),
  }));
  const progress = createProgress(tasks, options.output);
  const run = {
    notebooks,
    cwd: dirname(notebooks[0]),
    executed,
    failed,
    parallel: Math.min(parallelNotebooks, availableParallelism()),
    cellTimeout: options.cellTimeout ?? 600,
    env: { ...process.env, CHURN_DATA: data.path, CHURN_OUT: folder },
  };
  try {
    return await runNotebooks(run, progress, signal);
  } finally {
    progress.close();
  }
}

/** Files of the notebooks: all that lies in the report before we add ours. */
function describeFiles(folder: string): Summary["files"] {
  return listFiles(folder)
    .filter((name) => !name.startsWith("notebooks/"))
    .map((name) => ({ name, bytes: statSync(join(folder, name)).size }));
}

function copyAssets(target: string): void {
  mkdirSync(target, { recursive: true });
  const assets = join(reportSource, "assets");
  for (const name of readdirSync(assets)) copyFileSync(join(assets, name), join(target, name));
  copyFileSync(require.resolve("plotly.js-cartesian-dist-min"), join(target, "plotly.min.js"));
}

function describeData({ description: { kind, path, nClients } }: CheckedData): string {
  const nature = kind === "simulated" ? "simulated sample" : "client file";
  return `Data: ${path} (${nature}, ${nClients} clients)`;
}
