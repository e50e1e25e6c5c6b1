import { existsSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import type { TypeScript } from "../typescript/typescript-module";
import { compileFile } from "./load-typescript";

interface CompilingModule extends NodeModule {
  _compile(code: string, filename: string): void;
}

/** The modules that cells define by `/** @module name *\/`: files that exist in this session only. */
export class SessionModules {
  readonly #sources = new Map<string, string>();
  readonly #loaded = new Map<string, NodeModule>();
  readonly #typescript: TypeScript;
  readonly #folder: string;
  readonly #publicTslab: () => unknown;

  /**
   * @param folder that cells import from
   * @param publicTslab loads what `import … from "tslab"` gives
   */
  constructor(typescript: TypeScript, folder: string, publicTslab: () => unknown) {
    this.#typescript = typescript;
    this.#folder = folder;
    this.#publicTslab = publicTslab;
  }

  define(name: string, source: string): void {
    this.#sources.set(join(this.#folder, name), source);
    this.#loaded.clear();
  }

  /** `require` as cells see it. */
  cellRequire(): NodeJS.Require {
    return this.#wrap(createRequire(join(this.#folder, "cell.js")), this.#folder);
  }

  #wrap(require: NodeJS.Require, folder: string): NodeJS.Require {
    return new Proxy(require, {
      apply: (_target, _this, [id]: [string]) => {
        if (id === "tslab") return this.#publicTslab();
        return id.startsWith(".") ? (this.#fromSession(id, folder) ?? require(compiledName(id, folder))) : require(id);
      },
    });
  }

  #fromSession(id: string, folder: string): unknown {
    const path = join(folder, id.replace(/\.[jt]sx?$/, ""));
    const source = this.#sources.get(path);
    if (source === undefined) return undefined;
    const loaded = this.#loaded.get(path);
    if (loaded !== undefined) return loaded.exports;
    const file = `${path}.ts`;
    const module = new Module(file) as CompilingModule;
    module.filename = file;
    module.paths = (Module as unknown as { _nodeModulePaths(path: string): string[] })._nodeModulePaths(dirname(file));
    module.require = this.#wrap(createRequire(file), dirname(file));
    this.#loaded.set(path, module);
    module._compile(compileFile(this.#typescript, source, file), file);
    return module.exports;
  }
}

/** `import … from "./model.js"` means model.ts where only that is there, as for TypeScript. */
function compiledName(id: string, folder: string): string {
  if (extname(id) !== ".js" || existsSync(join(folder, id))) return id;
  const source = id.replace(/\.js$/, ".ts");
  return existsSync(join(folder, source)) ? source : id;
}
