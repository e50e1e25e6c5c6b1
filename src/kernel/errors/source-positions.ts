import { SourceMap } from "node:module";

/** A place in what a person wrote. Counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A script that runs, and the text that it was compiled from. */
export interface CompiledSource {
  /** What a reader calls it: "Cell 3", or a path. */
  readonly name: string;
  readonly text: string;
  /** The place in the text of a place in the script, both counted from 1; null where the text has none. */
  original(place: Position): Position | null;
}

const sources = new Map<string, CompiledSource>();

/** Makes the places of a script known to tracebacks, under the file name that V8 knows it by. */
export function registerSource(scriptName: string, source: CompiledSource): void {
  sources.set(scriptName, source);
}

export function findSource(scriptName: string): CompiledSource | undefined {
  return sources.get(scriptName);
}

/** One step of a compilation: its source map, and how many lines stand before the text. */
export interface CompilationStep {
  readonly sourceMap: string;
  readonly linesBefore?: number;
}

/**
 * A function that follows a place back through the steps of a compilation, the last step first.
 * The maps are read at the first use: most cells do not fail.
 */
export function followSteps(steps: readonly CompilationStep[]): CompiledSource["original"] {
  let maps: readonly SourceMap[] | null = null;
  return (place) => {
    maps ??= steps.map(({ sourceMap }) => new SourceMap(JSON.parse(sourceMap)));
    let { line, column } = place;
    for (const [i, { linesBefore = 0 }] of steps.entries()) {
      const entry = maps[i].findEntry(line - 1, column - 1);
      if (!("originalLine" in entry) || entry.generatedLine !== line - 1) return null;
      line = entry.originalLine + 1 - linesBefore;
      column = entry.originalColumn + 1;
    }
    return line >= 1 ? { line, column } : null;
  };
}
