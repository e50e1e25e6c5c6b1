import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { TestContext } from "node:test";

/** How a run of the report's command ended. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const command = resolve("dist/report/cli.js");

/** A temporary folder, removed when the test ends. */
export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "churnlab-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * A folder for notebooks, removed when the test ends. It lies inside the clone, because the kernel looks for tslab and
 * churnlab in the folders above its own.
 */
export function notebookFolder(t: TestContext): string {
  mkdirSync(".cache", { recursive: true });
  const folder = mkdtempSync(resolve(".cache/notebooks-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a notebook of code cells; a source that starts with `#` is a markdown cell. */
export function writeNotebook(folder: string, name: string, sources: readonly string[], metadata = {}): void {
  const cells = sources.map((source, index) => {
    const shared = { id: `cell-${index}`, metadata, source };
    return source.startsWith("#")
      ? { cell_type: "markdown", ...shared }
      : { cell_type: "code", execution_count: null, outputs: [], ...shared };
  });
  const kernelspec = { name: "tslab", display_name: "TypeScript", language: "typescript" };
  const notebook = { cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 };
  writeFileSync(join(folder, name), `${JSON.stringify(notebook, null, 1)}\n`);
}

/** Starts the report's command. */
export function startReport(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [command, ...args], { env: { ...process.env, ...env } });
}

/** Waits for the end of a process and collects what it wrote. */
export function outcome(child: ChildProcess): Promise<Outcome> {
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]!.setEncoding("utf8").on("data", (text: string) => {
      written[name] += text;
    });
  }
  return new Promise((resolved, rejected) => {
    child.once("error", rejected);
    child.once("close", (code) => resolved({ code, ...written }));
  });
}

/** Runs the report's command to its end. */
export function runReport(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return outcome(startReport(args, env));
}

/** A folder that passes for a report of ours, with content that a test can recognise. */
export function writeOldReport(folder: string): void {
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(folder, "index.html"), "the last good report");
  writeFileSync(join(folder, "assets", "report.css"), "body {}");
  const files = ["assets/report.css", "index.html"];
  writeFileSync(join(folder, ".churnlab-report.json"), JSON.stringify({ program: "churnlab", files }));
}

/** Every file below a folder with the SHA-256 of its bytes. */
export function fingerprint(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    files.map((file) => [file.slice(folder.length + 1), createHash("sha256").update(readFileSync(file)).digest("hex")]),
  );
}
