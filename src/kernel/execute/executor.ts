import vm from "node:vm";
import { CompileError, type Problem } from "../errors/failure";
import { followSteps, registerSource } from "../errors/source-positions";
import type { Converter, Converters, Diagnostic, TslabModules } from "../tslab/tslab-modules";
import type { ConversionMaps } from "../typescript/converter-typescript";
import { type DeclaredNames, declaredNames } from "../typescript/declared-names";
import { stripExports } from "../typescript/strip-exports";
import { hasTopLevelAwait } from "../typescript/top-level-await";
import { CellExports } from "./cell-exports";
import type { SessionModules } from "./cell-require";
import { loadTypeScriptFiles } from "./load-typescript";
import type { UserFiles } from "./user-files";

/** What an executor needs. */
export interface ExecutorParts {
  readonly tslab: TslabModules;
  readonly converters: Converters;
  readonly maps: ConversionMaps;
  readonly modules: SessionModules;
  readonly userFiles: UserFiles;
}

/** A cell that is compiled and can be run. */
export interface CompiledCell {
  /** Runs the cell. @returns the value of its last expression; a promise where it waits */
  run(): unknown;
}

interface RunOptions {
  readonly waits: boolean;
  readonly imports: boolean;
  readonly names: DeclaredNames;
  /** The declarations of the session after this cell. */
  readonly declarations: string;
  /** The variable that holds the value of the last expression. */
  readonly last: string | undefined;
}

const nothing: CompiledCell = { run: () => undefined };

/** Compiles and runs cells by tslab's converter, in the conventions of tslab's own executor. */
export class Executor {
  readonly #parts: ExecutorParts;
  readonly #exports = new CellExports();
  readonly #require: NodeJS.Require;
  /** The declarations of the cells so far. */
  #declarations = "";
  #loadsTypeScript = false;

  constructor(parts: ExecutorParts) {
    this.#parts = parts;
    this.#require = parts.modules.cellRequire();
  }

  /**
   * @param name of the cell, for tracebacks
   * @throws CompileError; nothing was run then
   */
  compile(source: string, name: string): CompiledCell {
    const { typescript, getCodeMetadata } = this.#parts.tslab;
    const metadata = getCodeMetadata(source);
    if (metadata.module !== undefined) {
      const converter = metadata.mode === "browser" ? this.#parts.converters.browser : this.#parts.converters.node;
      this.#check(converter.addModule(metadata.module, source, metadata), source, metadata.module);
      this.#parts.modules.define(metadata.module, source);
      return nothing;
    }
    if (metadata.mode === "browser") return nothing;
    const code = stripExports(typescript, source);
    const converted = this.#parts.converters.node.convert(this.#declarations, code);
    this.#check(converted.diagnostics, source, name);
    if (this.#parts.maps.problems.length > 0) throw new CompileError(source, this.#parts.maps.problems);
    const declarations = converted.declOutput ?? "";
    if (!converted.output) {
      return {
        run: () => {
          this.#declarations = declarations;
        },
      };
    }
    const { module, script } = this.#parts.maps;
    registerSource(name, {
      name,
      text: source,
      // tslab writes one line before the cell.
      original: followSteps([{ sourceMap: script }, { sourceMap: module, linesBefore: 1 }]),
    });
    const waits = hasTopLevelAwait(typescript, code);
    const names = declaredNames(typescript, code);
    const compiled = new vm.Script(
      `(${waits ? "async " : ""}function(exports, require, bind) {\n${converted.output}\n${bindings(names)}})`,
      {
        filename: name,
        lineOffset: -1,
      },
    );
    // Only a cell that imports something has to look at the files of the user.
    const imports = /\b(import|require)\b/.test(code);
    return {
      run: () => this.#run(compiled, { waits, imports, names, declarations, last: converted.lastExpressionVar }),
    };
  }

  #run(script: vm.Script, { waits, imports, names, declarations, last }: RunOptions): unknown {
    if (imports) this.#beforeImports();
    const cell = script.runInThisContext({ breakOnSigint: false });
    const finish = () => {
      if (imports) this.#parts.userFiles.noteLoaded();
      this.#declarations = declarations;
      if (last === undefined) return undefined;
      return this.#exports.take(last);
    };
    this.#exports.release(names.all);
    const result = cell(this.#exports.proxy, this.#require, this.#exports.bind);
    return waits ? result.then(finish) : finish();
  }

  #beforeImports(): void {
    if (!this.#loadsTypeScript) {
      loadTypeScriptFiles(this.#parts.tslab.typescript);
      this.#loadsTypeScript = true;
    }
    this.#parts.userFiles.forgetChanged();
  }

  /** @see Converter.complete */
  complete(code: string, position: number): ReturnType<Converter["complete"]> {
    return this.#parts.converters.node.complete(this.#declarations, code, position);
  }

  /** @see Converter.inspect */
  inspect(code: string, position: number): ReturnType<Converter["inspect"]> {
    return this.#parts.converters.node.inspect(this.#declarations, code, position);
  }

  /** Makes the compiler ready, which takes a moment at the first cell. */
  warmUp(): void {
    if (this.#declarations === "") this.#parts.converters.node.convert("", "const warm = 1; console.log(warm)");
  }

  close(): void {
    this.#parts.converters.close();
  }

  #check(diagnostics: readonly Diagnostic[], source: string, name: string): void {
    const errors = diagnostics.filter(
      ({ category }) => category === this.#parts.tslab.typescript.DiagnosticCategory.Error,
    );
    if (errors.length > 0) throw new CompileError(source, toProblems(errors, name));
  }
}

/** tslab gives the parts of one message one after the other, with the same place: they are put together again. */
function toProblems(diagnostics: readonly Diagnostic[], name: string): Problem[] {
  const problems: Problem[] = [];
  let before: Diagnostic | undefined;
  for (const diagnostic of diagnostics) {
    const { start, end, code, messageText, fileName } = diagnostic;
    if (before !== undefined && before.start.offset === start.offset && before.end.offset === end.offset) {
      const last = problems[problems.length - 1];
      problems[problems.length - 1] = { ...last, text: `${last.text}\n  ${messageText}` };
    } else {
      problems.push({
        place: fileName ?? name,
        position: { line: start.line + 1, column: start.character + 1 },
        length: Math.max(1, end.offset - start.offset),
        code,
        text: messageText,
      });
    }
    before = diagnostic;
  }
  return problems;
}

/** Code that makes the variables of a cell those of the session; see CellExports. */
function bindings({ variables }: DeclaredNames): string {
  return variables.map((name) => `bind("${name}", () => ${name}, (value) => { ${name} = value; });\n`).join("");
}
