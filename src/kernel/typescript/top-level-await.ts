import type ts from "@tslab/typescript-for-tslab";
import type { TypeScript } from "./typescript-module";

/** Whether a cell waits outside of its functions, and so has to run as an asynchronous function. */
export function hasTopLevelAwait(typescript: TypeScript, code: string): boolean {
  if (!/\bawait\b/.test(code)) return false;
  // Without an export `await` could be a name.
  const file = typescript.createSourceFile("cell.ts", `${code}\nexport {}`, typescript.ScriptTarget.ES2022, false);
  const visit = (node: ts.Node): boolean => {
    if (typescript.isAwaitExpression(node)) return true;
    if (typescript.isForOfStatement(node) && node.awaitModifier !== undefined) return true;
    if (typescript.isFunctionLike(node) || typescript.isClassStaticBlockDeclaration(node)) return false;
    return typescript.forEachChild(node, visit) ?? false;
  };
  return visit(file);
}
