import type ts from "@tslab/typescript-for-tslab";
import type { TypeScript } from "./typescript-module";

/**
 * Writes `{ a }` as `{ a: exports.a }` where an earlier cell has declared `a`. tslab's converter turns names of earlier
 * cells into properties of `exports` everywhere but here.
 */
export function expandShorthand(
  typescript: TypeScript,
  checker: ts.TypeChecker,
  isEarlier: (file: ts.SourceFile) => boolean,
): ts.TransformerFactory<ts.SourceFile> {
  const { factory } = typescript;
  return (context) => {
    const visit = (node: ts.Node): ts.Node => {
      if (!typescript.isShorthandPropertyAssignment(node)) return typescript.visitEachChild(node, visit, context);
      const symbol = checker.getShorthandAssignmentValueSymbol(node);
      if (!symbol?.declarations?.some((declaration) => isEarlier(declaration.getSourceFile()))) {
        return typescript.visitEachChild(node, visit, context);
      }
      const value = factory.createPropertyAccessExpression(factory.createIdentifier("exports"), node.name.text);
      const initial = node.objectAssignmentInitializer;
      const initializer =
        initial === undefined ? value : factory.createAssignment(value, visit(initial) as ts.Expression);
      return typescript.setTextRange(factory.createPropertyAssignment(node.name.text, initializer), node);
    };
    return (file) => typescript.visitEachChild(file, visit, context);
  };
}
