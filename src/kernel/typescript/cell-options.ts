import { parse } from "node:path";
import type ts from "@tslab/typescript-for-tslab";
import type { TypeScript } from "./typescript-module";

/** The compiler options of cells: those of tslab, stricter, and knowing packages that are published as ES modules. */
export function cellOptions(typescript: TypeScript, options: ts.CompilerOptions): ts.CompilerOptions {
  return {
    ...options,
    strict: true,
    moduleResolution: typescript.ModuleResolutionKind.Bundler,
    // `import … from "./model.ts"` is how many write it; the kernel's `require` finds such files.
    allowImportingTsExtensions: true,
    // `await` and `for await` stand at the top of a cell.
    disableTopLevelAwait: false,
    // Files above the folder of the notebook can be imported too.
    rootDir: parse(String(options.rootDir ?? process.cwd())).root.replace(/\\/g, "/"),
    sourceMap: true,
    // Node.js 20 has all of ES2023.
    lib: options.lib?.map((name) => (name === "lib.es2022.d.ts" ? "lib.es2023.d.ts" : name)),
  };
}
