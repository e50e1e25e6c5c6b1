import { readFileSync } from "node:fs";
import Module from "node:module";
import { CompileError, type Problem } from "../errors/failure";
import { followSteps, registerSource } from "../errors/source-positions";
import type { TypeScript } from "../typescript/typescript-module";

interface CompilingModule extends NodeModule {
  _compile(code: string, filename: string): void;
}

type Loader = (module: CompilingModule, filename: string) => void;
const loaders = (Module as unknown as { _extensions: Record<string, Loader> })._extensions;

/** From here on `require` finds and compiles TypeScript files: cells import from the folders around them. */
export function loadTypeScriptFiles(typescript: TypeScript): void {
  const load: Loader = (module, filename) => {
    module._compile(compileFile(typescript, readFileSync(filename, "utf8"), filename), filename);
  };
  for (const extension of [".ts", ".tsx", ".cts"]) loaders[extension] ??= load;
}

/**
 * One file as a CommonJS script. Its syntax is checked; its types are looked at where a cell uses them.
 * @throws CompileError
 */
export function compileFile(typescript: TypeScript, text: string, filename: string): string {
  const output = typescript.transpileModule(text, {
    fileName: filename,
    reportDiagnostics: true,
    compilerOptions: {
      module: typescript.ModuleKind.CommonJS,
      target: typescript.ScriptTarget.ES2022,
      esModuleInterop: true,
      experimentalDecorators: true,
      jsx: typescript.JsxEmit.React,
      sourceMap: true,
    },
  });
  const problems = (output.diagnostics ?? []).map((diagnostic): Problem => {
    const start = diagnostic.start ?? 0;
    const before = text.slice(0, start).split("\n");
    return {
      place: filename,
      position: { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
      length: diagnostic.length ?? 1,
      code: diagnostic.code,
      text: typescript.flattenDiagnosticMessageText(diagnostic.messageText, "\n"),
    };
  });
  if (problems.length > 0) throw new CompileError(text, problems);
  const original = followSteps([{ sourceMap: output.sourceMapText ?? "{}" }]);
  registerSource(filename, { name: filename, text, original });
  return output.outputText.replace(/\/\/# sourceMappingURL=.*\s*$/, "");
}
