/**
 * Base class of every error that churnlab raises on purpose.
 * @param message names the value, its place and the rule
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { ChurnlabError, toFeatureMatrix } from "churnlab";
 *
 * const bad = () => toFeatureMatrix([[1, Number.NaN]]);
 * assert.throws(bad, ChurnlabError);
 * ```
 */
export class ChurnlabError extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/**
 * A parameter breaks its rule. The message names the parameter, the rule and the value.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { InvalidParameterError, KMeans } from "churnlab";
 *
 * const bad = () => new KMeans({ nClusters: 0 });
 * assert.throws(bad, InvalidParameterError);
 * ```
 */
export class InvalidParameterError extends ChurnlabError {}

/**
 * Arrays or matrices have shapes that do not fit together.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { ShapeError, toFeatureMatrix } from "churnlab";
 *
 * const bad = () => toFeatureMatrix([[1, 2], [3]]);
 * assert.throws(bad, new ShapeError("every row of X must have 2 values; row 1 has 1"));
 * ```
 */
export class ShapeError extends ChurnlabError {}

/**
 * A metric has no value on this input, such as a ROC AUC of one class.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { rocAucScore, UndefinedMetricError } from "churnlab";
 *
 * const oneClass = () => rocAucScore([1, 1], [0.2, 0.8]);
 * assert.throws(oneClass, UndefinedMetricError);
 * ```
 */
export class UndefinedMetricError extends ChurnlabError {}

/**
 * Features that are constant or linear combinations of others: their coefficients have no unique value.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { CollinearFeaturesError, LogisticRegression } from "churnlab";
 *
 * const twins = [[1, 1], [2, 2], [3, 3], [4, 4]];
 * const fit = () => new LogisticRegression({ penalty: "none" }).fit(twins, [0, 1, 0, 1]);
 * assert.throws(fit, CollinearFeaturesError);
 * ```
 */
export class CollinearFeaturesError extends ChurnlabError {}

/**
 * A combination of features tells the classes apart without error, so that maximum likelihood has no finite answer.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { LogisticRegression, PerfectSeparationError } from "churnlab";
 *
 * const fit = () => new LogisticRegression({ penalty: "none" }).fit([[1], [2], [3], [4]], [0, 0, 1, 1]);
 * assert.throws(fit, PerfectSeparationError);
 * ```
 */
export class PerfectSeparationError extends ChurnlabError {}

/** One thing wrong with a data file. */
export interface DataProblem {
  /** The column, or null when the problem is not one column's. */
  readonly column: string | null;
  /** The data row, counted from 1 (the header is not a data row), or null when it is not one row's. */
  readonly row: number | null;
  /** The line of the file, counted from 1, where that is known. */
  readonly line?: number | null;
  /** The value as it stands in the file, or null when there is none. */
  readonly value: string | null;
  /** The rule that is broken, in words. */
  readonly rule: string;
}

const problemsShown = 20;

/**
 * A data file breaks the schema. `problems` holds all of them in file order; the message shows the first twenty and,
 * when there are more, how many each column has.
 * @param source the file or table, as the message names it
 * @param problems what is wrong, in the order of the file
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { DataValidationError } from "churnlab";
 *
 * const problem = { row: 3, column: "Age", value: "-1", rule: "must be at least 0" };
 * const error = new DataValidationError("clients.csv", [problem]);
 * assert.equal(error.message, "clients.csv: row 3, column Age: must be at least 0; got -1");
 * assert.equal(error.problems.length, 1);
 * ```
 */
export class DataValidationError extends ChurnlabError {
  constructor(
    /** Name of the file or of what was read. */
    readonly source: string,
    /** What is wrong, in the order of the file. */
    readonly problems: readonly DataProblem[],
  ) {
    super(describeProblems(source, problems));
  }
}

function describeProblems(source: string, problems: readonly DataProblem[]): string {
  if (problems.length === 1) return `${source}: ${describeProblem(problems[0])}`;
  const lines = problems.slice(0, problemsShown).map((problem) => `  - ${describeProblem(problem)}`);
  const hidden = problems.length - lines.length;
  if (hidden > 0) lines.push(`  - … and ${hidden} more`, `  all problems by column: ${countByColumn(problems)}`);
  return `${source}: ${problems.length} problems\n${lines.join("\n")}`;
}

function describeProblem({ column, row, line, value, rule }: DataProblem): string {
  const lineText = line === null || line === undefined ? null : `line ${line}`;
  const rowText = row === null ? lineText : `row ${row}${lineText === null ? "" : ` (${lineText})`}`;
  const place = [rowText, column === null ? null : `column ${column}`].filter((part) => part !== null).join(", ");
  const got = value === null ? "" : `; got ${value}`;
  return `${place === "" ? "" : `${place}: `}${rule}${got}`;
}

function countByColumn(problems: readonly DataProblem[]): string {
  const counts = new Map<string, number>();
  for (const { column } of problems) {
    const key = column ?? "no single column";
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return Array.from(counts, ([column, count]) => `${column} ${count}`).join(", ");
}
