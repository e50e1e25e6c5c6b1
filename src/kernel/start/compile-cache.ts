import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import Module from "node:module";
import { dirname, join } from "node:path";
import vm from "node:vm";

/** Compiling less than this is quicker than reading what was compiled, in characters. */
const worthCaching = 100_000;
/** A kernel that has been used for this long has compiled what it needs, in ms. */
const useBefore = 5000;

interface CompilingModule extends NodeModule {
  _compile(code: string, filename: string): unknown;
}

interface ModuleClass {
  prototype: CompilingModule;
  wrap(code: string): string;
}

interface BuiltInCache {
  enableCompileCache?(folder: string): unknown;
}

/**
 * Keeps the machine code of large packages (the compiler above all) from one start of the kernel to the next.
 * Node.js does so by itself from version 22.8 on.
 */
export function cacheCompilation(folder: string): void {
  const builtIn = (Module as unknown as BuiltInCache).enableCompileCache;
  if (builtIn !== undefined) {
    builtIn.call(Module, folder);
    return;
  }
  const { prototype, wrap } = Module as unknown as ModuleClass;
  const compile = prototype._compile;
  prototype._compile = function (code, filename) {
    if (code.length < worthCaching || !filename.includes("node_modules")) return compile.call(this, code, filename);
    return compileCached(this, wrap(code), filename, join(folder, `${keyOf(filename)}.bin`));
  };
}

/** Changes with the file and with Node.js. V8 itself refuses what was compiled on another machine or with other options. */
function keyOf(filename: string): string {
  const { size, mtimeMs } = statSync(filename);
  const parts = [filename, size, mtimeMs, process.version, process.arch, process.versions.v8];
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 32);
}

function compileCached(module: NodeModule, code: string, filename: string, cacheFile: string): unknown {
  const script = new vm.Script(code, {
    filename,
    cachedData: readIfThere(cacheFile),
    importModuleDynamically: vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  } as vm.ScriptOptions);
  if (script.cachedDataRejected !== false) setTimeout(() => store(script, cacheFile), useBefore).unref();
  const run = script.runInThisContext();
  return run.call(module.exports, module.exports, Module.createRequire(filename), module, filename, dirname(filename));
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Several kernels may store at the same time: each writes a file of its own first. */
function store(script: vm.Script, path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const own = `${path}.${process.pid}`;
    writeFileSync(own, script.createCachedData());
    renameSync(own, path);
  } catch {
    // Without a cache the next kernel starts more slowly, that is all.
  }
}
