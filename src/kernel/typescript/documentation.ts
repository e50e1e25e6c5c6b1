import type ts from "@tslab/typescript-for-tslab";
import type { QuickInfo } from "../tslab/tslab-modules";
import type { TypeScript } from "./typescript-module";

/**
 * Takes the documentation out of declarations: four fifths of what the compiler would read of @types/node and a third
 * of its start, for what no cell needs until somebody asks for it.
 */
export function withoutDocumentation(text: string): string {
  return text.replace(/^[ \t]*\/\*\*(?!\/)[\s\S]*?\*\/[ \t]*$/gm, "");
}

/** The documentation of a declaration whose file was read without: read again, with it. */
export function readDocumentation(
  typescript: TypeScript,
  declaration: ts.Node,
  readFile: (name: string) => string | undefined,
): Pick<QuickInfo, "documentation" | "tags"> {
  const shortened = declaration.getSourceFile();
  const text = readFile(shortened.fileName);
  if (text === undefined) return {};
  const whole = typescript.createSourceFile(shortened.fileName, text, shortened.languageVersion, true);
  const node = follow(typescript, whole, pathOf(typescript, declaration));
  if (node === undefined) return {};
  const documentation: { text: string }[] = [];
  const tags: { name: string; text: { text: string }[] }[] = [];
  for (const part of typescript.getJSDocCommentsAndTags(node)) {
    if (!typescript.isJSDoc(part)) continue;
    const comment = typescript.getTextOfJSDocComment(part.comment);
    if (comment !== undefined) documentation.push({ text: comment });
    for (const tag of part.tags ?? [])
      tags.push({ name: tag.tagName.text, text: [{ text: tagText(typescript, tag) }] });
  }
  return { documentation, tags };
}

function tagText(typescript: TypeScript, tag: ts.JSDocTag): string {
  const comment = typescript.getTextOfJSDocComment(tag.comment) ?? "";
  return typescript.isJSDocParameterTag(tag) ? `${tag.name.getText()} ${comment}`.trimEnd() : comment;
}

/** Which child to take at each level, from the file down to a node. The same with and without documentation. */
function pathOf(typescript: TypeScript, node: ts.Node): number[] {
  const path: number[] = [];
  for (let child = node; child.parent !== undefined && !typescript.isSourceFile(child); child = child.parent) {
    path.unshift(childrenOf(typescript, child.parent).indexOf(child));
  }
  return path;
}

function follow(typescript: TypeScript, root: ts.Node, path: readonly number[]): ts.Node | undefined {
  let node: ts.Node | undefined = root;
  for (const index of path) node = node && childrenOf(typescript, node)[index];
  return node;
}

function childrenOf(typescript: TypeScript, node: ts.Node): ts.Node[] {
  const children: ts.Node[] = [];
  typescript.forEachChild(node, (child) => {
    children.push(child);
  });
  return children;
}
