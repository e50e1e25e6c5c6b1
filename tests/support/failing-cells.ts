import { stripVTControlCharacters } from "node:util";

/** A cell that fails, and where its traceback has to point. */
export interface FailingCell {
  readonly name: string;
  readonly source: string;
  /** Name and message as the traceback has them. */
  readonly error: RegExp;
  /** From 1, in the cell. */
  readonly line: number;
  readonly column: number;
  /** Whether the cell's own run ends by the error, so that nothing behind it may run. */
  readonly isImmediate: boolean;
}

/** Every way to fail. */
export const failingCells: readonly FailingCell[] = [
  {
    name: "type-error",
    source: "const count: number = 1;\n\nfor (const one of [count]) {\n  const text: string = one;\n}",
    error: /Type 'number' is not assignable to type 'string'/,
    line: 4,
    column: 9,
    isImmediate: true,
  },
  {
    name: "syntax-error",
    source: "const first = 1;\nconst second = (first + ;\nconst third = 3;",
    error: /Expression expected/,
    line: 2,
    column: 25,
    isImmediate: true,
  },
  {
    name: "thrown-error",
    source:
      "interface Client { age: number }\n\nfunction check({ age }: Client): number {\n" +
      '  if (age > 1) throw new RangeError("age is out of range");\n  return age;\n}\ncheck({ age: 2 });',
    error: /RangeError: age is out of range/,
    line: 4,
    column: 22,
    isImmediate: true,
  },
  {
    name: "awaited-rejection",
    source:
      'const wait = 10;\nawait new Promise((done) => setTimeout(done, wait));\nawait Promise.reject(new Error("rejected"));',
    error: /Error: rejected/,
    line: 3,
    column: 22,
    isImmediate: true,
  },
  {
    name: "forgotten-rejection",
    source: 'const before = 1;\nPromise.reject(new Error("nobody waits"));\nconst after = 2;',
    error: /Error: nobody waits/,
    line: 2,
    column: 16,
    isImmediate: false,
  },
  {
    name: "throwing-timer",
    source: 'setTimeout(() => {\n  throw new TypeError("thrown by a timer");\n}, 100);\nconst after = 2;',
    error: /TypeError: thrown by a timer/,
    line: 2,
    column: 9,
    isImmediate: false,
  },
];

/**
 * What is wrong with a traceback that has to point into cell `number` (its execution count), or undefined: it names
 * the error, the cell with line and column, and shows the line with a caret below the column.
 */
export function traceProblem(traceback: string, cell: FailingCell, number: number): string | undefined {
  const text = stripVTControlCharacters(traceback);
  if (!cell.error.test(text)) return `${cell.error} is not in it`;
  const place = new RegExp(`cell\\W{0,3}${number}\\b.{0,8}\\b${cell.line}:${cell.column}\\b`, "i");
  if (!place.test(text)) return `no frame says cell ${number}, ${cell.line}:${cell.column}`;
  const lines = text.split("\n");
  const source = cell.source.split("\n")[cell.line - 1];
  const pointed = lines.some((line, index) => {
    const start = line.indexOf(source);
    return start >= 0 && lines[index + 1]?.search(/[\^~]/) === start + cell.column - 1;
  });
  if (!pointed) return `no caret at column ${cell.column} below ${JSON.stringify(source)}`;
  if (/node:internal|node_modules[\\/]tslab|dist[\\/]kernel/.test(text))
    return "it has frames of the kernel or of Node";
  return undefined;
}
