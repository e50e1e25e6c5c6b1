import { checkOptionNames, InvalidParameterError, show } from "../core";
import { publish } from "./kernel-output";
import { readStatement } from "./prose";

/** A part of the executive summary: a question and its answers. */
export interface ExecutiveSection {
  /** A question or a word or two, markdown without breaks. */
  readonly title: string;
  /** At least one sentence in markdown, with computed values only. */
  readonly points: readonly string[];
}

/** More than this does not fit on a printed page. */
const mostCharacters = 4200;

/**
 * Shows the study on one page, and publishes it for the first page of the report.
 * @param sections the parts, in their order; at most 4,200 characters in all, so that they print on one page
 * @throws InvalidParameterError for no sections, a section without a title or points, text with NaN or undefined in it,
 *   or too much text for a page
 * @example
 * ```ts
 * import { executiveSummary, percent } from "churnlab/notebook";
 *
 * executiveSummary([{ title: "Who leaves?", points: [`Of all clients, **${percent(0.27)}** left.`] }]); // shows 27.0%
 * ```
 */
export function executiveSummary(sections: readonly ExecutiveSection[]): void {
  if (!Array.isArray(sections) || sections.length === 0) {
    throw new InvalidParameterError(`executiveSummary: sections must be a list of at least one; got ${show(sections)}`);
  }
  const read = sections.map(readSection);
  const length = read.flatMap(({ title, points }) => [title, ...points]).join("").length;
  if (length > mostCharacters) {
    throw new InvalidParameterError(
      `executiveSummary: at most ${mostCharacters} characters fit on a page; got ${length}`,
    );
  }
  publish({
    "application/vnd.churnlab.executive-summary+json": { sections: read },
    "text/markdown": read.map(({ title, points }) => `### ${title}\n\n${bullets(points)}`).join("\n\n"),
    "text/plain": read.map(({ title, points }) => `${title}\n${bullets(points)}`).join("\n\n"),
  });
}

function readSection(section: ExecutiveSection, place: number): ExecutiveSection {
  checkOptionNames(`executiveSummary: sections[${place}]`, section, ["title", "points"]);
  const { title, points } = section;
  if (!Array.isArray(points) || points.length === 0) {
    throw new InvalidParameterError(
      `executiveSummary: sections[${place}].points must be a list of at least one; got ${show(points)}`,
    );
  }
  const name = `executiveSummary: sections[${place}]`;
  return {
    title: readStatement(`${name}.title`, title),
    points: points.map((point, number) => readStatement(`${name}.points[${number}]`, point).replace(/\s*\n\s*/g, " ")),
  };
}

function bullets(points: readonly string[]): string {
  return points.map((point) => `- ${point}`).join("\n");
}
