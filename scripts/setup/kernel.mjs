import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { KERNELSPEC, ROOT } from "./paths.mjs";

/** The kernelspec of tslab inside .venv, which tells Jupyter how to start the kernel of this clone. */
export const kernel = {
  name: "kernel",

  isDone() {
    try {
      return readFileSync(KERNELSPEC, "utf8") === content();
    } catch {
      return false;
    }
  },

  async do() {
    mkdirSync(dirname(KERNELSPEC), { recursive: true });
    writeFileSync(`${KERNELSPEC}.new`, content());
    renameSync(`${KERNELSPEC}.new`, KERNELSPEC);
  },
};

function content() {
  const { kernelspec } = createRequire(import.meta.url)(join(ROOT, "dist", "kernel", "kernelspec.js"));
  return `${JSON.stringify(kernelspec({ node: process.execPath, root: ROOT }), null, 2)}\n`;
}
