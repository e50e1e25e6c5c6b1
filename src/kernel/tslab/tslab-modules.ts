import Module from "node:module";
import { dirname, join } from "node:path";
import { type ConversionMaps, converterTypeScript } from "../typescript/converter-typescript";
import type { TypeScript } from "../typescript/typescript-module";

/** The version that everything here was written against: it reaches into what tslab does not promise. */
export const tslabVersion = "1.0.22";

interface Place {
  readonly line: number;
  readonly character: number;
  readonly offset: number;
}

/** One message of the compiler about a cell; lines and characters count from 0. */
export interface Diagnostic {
  readonly start: Place;
  readonly end: Place;
  readonly messageText: string;
  readonly category: number;
  readonly code: number;
  readonly fileName?: string;
}

export interface CodeMetadata {
  readonly module?: string;
  readonly mode?: "node" | "browser";
}

/** tslab's compiler of cells. */
export interface Converter {
  convert(
    declarations: string,
    source: string,
  ): {
    readonly output?: string;
    readonly declOutput?: string;
    readonly diagnostics: readonly Diagnostic[];
    readonly lastExpressionVar?: string;
  };
  complete(
    declarations: string,
    source: string,
    position: number,
  ): { readonly start: number; readonly end: number; readonly candidates: readonly string[] };
  inspect(declarations: string, source: string, position: number): QuickInfo | undefined;
  addModule(name: string, source: string, metadata: CodeMetadata): readonly Diagnostic[];
  close(): void;
}

export interface QuickInfo {
  /** Empty for a name that nothing declares. */
  readonly kind?: string;
  readonly displayParts?: readonly { readonly text: string }[];
  readonly documentation?: readonly { readonly text: string }[];
  readonly tags?: readonly { readonly name: string; readonly text?: readonly { readonly text: string }[] }[];
}

export interface Converters {
  readonly node: Converter;
  readonly browser: Converter;
  close(): void;
}

type CreateConverter = (options: { isJS?: boolean; isBrowser?: boolean }) => Converter;

/** The parts of tslab that the kernel uses or replaces. */
export interface TslabModules {
  readonly typescript: TypeScript;
  readonly getCodeMetadata: (source: string) => CodeMetadata;
  readonly converter: { createConverter: CreateConverter };
  readonly executor: { createExecutor: unknown; createRequire: unknown };
  readonly jupyter: { lastWriteDisplayData: unknown; JupyterHandlerImpl: unknown; ZmqServer: unknown };
  readonly main: object;
  /** What `import … from "tslab"` gives. */
  loadPublic(): unknown;
}

interface Loading {
  _load(request: string, parent: NodeModule | undefined, isMain: boolean): unknown;
}

/**
 * Loads the parts of the tslab whose folder is given; its converter gets the compiler that the kernel prepares.
 * @param maps is filled by each conversion
 * @throws Error for another version
 */
export function loadTslab(folder: string, maps: ConversionMaps): TslabModules {
  const { version } = require(join(folder, "package.json"));
  if (version !== tslabVersion) {
    throw new Error(`churnlab's kernel is made for tslab ${tslabVersion}; got ${version} in ${folder}`);
  }
  const load = (name: string) => require(join(folder, "dist", name));
  const typescript: TypeScript = Module.createRequire(join(folder, "dist", "main.js"))(
    "@tslab/typescript-for-tslab",
  ) as TypeScript;
  const converter = withTypeScript(folder, converterTypeScript(typescript, maps), () => load("converter.js"));
  return {
    typescript,
    getCodeMetadata: load("metadata.js").getCodeMetadata,
    converter,
    executor: load("executor.js"),
    jupyter: load("jupyter.js"),
    main: load("main.js"),
    loadPublic: () => load("public.js"),
  };
}

/** Loads something of tslab so that it gets another TypeScript. */
function withTypeScript<T>(folder: string, typescript: TypeScript, load: () => T): T {
  const loading = Module as unknown as Loading;
  const original = loading._load;
  loading._load = (request, parent, isMain) => {
    const isOurs =
      request === "@tslab/typescript-for-tslab" && dirname(parent?.filename ?? "") === join(folder, "dist");
    return isOurs ? typescript : original.call(Module, request, parent, isMain);
  };
  try {
    return load();
  } finally {
    loading._load = original;
  }
}
