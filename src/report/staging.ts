import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { foreignFiles, markReport } from "./output-folder";

/** A folder beside the report in which the next one grows, unseen until it is whole. */
export interface Staging {
  /** Absolute path. */
  readonly folder: string;
  /** Puts the finished report in the place of the last one. */
  publish(): void;
  /** Removes the folder; after `publish` there is nothing to remove. */
  discard(): void;
}

/**
 * Opens a staging folder for a report, and first tidies up what a killed run may have left.
 * @param report absolute path of the report, already checked
 */
export function openStaging(report: string): Staging {
  repair(report);
  const folder = sibling(report, "staging", process.pid);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return {
    folder,
    publish: () => publish(folder, report),
    discard: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function publish(folder: string, report: string): void {
  markReport(folder);
  const previous = sibling(report, "previous", process.pid);
  if (!existsSync(report)) {
    renameSync(folder, report);
    return;
  }
  renameSync(report, previous);
  try {
    renameSync(folder, report);
  } catch (error) {
    renameSync(previous, report);
    throw error;
  }
  retire(previous, report);
}

/** Removes a replaced report. Files that no run wrote move over to the new one, unless it has one of that name. */
function retire(previous: string, report: string): void {
  for (const file of foreignFiles(previous)) {
    const target = join(report, file);
    if (existsSync(target)) continue;
    mkdirSync(dirname(target), { recursive: true });
    renameSync(join(previous, file), target);
  }
  rmSync(previous, { recursive: true, force: true });
}

/** A run that was killed leaves its folders; one that was killed between the two renames has no report in place. */
function repair(report: string): void {
  for (const { kind, folder } of leftovers(report)) {
    if (kind === "staging") rmSync(folder, { recursive: true, force: true });
    else if (existsSync(report)) retire(folder, report);
    else renameSync(folder, report);
  }
}

function leftovers(report: string): { kind: string; folder: string }[] {
  const parent = dirname(report);
  if (!existsSync(parent)) return [];
  return readdirSync(parent).flatMap((name) => {
    const match = /^\.(.+)\.(staging|previous)-(\d+)$/.exec(name);
    if (match === null || match[1] !== basename(report) || isRunning(Number(match[3]))) return [];
    return [{ kind: match[2], folder: join(parent, name) }];
  });
}

function sibling(report: string, kind: "staging" | "previous", pid: number): string {
  return join(dirname(report), `.${basename(report)}.${kind}-${pid}`);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
