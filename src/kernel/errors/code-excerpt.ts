import type { Position } from "./source-positions";

const linesAround = 2;

/**
 * The line of an error with the lines around it and a mark below its place:
 *
 *     1 | const f = (x) => {
 *   > 2 |   throw x;
 *       |   ^
 *     3 | };
 * @param length how many characters to mark
 */
export function codeExcerpt(text: string, { line, column }: Position, length = 1): string[] {
  const lines = text.split(/\r?\n/);
  if (line < 1 || line > lines.length) return [];
  const first = Math.max(1, line - linesAround);
  const last = Math.min(lines.length, line + linesAround);
  const width = String(last).length;
  const excerpt: string[] = [];
  for (let n = first; n <= last; n++) {
    excerpt.push(`${n === line ? ">" : " "} ${String(n).padStart(width)} | ${lines[n - 1]}`.trimEnd());
    if (n !== line) continue;
    // Tabs stay tabs, so that the mark stands below its character.
    const indent = lines[n - 1].slice(0, column - 1).replace(/[^\t]/g, " ");
    const marked = Math.max(1, Math.min(length, lines[n - 1].length - column + 1));
    excerpt.push(`  ${" ".repeat(width)} | ${indent}${"^".repeat(marked)}`);
  }
  return excerpt;
}
