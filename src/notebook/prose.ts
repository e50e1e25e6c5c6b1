import { InvalidParameterError, show } from "../core";

/**
 * Text of a template literal without the indentation of the code around it and without blank lines at its ends.
 * @throws InvalidParameterError for anything but text that is not blank
 */
export function readProse(name: string, text: unknown): string {
  if (typeof text !== "string" || text.trim() === "") {
    throw new InvalidParameterError(`${name} must be text that is not blank; got ${show(text)}`);
  }
  const lines = text
    .replace(/^[ \t]*\n/, "")
    .trimEnd()
    .split("\n");
  // The first line of "`text` on one line, more below" has no indentation to compare.
  const compared = (/^[ \t]*\n/.test(text) ? lines : lines.slice(1)).filter((line) => line.trim() !== "");
  const indentation = Math.min(...compared.map((line) => line.length - line.trimStart().length));
  if (!Number.isFinite(indentation)) return lines.join("\n").trim();
  return lines
    .map((line) => (line.slice(0, indentation).trim() === "" ? line.slice(indentation) : line.trimStart()))
    .join("\n");
}

const leftovers = /\bNaN\b|\bundefined\b|\[object /;

/**
 * As {@link readProse}, for statements of results: a value that could not be computed must not pass for one.
 * @throws InvalidParameterError when the text holds NaN, undefined or [object …]
 */
export function readStatement(name: string, text: unknown): string {
  const prose = readProse(name, text);
  const leftover = leftovers.exec(prose);
  if (leftover !== null) {
    throw new InvalidParameterError(
      `${name} must hold computed values only; got ${show(leftover[0])} in ${show(prose)}`,
    );
  }
  return prose;
}
