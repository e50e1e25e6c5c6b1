import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { packageRoot } from "./package-root";
import { ReportError } from "./report-error";

/** Names a folder as a report of ours; inside stands the list of the files that the run wrote. */
export const markerName = ".churnlab-report.json";

/** Where reports go when nobody says otherwise. */
export const defaultOutput = join(packageRoot, "report");

/**
 * Checks that a report may be put in the place of a folder, without the loss of anything that is not a report of ours.
 * @param named the folder as the caller wrote it
 * @returns its absolute path, links resolved
 * @throws ReportError for a file, for a folder that others live in, and for a folder that holds something else
 */
export function checkOutputFolder(named: string): string {
  const folder = realPath(resolve(named));
  const refuse = (reason: string) => new ReportError(`the report cannot go to ${named}: ${reason}`);
  for (const [place, name] of protectedPlaces()) {
    if (isWithin(place, folder)) throw refuse(place === folder ? `it is ${name}` : `it holds ${name}`);
  }
  if (!existsSync(folder)) return folder;
  if (!lstatSync(folder).isDirectory()) throw refuse("it is not a folder");
  if (readdirSync(folder).length === 0 || isReport(folder) || folder === realPath(defaultOutput)) return folder;
  throw refuse("it is not empty, and not a report of churnlab");
}

function protectedPlaces(): [string, string][] {
  const places: [string, string][] = [
    [homedir(), "your home folder"],
    [process.cwd(), "the current folder"],
    ...["src", "notebooks", "data", "dist", "node_modules"].map((name): [string, string] => [
      join(packageRoot, name),
      `churnlab's own folder ${name}`,
    ]),
  ];
  return places.map(([place, name]) => [realPath(place), name]);
}

/** The path with all links resolved, also where its last parts do not exist yet. */
function realPath(path: string): string {
  if (existsSync(path) || path === dirname(path)) return existsSync(path) ? realpathSync(path) : path;
  return join(realPath(dirname(path)), basename(path));
}

/** Whether `path` is `folder` or lies anywhere below it. */
function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function isReport(folder: string): boolean {
  return existsSync(join(folder, markerName));
}

/** Writes the marker into a finished report. */
export function markReport(folder: string): void {
  const files = listFiles(folder);
  writeFileSync(join(folder, markerName), `${JSON.stringify({ program: "churnlab", files }, null, 1)}\n`);
}

/** Files of a report folder that no run wrote: somebody put them there. Relative paths. */
export function foreignFiles(folder: string): string[] {
  const marker = join(folder, markerName);
  const ours: string[] = existsSync(marker) ? JSON.parse(readFileSync(marker, "utf8")).files : [];
  return listFiles(folder).filter((file) => file !== markerName && !ours.includes(file));
}

/** All files below a folder, as relative paths with `/`, sorted. Links are not followed. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}
