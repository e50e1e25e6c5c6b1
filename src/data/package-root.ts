import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ChurnlabError } from "../core";

/** The folder of the churnlab package that this code runs from: the nearest one above with its package.json. */
export function packageRoot(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (isChurnlab(join(folder, "package.json"))) return folder;
    if (folder === dirname(folder)) throw new ChurnlabError(`no package.json of churnlab above ${__dirname}`);
  }
}

function isChurnlab(manifest: string): boolean {
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).name === "churnlab";
}
