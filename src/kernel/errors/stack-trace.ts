import { dirname, sep } from "node:path";
import { findSource } from "./source-positions";

/** Folders whose code is the kernel's own: a reader of a traceback cannot do anything about it. */
let kernelFolders: readonly string[] = [];
const nodeItself = /^node:/;

/** How many calls a traceback goes back: enough to come from the depth of a library to the cell. */
const depth = 100;

/**
 * From here on every stack of this process, also one that a cell prints itself, names cells with their own lines and
 * columns and leaves the kernel out.
 * @param folders of the kernel's code, beside the one of this file
 */
export function showOriginalPlaces(folders: readonly string[]): void {
  kernelFolders = [dirname(__dirname), ...folders].map((folder) => folder + sep);
  Error.stackTraceLimit = depth;
  Error.prepareStackTrace = (error, sites) => {
    const frames = sites.filter((site) => !isInternal(site)).map((site) => `\n    at ${describe(site)}`);
    return headline(error) + frames.join("");
  };
}

/** What stands before the frames, as V8 writes it. */
function headline(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "<error>";
  }
}

function isInternal(site: NodeJS.CallSite): boolean {
  const file = site.getFileName();
  if (file === null || file === undefined) return false;
  return nodeItself.test(file) || kernelFolders.some((folder) => file.startsWith(folder));
}

function describe(site: NodeJS.CallSite): string {
  const text = String(site);
  const file = site.getFileName();
  const source = file ? findSource(file) : undefined;
  const [line, column] = [site.getLineNumber(), site.getColumnNumber()];
  if (source === undefined || line === null || column === null) return text;
  const place = source.original({ line, column });
  const shown = place === null ? source.name : `${source.name}:${place.line}:${place.column}`;
  const raw = `${file}:${line}:${column}`;
  // The code of the cell itself is a function without a name.
  if (!text.includes("(")) return shown;
  return text.replace(raw, () => shown);
}
