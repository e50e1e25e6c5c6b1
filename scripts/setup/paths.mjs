import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this clone. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const VENV = join(ROOT, ".venv");

/** The Python of .venv. */
export const VENV_PYTHON =
  process.platform === "win32" ? join(VENV, "Scripts", "python.exe") : join(VENV, "bin", "python");

export const KERNELSPEC = join(VENV, "share", "jupyter", "kernels", "tslab", "kernel.json");

/** What is generated and may be deleted at any time. */
export const CACHE = join(ROOT, ".cache");
