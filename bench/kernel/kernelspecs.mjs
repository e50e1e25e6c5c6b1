import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { KERNELSPEC, ROOT } from "../../scripts/setup/paths.mjs";

const STOCK = [
  process.execPath,
  join(ROOT, "node_modules", "tslab", "bin", "tslab"),
  "kernel",
  "--config-path",
  "{connection_file}",
];

/**
 * Writes kernelspecs below `folder` for Jupyter to find by JUPYTER_PATH: ours, the tslab of this clone as it is
 * published, and Deno where there is one.
 * @returns {string[]} their names, ours first
 */
export function writeKernelspecs(folder, deno) {
  const ours = join(folder, "kernels", "churnlab");
  mkdirSync(ours, { recursive: true });
  copyFileSync(KERNELSPEC, join(ours, "kernel.json"));
  write(folder, "stock-tslab", STOCK);
  if (deno !== null) write(folder, "deno", [deno, "jupyter", "--kernel", "--conn", "{connection_file}"]);
  return ["churnlab", "stock-tslab", ...(deno === null ? [] : ["deno"])];
}

/** A folder for JUPYTER_PATH in which "tslab", the kernel that the notebooks name, is tslab as it is published. */
export function writeStockAsTslab(folder) {
  write(folder, "tslab", STOCK);
  return folder;
}

function write(folder, name, argv) {
  const kernel = join(folder, "kernels", name);
  mkdirSync(kernel, { recursive: true });
  writeFileSync(
    join(kernel, "kernel.json"),
    JSON.stringify({ argv, display_name: name, language: "typescript", interrupt_mode: "signal" }),
  );
}
