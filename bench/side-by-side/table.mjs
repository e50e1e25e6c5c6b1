/**
 * A Markdown table whose columns are padded, so that it reads in a terminal too.
 * @param {string[]} head names of the columns; a name that starts with "<" is of text and stands left
 * @param {string[][]} rows
 */
export function markdownTable(head, rows) {
  const isText = head.map((name) => name.startsWith("<"));
  const cells = [head.map((name) => name.replace(/^</, "")), ...rows];
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column].length)));
  const line = (row) =>
    `| ${row.map((cell, column) => (isText[column] ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => (isText[column] ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(cells[0]), rule, ...cells.slice(1).map(line)].join("\n");
}

/** Seconds as milliseconds with three significant digits. */
export function milliseconds(seconds) {
  return significant(seconds * 1000);
}

export function significant(value) {
  if (value === 0) return "0";
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(digits, 20));
}

export function megabytes(bytes) {
  return bytes === null ? "not known" : (bytes / 1e6).toFixed(0);
}

/** "yes" or "NO"; a row without a target has no verdict. */
export function verdict(value, target) {
  if (target === undefined) return "";
  return value <= target ? "yes" : "NO";
}
