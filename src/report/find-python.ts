import { existsSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "./package-root";
import { ReportError } from "./report-error";

/**
 * The Python that has the Jupyter packages: the variable CHURN_PYTHON, else the one in `.venv`.
 * @throws ReportError when there is none
 */
export function findPython(env: NodeJS.ProcessEnv = process.env): string {
  const named = env["CHURN_PYTHON"];
  if (named) return named;
  const inVenv = process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"];
  const python = join(packageRoot, ".venv", ...inVenv);
  if (!existsSync(python)) throw new ReportError("there is no .venv with the Jupyter packages yet: run npm run setup");
  return python;
}
