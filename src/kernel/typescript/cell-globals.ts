/** Where the declarations of what the kernel adds to cells seem to stand. There is no such file. */
export const cellGlobalsFile = "/__kernel__/cell-globals.d.ts";

/** What the kernel adds to cells, for the compiler. */
export const cellGlobals = `
/**
 * Asks the reader for a line of text in the front end. Only where there is a reader: not in a run without one.
 * @param options \`password\`: do not show what is typed
 */
declare function input(prompt?: string, options?: { password?: boolean }): Promise<string>;

${copyingMethods("ReadonlyArray<T>", "T[]", "T")}
${copyingMethods("Array<T>", "T[]", "T")}
interface Array<T> { toSpliced(start: number, deleteCount?: number, ...items: T[]): T[] }
interface ReadonlyArray<T> { toSpliced(start: number, deleteCount?: number, ...items: T[]): T[] }
${["Float64", "Float32", "Int32", "Uint32", "Int16", "Uint16", "Int8", "Uint8", "Uint8Clamped"]
  .map((kind) => copyingMethods(`${kind}Array`, `${kind}Array`, "number"))
  .join("\n")}
`;

/** Methods of ES2023 that Node.js 20 has and TypeScript 5.0 does not know. */
function copyingMethods(type: string, copy: string, element: string): string {
  return `interface ${type} {
  toReversed(): ${copy};
  toSorted(compare?: (a: ${element}, b: ${element}) => number): ${copy};
  with(index: number, value: ${element}): ${copy};
}`;
}
