import type ts from "@tslab/typescript-for-tslab";
import type { TypeScript } from "./typescript-module";

/** What a cell declares at its top. */
export interface DeclaredNames {
  /** Everything, types and imports too. */
  readonly all: readonly string[];
  /** What can be assigned anew: `let` and `var`. */
  readonly variables: readonly string[];
}

export function declaredNames(typescript: TypeScript, code: string): DeclaredNames {
  const file = typescript.createSourceFile("cell.ts", `${code}\nexport {}`, typescript.ScriptTarget.ES2022, true);
  typescript.bindSourceFile(file, {});
  const locals = (file as unknown as { readonly locals?: ReadonlyMap<string, ts.Symbol> }).locals ?? new Map();
  const all = [...locals.keys()].map(String);
  return { all, variables: all.filter((name) => isVariable(typescript, locals.get(name))) };
}

function isVariable(typescript: TypeScript, symbol: ts.Symbol | undefined): boolean {
  const declaration = symbol?.valueDeclaration;
  if (declaration === undefined) return false;
  let node: ts.Node = declaration;
  // Out of a pattern: let { a: [b] } = …
  while (!typescript.isVariableDeclaration(node) && isInPattern(typescript, node)) node = node.parent;
  if (!typescript.isVariableDeclaration(node)) return false;
  const isAmbient = typescript.getCombinedModifierFlags(node) & typescript.ModifierFlags.Ambient;
  return !isAmbient && !(typescript.getCombinedNodeFlags(node) & typescript.NodeFlags.Const);
}

function isInPattern(typescript: TypeScript, node: ts.Node): boolean {
  return (
    typescript.isBindingElement(node) ||
    typescript.isObjectBindingPattern(node) ||
    typescript.isArrayBindingPattern(node)
  );
}
