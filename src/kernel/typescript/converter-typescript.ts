import type ts from "@tslab/typescript-for-tslab";
import type { Problem } from "../errors/failure";
import { cellOptions } from "./cell-options";
import { CellProgram } from "./cell-program";
import { readDocumentation } from "./documentation";
import type { ConverterSystem, TypeScript, WatchHost } from "./typescript-module";
import { UserFileCheck } from "./user-file-check";

/** The source maps of the two steps in which tslab's converter compiles a cell. */
export interface ConversionMaps {
  /** From the module that the first step wrote to the cell. */
  module: string;
  /** From the script that runs to that module. */
  script: string;
  /** What is wrong in the files of the user that the cell imports. */
  problems: readonly Problem[];
}

/**
 * The TypeScript that tslab's converter is given: everything as it is, but for three functions by which it watches and
 * compiles. It calls them by these names, so that its own code stays unchanged.
 * @param maps is filled by each conversion
 */
export function converterTypeScript(typescript: TypeScript, maps: ConversionMaps): TypeScript {
  const userFiles = new UserFileCheck(typescript);
  const replaced = {
    // Says to the importing code that this is a module as it expects it, so that it takes no copy of everything.
    __esModule: true,
    // Files are looked at when a cell imports them.
    sys: Object.assign(Object.create(typescript.sys), { watchFile: () => ({ close: () => {} }) }),
    createWatchCompilerHost: (
      rootNames: string[],
      options: ts.CompilerOptions,
      system: ConverterSystem,
    ): WatchHost => ({
      rootNames,
      options: cellOptions(typescript, options),
      system,
    }),
    createWatchProgram: (host: WatchHost) =>
      new CellProgram(typescript, host, ({ sourceMap }) => {
        maps.module = sourceMap;
      }),
    // Only what is wrong in the cell counts. Declarations that cannot be written down become `any` for later cells.
    getPreEmitDiagnosticsOfFiles: (program: ts.Program, files: readonly ts.SourceFile[]) => {
      maps.problems = userFiles.check(program, files);
      return files.flatMap((file) => [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
      ]);
    },
    getQuickInfoAtPosition: (file: ts.SourceFile, checker: ts.TypeChecker, token: unknown, position: number) => {
      const info = typescript.getQuickInfoAtPosition(file, checker, token, position);
      if (info === undefined || (info.documentation?.length ?? 0) > 0) return info;
      const declaration = declarationAt(typescript, file, checker, position);
      return declaration === undefined
        ? info
        : { ...info, ...readDocumentation(typescript, declaration, (name) => typescript.sys.readFile(name)) };
    },
    transpileModule: (text: string, options: ts.TranspileOptions) => {
      const compilerOptions = { ...options.compilerOptions, sourceMap: true };
      const output = typescript.transpileModule(text, { ...options, compilerOptions });
      maps.script = output.sourceMapText ?? "";
      return { ...output, outputText: output.outputText.replace(/\/\/# sourceMappingURL=.*\s*$/, "") };
    },
  };
  return Object.setPrototypeOf(replaced, typescript);
}

/** What declares the name at a place, where that is in a declaration file. */
function declarationAt(
  typescript: TypeScript,
  file: ts.SourceFile,
  checker: ts.TypeChecker,
  position: number,
): ts.Node | undefined {
  let symbol = checker.getSymbolAtLocation(typescript.getTouchingPropertyName(file, position));
  if (symbol !== undefined && symbol.flags & typescript.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  return symbol?.declarations?.find((declaration) => declaration.getSourceFile().isDeclarationFile);
}
