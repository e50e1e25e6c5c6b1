// Loaded by Node.js before tslab (`node -r preload tslab kernel …`): replaces the parts of tslab that lose output,
// hide errors and start slowly. environment.md tells which, and why.
import { dirname, join } from "node:path";
import { cacheCompilation } from "./start/compile-cache";
import { startKernel } from "./start/start-kernel";
import { type Converter, loadTslab } from "./tslab/tslab-modules";
import type { ConversionMaps } from "./typescript/converter-typescript";

/** tslab's command is the script that Node.js was given. */
const folder = dirname(dirname(require.resolve(process.argv[1] ?? "")));

cacheCompilation(join(__dirname, "..", "..", ".cache", "kernel"));

const maps: ConversionMaps = { module: "", script: "", problems: [] };
const tslab = loadTslab(folder, maps);

// Whatever tslab the folder of the notebook has: this one is the one that all this is made for.
tslab.executor.createRequire = () => () => tslab.main;

// The compiler is made ready once the sockets are.
const { createConverter } = tslab.converter;
tslab.converter.createConverter = (options) => {
  let converter: Converter | null = null;
  const ready = () => {
    converter ??= createConverter(options);
    return converter;
  };
  return {
    convert: (...rest) => ready().convert(...rest),
    complete: (...rest) => ready().complete(...rest),
    inspect: (...rest) => ready().inspect(...rest),
    addModule: (...rest) => ready().addModule(...rest),
    close: () => converter?.close(),
  };
};

tslab.executor.createExecutor = (_folder: string, converters: unknown) => ({ converters, interrupt: () => {} });

tslab.jupyter.JupyterHandlerImpl = class {
  constructor(
    readonly executor: unknown,
    readonly isJavaScript: boolean,
  ) {}
};

tslab.jupyter.ZmqServer = class {
  readonly #handler: { executor: { converters: never }; isJavaScript: boolean };
  readonly #connectionFile: string;

  constructor(handler: { executor: { converters: never }; isJavaScript: boolean }, connectionFile: string) {
    this.#handler = handler;
    this.#connectionFile = connectionFile;
  }

  async init(): Promise<void> {
    const { executor, isJavaScript } = this.#handler;
    await startKernel({
      tslab,
      folder,
      maps,
      converters: executor.converters,
      isJavaScript,
      connectionFile: this.#connectionFile,
    });
  }
};
