import { inspect } from "node:util";
import { codeExcerpt } from "./code-excerpt";
import { findSource, type Position } from "./source-positions";

/** An error as the protocol tells it to front ends. */
export interface Failure {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** One thing that the compiler finds wrong. Counted from 1. */
export interface Problem {
  /** The name of the cell, or the path of another file. */
  readonly place: string;
  readonly position: Position;
  readonly length: number;
  readonly code: number;
  readonly text: string;
  /** The text of the file, where it is not the cell. */
  readonly source?: string;
}

/** A cell that does not compile. Nothing of it was run. */
export class CompileError extends Error {
  constructor(
    /** The cell as it was written. */
    readonly source: string,
    readonly problems: readonly Problem[],
  ) {
    super(`TS${problems[0].code}: ${problems[0].text}`);
  }

  /** The parser's errors have the codes 1000 to 1999. */
  override get name(): string {
    return this.problems.some(({ code }) => code < 2000) ? "SyntaxError" : "TypeScriptError";
  }
}

/** A cell that was stopped by the user. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";
  constructor() {
    super("the cell was interrupted");
    this.stack = `${this.name}: ${this.message}`;
  }
}

/**
 * Describes anything that a cell may throw.
 * @param cell its name, for what is thrown without a place: a string, a number
 */
export function describeFailure(error: unknown, cell = "a cell"): Failure {
  if (error instanceof CompileError) return describeProblems(error);
  if (!isError(error)) {
    const shown = typeof error === "string" ? error : inspect(error);
    return {
      ename: "Error",
      evalue: shown,
      traceback: [`Thrown: ${inspect(error)}`, `    at ${cell}`],
    };
  }
  return {
    ename: safely(() => nameOf(error)),
    evalue: safely(() => String(error.message ?? "")),
    traceback: safely(() => stackText(error, cell)).split("\n"),
  };
}

function describeProblems(error: CompileError): Failure {
  const traceback = error.problems.flatMap(({ place, position, length, code, text, source }, i) => [
    ...(i > 0 ? [""] : []),
    `${place}:${position.line}:${position.column} - error TS${code}: ${text}`,
    "",
    ...codeExcerpt(source ?? error.source, position, length),
  ]);
  return { ename: error.name, evalue: error.message, traceback: [`${error.name}: ${error.message}`, "", ...traceback] };
}

/** Errors come from other realms too (`vm`, structured clones). */
function isError(value: unknown): value is Error {
  return (
    value instanceof Error ||
    (typeof value === "object" && value !== null && typeof (value as Error).stack === "string")
  );
}

/** What an error says of itself may throw too. */
function safely(describe: () => string): string {
  try {
    return describe();
  } catch {
    return "(an error that cannot be described)";
  }
}

function nameOf(error: Error): string {
  const name = error.name || error.constructor?.name || "Error";
  return String(name);
}

/** The stack with the source line of its first cell, then the causes. */
function stackText(error: Error, cell: string | null, seen = new Set<unknown>()): string {
  seen.add(error);
  let stack = String(error.stack ?? `${nameOf(error)}: ${error.message}`);
  // Node.js gives no place to errors of the operating system.
  if (cell !== null && !/^ {4}at /m.test(stack) && !(error instanceof InterruptedError)) stack += `\n    at ${cell}`;
  const parts = [stack];
  const excerpt = excerptOf(stack);
  if (excerpt.length > 0) parts.push("", ...excerpt);
  const inner = error instanceof AggregateError ? error.errors : [];
  for (const [label, cause] of [["Caused by", error.cause] as const, ...inner.map((e) => ["One of", e] as const)]) {
    if (cause === undefined || seen.has(cause)) continue;
    parts.push("", `${label}: ${isError(cause) ? stackText(cause, null, seen) : inspect(cause)}`);
  }
  return parts.join("\n");
}

const framePlace = /^ {4}at (?:.*\()?(.+?):(\d+):(\d+)\)?$/;

/** The source line of the innermost frame that lies in a cell or in a file that the kernel compiled. */
function excerptOf(stack: string): string[] {
  for (const frame of stack.split("\n")) {
    const [, name, line, column] = framePlace.exec(frame) ?? [];
    const source = name === undefined ? undefined : findSource(name);
    if (source === undefined) continue;
    const position = { line: Number(line), column: Number(column) };
    return [`${name}:${line}:${column}`, "", ...codeExcerpt(source.text, position)];
  }
  return [];
}
