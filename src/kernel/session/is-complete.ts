import type ts from "@tslab/typescript-for-tslab";
import type { Content } from "../protocol/message";
import type { TypeScript } from "../typescript/typescript-module";

/** Messages of the parser for text that ends too early. A string that its line does not close is wrong, though. */
const unterminated = new Set([
  1010, // '*/' expected.
  1126, // Unexpected end of text.
  1160, // Unterminated template literal.
]);

/** Tells a console whether to run what was typed or to wait for more. */
export function isComplete(typescript: TypeScript, code: string): Content {
  const file = typescript.createSourceFile("cell.ts", code, typescript.ScriptTarget.ES2022, false);
  const errors = (file as ts.SourceFile & { parseDiagnostics: readonly ts.Diagnostic[] }).parseDiagnostics;
  if (errors.length === 0) return { status: "complete" };
  const end = code.trimEnd().length;
  const first = errors[0];
  const { start = 0, length = 0 } = first;
  const isExpecting = start >= end && isExpectation(first);
  const isUnterminated = start + length >= end && unterminated.has(first.code);
  return isExpecting || isUnterminated ? { status: "incomplete", indent: indentAfter(code) } : { status: "invalid" };
}

/** "'}' expected." and its like. */
function isExpectation({ messageText }: ts.Diagnostic): boolean {
  return typeof messageText === "string" && / expected\.$/.test(messageText);
}

function indentAfter(code: string): string {
  const lastLine = code.trimEnd().split("\n").at(-1) ?? "";
  const indent = /^\s*/.exec(lastLine)?.[0] ?? "";
  return /[{([]$/.test(lastLine) ? `${indent}  ` : indent;
}
