import { statSync } from "node:fs";
import type ts from "@tslab/typescript-for-tslab";
import { cellGlobals, cellGlobalsFile } from "./cell-globals";
import { withoutDocumentation } from "./documentation";
import { expandShorthand } from "./expand-shorthand";
import { nameAllTypes } from "./name-all-types";
import { SeldomModules } from "./seldom-modules";
import type { TypeScript, WatchHost } from "./typescript-module";

/** What one emission of a cell wrote beside JavaScript and declarations. */
export interface CellEmission {
  /** Maps the JavaScript that is still written with `import` and `export` to the cell. */
  readonly sourceMap: string;
}

interface CachedFile {
  readonly file: ts.SourceFile | undefined;
  /** Of files that the user may edit: changes when the file does. */
  readonly state: string | null;
}

const cellFile = /[\\/]__tslab__\.[jt]sx?$/;
const declarationFile = /[\\/]__prev__\.d\.ts$/;

/**
 * Stands in for the watching compiler of tslab's converter. It builds a program only when types are asked for, checks
 * the cell alone, and looks at the files of the user when a cell imports something instead of watching them.
 */
export class CellProgram {
  readonly #typescript: TypeScript;
  readonly #host: WatchHost;
  readonly #compilerHost: ts.CompilerHost;
  readonly #files = new Map<string, CachedFile>();
  readonly #onEmit: (emission: CellEmission) => void;
  #rootNames: readonly string[];
  #program: ts.Program | undefined;
  #types: string[] | undefined;
  #typedOptions: ts.CompilerOptions | undefined;
  #isProgramCurrent = false;
  readonly #knownInPackages = new Map<string, boolean>();
  readonly #knownOfUser = new Map<string, boolean>();
  readonly #seldom = new SeldomModules();
  /** Whether a file that was left out has come to be needed. */
  #isIncomplete = false;
  #checkUserFiles = true;

  constructor(typescript: TypeScript, host: WatchHost, onEmit: (emission: CellEmission) => void) {
    this.#typescript = typescript;
    this.#host = host;
    this.#rootNames = host.rootNames;
    this.#onEmit = onEmit;
    this.#compilerHost = this.#createHost();
    this.#watchCell();
    this.#publish();
  }

  /** Called by the converter when a cell defines a module. */
  updateRootFileNames(names: readonly string[]): void {
    this.#rootNames = names;
    this.#scheduleUpdate();
  }

  close(): void {}

  #watchCell(): void {
    const update = () => this.#scheduleUpdate();
    for (const name of this.#host.rootNames) this.#host.system.watchFile(name, update);
  }

  /** The converter runs what it is given for its timer as soon as it has told of all changes. */
  #isScheduled = false;
  #scheduleUpdate(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#host.system.setTimeout(() => {
      this.#isScheduled = false;
      this.#publish();
    }, 0);
  }

  /** Reads the cell anew and hands the converter what it works with. */
  #publish(): void {
    for (const name of this.#files.keys()) {
      if (cellFile.test(name) || declarationFile.test(name) || this.#rootNames.includes(name)) this.#files.delete(name);
    }
    this.#isProgramCurrent = false;
    const cell = this.#parsed(this.#rootNames.find((name) => cellFile.test(name)) ?? "");
    this.#checkUserFiles = cell !== undefined && importsSomething(this.#typescript, cell);
    this.#host.afterProgramCreate?.({
      getSourceFile: (name: string) => this.#bound(name),
      getProgram: () => this.#current(),
      // What a cell imports is compiled when it is loaded; see load-typescript.ts.
      getAllDependencies: (file: ts.SourceFile) => [file.fileName],
      emit: (
        file: ts.SourceFile,
        write: (name: string, text: string) => void,
        _token: undefined,
        _only: undefined,
        transformers: ts.CustomTransformers,
      ) => this.#emit(file, write, transformers),
    });
  }

  #bound(name: string): ts.SourceFile | undefined {
    const file = this.#parsed(name);
    if (file !== undefined) this.#typescript.bindSourceFile(file, this.#host.options);
    return file;
  }

  #current(): ts.Program {
    if (!this.#isProgramCurrent || this.#program === undefined) {
      // Which packages of @types there are is looked up once: the compiler would do so for every cell.
      this.#types ??= this.#typescript.getAutomaticTypeDirectiveNames(this.#host.options, this.#compilerHost);
      this.#knownOfUser.clear();
      do {
        this.#isIncomplete = false;
        this.#program = this.#createProgram(this.#types);
        // Only now is it known what the packages import that the cell imports.
      } while (this.#isIncomplete);
      this.#isProgramCurrent = true;
      this.#checkUserFiles = false;
    }
    return this.#program;
  }

  #createProgram(types: string[]): ts.Program {
    return this.#typescript.createProgram({
      rootNames: [...this.#rootNames, cellGlobalsFile],
      options: this.#options(types),
      host: this.#compilerHost,
      oldProgram: this.#program,
    });
  }

  /** The same object each time: with other options the compiler would begin anew. */
  #options(types: string[]): ts.CompilerOptions {
    this.#typedOptions ??= { ...this.#host.options, types };
    return this.#typedOptions;
  }

  #emit(
    file: ts.SourceFile,
    write: (name: string, text: string) => void,
    transformers: ts.CustomTransformers,
  ): ts.EmitResult {
    let sourceMap = "";
    const result = this.#current().emit(
      file,
      (name, text) => {
        if (name.endsWith(".map")) sourceMap = text;
        else if (name.endsWith(".d.ts")) write("outDir/__tslab__.d.ts", text);
        else write("outDir/__tslab__.js", text.replace(/\/\/# sourceMappingURL=.*\s*$/, ""));
      },
      undefined,
      undefined,
      {
        ...transformers,
        before: [this.#expandShorthand()],
        afterDeclarations: [nameAllTypes(this.#typescript), ...(transformers.afterDeclarations ?? [])],
      },
    );
    this.#onEmit({ sourceMap });
    return result;
  }

  #expandShorthand(): ts.TransformerFactory<ts.SourceFile> {
    const checker = this.#current().getTypeChecker();
    return expandShorthand(this.#typescript, checker, (file) => declarationFile.test(file.fileName));
  }

  #createHost(): ts.CompilerHost {
    const { system, options } = this.#host;
    const libraries = this.#typescript.getDefaultLibFilePath(options).replace(/[^\\/]*$/, "");
    return {
      getSourceFile: (name) => this.#parsed(name),
      getDefaultLibFileName: () => `${libraries}lib.d.ts`,
      getDefaultLibLocation: () => libraries.replace(/[\\/]$/, ""),
      writeFile: () => {},
      getCurrentDirectory: () => system.getCurrentDirectory(),
      getCanonicalFileName: (name) => name,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => "\n",
      fileExists: (name) => {
        if (name === cellGlobalsFile) return true;
        // Packages stay as they are while a kernel runs, the user's files while a program is made.
        const known = isPackageFile(name) ? this.#knownInPackages : this.#knownOfUser;
        let exists = known.get(name);
        if (exists === undefined) {
          exists = this.#systemFor(name).fileExists(name);
          known.set(name, exists);
        }
        return exists;
      },
      readFile: (name) => system.readFile(name),
      directoryExists: (name) => this.#systemFor(name).directoryExists(name),
      getDirectories: (name) => system.getDirectories(name),
      realpath: (name) => system.realpath?.(name) ?? name,
      // A file that was missing when a cell was run before may be there now.
      hasInvalidatedResolutions: (name) => this.#checkUserFiles && !isPackageFile(name),
    };
  }

  #parsed(name: string): ts.SourceFile | undefined {
    const cached = this.#files.get(name);
    if (cached !== undefined && (!this.#checkUserFiles || cached.state === null)) return cached.file;
    const state = isPackageFile(name) || name === cellGlobalsFile ? null : this.#stateOf(name);
    if (cached !== undefined && cached.state === state) return cached.file;
    const file = this.#parse(name);
    this.#files.set(name, { file, state });
    return file;
  }

  #parse(name: string): ts.SourceFile | undefined {
    if (name === cellGlobalsFile) return this.#typescript.createSourceFile(name, cellGlobals, this.#languageVersion);
    const text = this.#systemFor(name).readFile(name);
    if (text === undefined) return undefined;
    if (this.#seldom.leavesOut(name)) return this.#typescript.createSourceFile(name, "", this.#languageVersion);
    if (this.#seldom.note(name, text)) this.#takeSeldomModulesIn();
    return this.#typescript.createSourceFile(
      name,
      isLibrary(name) ? withoutDocumentation(text) : text,
      this.#languageVersion,
    );
  }

  #takeSeldomModulesIn(): void {
    for (const name of this.#files.keys()) if (SeldomModules.covers(name)) this.#files.delete(name);
    this.#isIncomplete = true;
  }

  get #languageVersion(): ts.ScriptTarget {
    return this.#host.options.target ?? this.#typescript.ScriptTarget.ES2022;
  }

  #stateOf(name: string): string {
    const stats = statSync(name, { throwIfNoEntry: false });
    return `${stats?.mtimeMs} ${stats?.size}`;
  }

  /**
   * The converter has its say about the folder of the notebook only: cells and their modules are there, and its own
   * tslab. Everything else is read without its detour.
   */
  #systemFor(name: string): ts.System {
    const isInFolder = name.startsWith(`${this.#host.system.getCurrentDirectory()}/`);
    return isInFolder ? this.#host.system : this.#typescript.sys;
  }
}

function importsSomething(typescript: TypeScript, cell: ts.SourceFile): boolean {
  return cell.statements.some((statement) => typescript.isImportDeclaration(statement)) || /\bimport\(/.test(cell.text);
}

/** Whether a file belongs to a package or to TypeScript, and so does not change while a kernel runs. */
function isPackageFile(name: string): boolean {
  return name.includes("/node_modules/");
}

function isLibrary(name: string): boolean {
  return name.endsWith(".d.ts") && !declarationFile.test(name);
}
