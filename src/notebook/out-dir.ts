import { dirname, join, resolve } from "node:path";

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the study writes its files: CHURN_OUT, else the folder report/ of churnlab. */
export function outDirOf(env: Environment = process.env): string {
  const named = env["CHURN_OUT"];
  // dist/notebook or src/notebook: the package is two folders up.
  return named ? resolve(named) : join(dirname(dirname(__dirname)), "report");
}
