import type ts from "@tslab/typescript-for-tslab";
import type { Problem } from "../errors/failure";
import type { TypeScript } from "./typescript-module";

/** Checks the TypeScript files that cells import, each time when one of them has changed. */
export class UserFileCheck {
  readonly #typescript: TypeScript;
  #checked = new Set<ts.SourceFile>();

  constructor(typescript: TypeScript) {
    this.#typescript = typescript;
  }

  /** @param cells are checked elsewhere */
  check(program: ts.Program, cells: readonly ts.SourceFile[]): Problem[] {
    const imported = program.getSourceFiles().filter((file) => this.#isUsers(program, file) && !cells.includes(file));
    if (imported.every((file) => this.#checked.has(file))) return [];
    const diagnostics = imported.flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ]);
    const problems = diagnostics.flatMap((diagnostic) => this.#toProblem(diagnostic));
    // A file with an error is looked at again with the next cell.
    if (problems.length === 0) this.#checked = new Set(imported);
    return problems;
  }

  #isUsers(program: ts.Program, file: ts.SourceFile): boolean {
    return (
      !file.isDeclarationFile && /\.[cm]?tsx?$/.test(file.fileName) && !program.isSourceFileFromExternalLibrary(file)
    );
  }

  #toProblem({ file, start = 0, length = 1, code, messageText, category }: ts.Diagnostic): Problem[] {
    if (file === undefined || category !== this.#typescript.DiagnosticCategory.Error) return [];
    const { line, character } = file.getLineAndCharacterOfPosition(start);
    const text = this.#typescript.flattenDiagnosticMessageText(messageText, "\n");
    const position = { line: line + 1, column: character + 1 };
    return [{ place: file.fileName, position, length, code, text, source: file.text }];
  }
}
