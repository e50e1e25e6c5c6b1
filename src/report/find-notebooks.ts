import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ReportError } from "./report-error";

/**
 * The notebooks of a study, `NN-name.ipynb`, in the order of their numbers.
 * @returns absolute paths
 * @throws ReportError when the folder has none
 */
export function findNotebooks(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /^\d{2}-.+\.ipynb$/.test(name)) : [];
  if (names.length === 0) throw new ReportError(`no notebook named NN-name.ipynb in ${folder}`);
  return names.sort().map((name) => join(folder, name));
}
