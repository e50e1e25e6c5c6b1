import type ts from "@tslab/typescript-for-tslab";

/**
 * The TypeScript that tslab brings, with what it exports beyond the public API and the kernel needs.
 * The version is pinned, so that these stay as they are.
 */
export type TypeScript = typeof ts & {
  bindSourceFile(file: ts.SourceFile, options: ts.CompilerOptions): void;
  getJSDocCommentsAndTags(node: ts.Node): readonly (ts.JSDoc | ts.JSDocTag)[];
  getTouchingPropertyName(file: ts.SourceFile, position: number): ts.Node;
  getQuickInfoAtPosition(
    file: ts.SourceFile,
    checker: ts.TypeChecker,
    token: unknown,
    position: number,
  ): ts.QuickInfo | undefined;
};

/** The file system that tslab's converter gives to the compiler: real files, and the cell and what came before it. */
export type ConverterSystem = ts.System & {
  watchFile(path: string, callback: (path: string) => void): ts.FileWatcher;
  setTimeout(callback: () => void, milliseconds: number): unknown;
};

/** What tslab's converter takes for the host of a watching compiler. */
export interface WatchHost {
  readonly rootNames: readonly string[];
  readonly options: ts.CompilerOptions;
  readonly system: ConverterSystem;
  afterProgramCreate?: (builder: unknown) => void;
}
