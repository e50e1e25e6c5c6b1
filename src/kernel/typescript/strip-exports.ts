import type ts from "@tslab/typescript-for-tslab";
import type { TypeScript } from "./typescript-module";

/**
 * Takes the word `export` out of a cell, where it means nothing: everything that a cell declares is known to later
 * ones. Everything else keeps its place, so that lines and columns stay true. What is exported from another module is
 * imported.
 */
export function stripExports(typescript: TypeScript, code: string): string {
  if (!/\bexport\b/.test(code)) return code;
  const file = typescript.createSourceFile("cell.ts", code, typescript.ScriptTarget.ES2022, true);
  let result = code;
  for (const statement of file.statements) {
    for (const [start, end, text] of replacements(typescript, statement)) {
      result = result.slice(0, start) + text.padEnd(end - start) + result.slice(end);
    }
  }
  return result;
}

type Replacement = readonly [start: number, end: number, text: string];

function replacements(typescript: TypeScript, statement: ts.Statement): Replacement[] {
  const { SyntaxKind } = typescript;
  const start = statement.getStart();
  if (typescript.isExportDeclaration(statement)) return [exportDeclaration(statement)];
  if (typescript.isExportAssignment(statement)) {
    return statement.isExportEquals ? [] : [[start, statement.expression.getStart(), ""]];
  }
  if (!typescript.canHaveModifiers(statement)) return [];
  const modifiers = typescript.getModifiers(statement) ?? [];
  const isNameless = (statement as ts.Statement & { name?: ts.Node }).name === undefined;
  return modifiers.flatMap((modifier): Replacement[] => {
    const place = [modifier.getStart(), modifier.getEnd()] as const;
    if (modifier.kind === SyntaxKind.ExportKeyword) return [[...place, ""]];
    if (modifier.kind !== SyntaxKind.DefaultKeyword) return [];
    // A function or a class without a name is a value: the operator in front of it says so.
    return [[...place, isNameless ? "void" : ""]];
  });
}

function exportDeclaration(statement: ts.ExportDeclaration): Replacement {
  const start = statement.getStart();
  if (statement.moduleSpecifier === undefined) return [start, statement.getEnd(), ""];
  // export * from "x" → import "x"; export { a } from "x" → import { a } from "x"
  const end = statement.exportClause === undefined ? statement.moduleSpecifier.getStart() : start + "export".length;
  return [start, end, "import"];
}
