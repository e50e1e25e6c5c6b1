import type { DataDescription } from "./describe-data";
import { type NotebookFile, notebookTitle } from "./notebook-file";

/** A number that the study is about, as a notebook published it. */
export interface Headline {
  readonly id: string;
  readonly label: string;
  readonly value: unknown;
  /** The value as a reader sees it. */
  readonly text: string;
  /** Lower and upper bound. */
  readonly interval?: readonly [number, number];
  /** File name of the page. */
  readonly page: string;
  /** File name of the notebook. */
  readonly notebook: string;
  /** Counted from 1 over all cells; the page has an element `cell-N`. */
  readonly cell: number;
}

/** A finding, computed from the data, in markdown. */
export interface Finding {
  readonly text: string;
  readonly page: string;
  readonly notebook: string;
  readonly cell: number;
}

/** The study on one page, as a notebook published it. */
export interface ExecutiveSummary {
  readonly sections: readonly { readonly title: string; readonly points: readonly string[] }[];
  readonly page: string;
  readonly notebook: string;
  readonly cell: number;
}

/** One page of the report: one notebook. */
export interface Page {
  readonly page: string;
  readonly notebook: string;
  readonly title: string;
  /** Its first paragraph, in markdown. */
  readonly description: string;
  readonly seconds: number;
  /** The data that the notebook says it read, else the data of the run. */
  readonly data: DataDescription;
}

/** What the study found, from the outputs that its notebooks published. */
export interface Findings {
  readonly headlines: readonly Headline[];
  readonly findings: readonly Finding[];
  /** Null where no notebook published one; of several, the last. */
  readonly executiveSummary: ExecutiveSummary | null;
  readonly pages: readonly Page[];
}

/** A notebook after its run. */
export interface ExecutedNotebook {
  /** File name, `NN-name.ipynb`. */
  readonly name: string;
  readonly file: NotebookFile;
  readonly seconds: number;
}

const headlineType = "application/vnd.churnlab.headline+json";
const findingType = "application/vnd.churnlab.finding+json";
const executiveSummaryType = "application/vnd.churnlab.executive-summary+json";
const sourceType = "application/vnd.churnlab.source+json";

/** Gathers headlines, findings and data sources from executed notebooks, in the order of the study. */
export function collectSummary(notebooks: readonly ExecutedNotebook[], data: DataDescription): Findings {
  const headlines: Headline[] = [];
  const findings: Finding[] = [];
  let executiveSummary: ExecutiveSummary | null = null;
  const pages = notebooks.map(({ name, file, seconds }): Page => {
    const place = { page: pageName(name), notebook: name };
    headlines.push(
      ...published<Headline>(file, headlineType).map((item) => ({ ...item.content, ...place, cell: item.cell })),
    );
    findings.push(
      ...published<Finding>(file, findingType).map((item) => ({ ...item.content, ...place, cell: item.cell })),
    );
    const summary = published<ExecutiveSummary>(file, executiveSummaryType).at(-1);
    if (summary !== undefined) executiveSummary = { ...summary.content, ...place, cell: summary.cell };
    const source = published<DataDescription>(file, sourceType)[0]?.content;
    const { title, description } = notebookTitle(file);
    return { ...place, title: title ?? titleFromName(name), description, seconds, data: source ?? data };
  });
  return { headlines, findings, executiveSummary, pages };
}

/** The page of a notebook: `03-x.ipynb` → `03-x.html`. */
export function pageName(notebook: string): string {
  return notebook.replace(/\.ipynb$/, ".html");
}

function titleFromName(name: string): string {
  const words = name
    .replace(/^\d+-/, "")
    .replace(/\.ipynb$/, "")
    .replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function published<T>(file: NotebookFile, type: string): { content: T; cell: number }[] {
  return file.cells.flatMap(({ outputs = [] }, index) =>
    outputs.flatMap(({ data }) => {
      const content = data?.[type];
      return typeof content === "object" && content !== null ? [{ content: content as T, cell: index + 1 }] : [];
    }),
  );
}
