import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Reads `src/<folder>/fixtures/<name>.json`, written by scripts/oracles; tests run from the root of the repository.
 * In place of numbers that JSON lacks, null is NaN, "inf" and "-inf" are the infinities.
 */
export function readFixture<T>(folder: string, name: string): T {
  const text = readFileSync(join(process.cwd(), "src", folder, "fixtures", `${name}.json`), "utf8");
  return JSON.parse(text, (_key, value: unknown) => {
    if (value === null) return Number.NaN;
    if (value === "inf") return Number.POSITIVE_INFINITY;
    if (value === "-inf") return Number.NEGATIVE_INFINITY;
    return value;
  }) as T;
}
