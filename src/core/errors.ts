/** Base class of every error that churnlab raises on purpose. */
export class ChurnlabError extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** A parameter breaks its rule. The message names the parameter, the rule and the value. */
export class InvalidParameterError extends ChurnlabError {}

/** Arrays or matrices have shapes that do not fit together. */
export class ShapeError extends ChurnlabError {}

/** One thing wrong with a data file. `row` counts data rows from 1 (the header is row 0). */
export interface DataProblem {
  readonly column: string | null;
  readonly row: number | null;
  readonly value: string | null;
  readonly rule: string;
}

const problemsShown = 20;

/** A data file breaks the schema. All problems are reported together, in file order. */
export class DataValidationError extends ChurnlabError {
  constructor(
    readonly source: string,
    readonly problems: readonly DataProblem[],
  ) {
    super(describeProblems(source, problems));
  }
}

function describeProblems(source: string, problems: readonly DataProblem[]): string {
  const lines = problems.slice(0, problemsShown).map((problem) => `  - ${describeProblem(problem)}`);
  const hidden = problems.length - lines.length;
  if (hidden > 0) lines.push(`  - … and ${hidden} more`);
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return `${source}: ${count}\n${lines.join("\n")}`;
}

function describeProblem({ column, row, value, rule }: DataProblem): string {
  const place = [row === null ? null : `row ${row}`, column === null ? null : `column ${column}`]
    .filter((part) => part !== null)
    .join(", ");
  const got = value === null ? "" : `; got ${value}`;
  return `${place === "" ? "" : `${place}: `}${rule}${got}`;
}
