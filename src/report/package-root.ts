import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of churnlab's package.json: two above src/report and dist/report alike. */
export const packageRoot = dirname(dirname(__dirname));

/** Python scripts, templates and assets are used from the source, wherever the compiled code lies. */
export const reportSource = join(packageRoot, "src", "report");

/** churnlab's own version. */
export function packageVersion(): string {
  return JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")).version;
}
