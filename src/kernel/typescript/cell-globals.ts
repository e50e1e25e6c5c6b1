/** Where the declarations of what the kernel adds to cells seem to stand. There is no such file. */
export const cellGlobalsFile = "/__kernel__/cell-globals.d.ts";

/** What the kernel adds to cells, for the compiler. */
export const cellGlobals = `
/**
 * Asks the reader for a line of text in the front end. Only where there is a reader: not in a run without one.
 * @param options \`password\`: do not show what is typed
 */
declare function input(prompt?: string, options?: { password?: boolean }): Promise<string>;
`;
