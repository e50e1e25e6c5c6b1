import type ts from "@tslab/typescript-for-tslab";
import type { TypeScript } from "./typescript-module";

type CreateTypeNode = (node: ts.Node, enclosing: ts.Node, flags: ts.NodeBuilderFlags, ...rest: unknown[]) => unknown;

/** What a declaration is written with. */
type Resolver = Record<
  "createTypeOfDeclaration" | "createReturnTypeOfSignatureDeclaration" | "createTypeOfExpression",
  CreateTypeNode
>;

/**
 * Lets the declarations of a cell name types that their package does not export, by the path of the file. For a
 * published package that would be wrong, and the compiler would write `any` or no declarations at all; the next cell
 * runs on the same machine.
 */
export function nameAllTypes(typescript: TypeScript): ts.TransformerFactory<ts.SourceFile | ts.Bundle> {
  return (context) => {
    Object.assign(context, { addDiagnostic: () => {} });
    const resolver = (context as ts.TransformationContext & { getEmitResolver(): Resolver }).getEmitResolver();
    for (const name of [
      "createTypeOfDeclaration",
      "createReturnTypeOfSignatureDeclaration",
      "createTypeOfExpression",
    ] as const) {
      const create = resolver[name];
      resolver[name] = (node, enclosing, flags, ...rest) =>
        create(node, enclosing, flags | typescript.NodeBuilderFlags.AllowNodeModulesRelativePaths, ...rest);
    }
    return (node) => node;
  };
}
