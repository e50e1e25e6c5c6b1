import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { checkOptionNames, DataValidationError } from "../core";
import { packageRoot } from "./package-root";

/** The file that the study reads, and why this one. */
export interface DataSource {
  /** Absolute path; the file exists. */
  readonly path: string;
  /** option: named by the caller; environment: named by CHURN_DATA; own: data/gym_churn.csv; sample: the sample. */
  readonly chosenBy: "option" | "environment" | "own" | "sample";
}

/** Options of {@link resolveDataSource}. */
export interface ResolveDataSourceOptions {
  /** A file named by the caller; it goes before all else. A relative path starts at the current folder, else at root. */
  readonly data?: string;
  /** Where CHURN_DATA is looked up. Default: process.env. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The folder that holds data/. Default: the folder of the churnlab package. */
  readonly root?: string;
}

/** Names of the files that are looked for under `data/`. */
export const ownFileName = "gym_churn.csv";
export const sampleFileName = "gym_churn_simulated.csv";

/**
 * Chooses the client file: `data`, else the environment variable CHURN_DATA, else data/gym_churn.csv, else the
 * simulated sample. An empty name counts as none. A file that was named must exist: nothing else is read in its place.
 * @returns the absolute path of a file that exists, and what it was chosen by
 * @throws DataValidationError when the file that was named, or the sample, does not exist
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { DataValidationError, resolveDataSource } from "churnlab";
 *
 * const source = resolveDataSource({ data: "data/gym_churn_simulated.csv" });
 * assert.equal(source.chosenBy, "option");
 * assert.throws(() => resolveDataSource({ data: "no-such-file.csv" }), DataValidationError);
 * ```
 */
export function resolveDataSource(options: ResolveDataSourceOptions = {}): DataSource {
  checkOptionNames("resolveDataSource", options, ["data", "env", "root"]);
  const root = options.root ?? packageRoot();
  const fromEnvironment = (options.env ?? process.env)["CHURN_DATA"];
  if (options.data) return { path: named(options.data, root), chosenBy: "option" };
  if (fromEnvironment) return { path: named(fromEnvironment, root, "CHURN_DATA"), chosenBy: "environment" };
  const own = join(root, "data", ownFileName);
  if (existsSync(own)) return { path: own, chosenBy: "own" };
  const sample = join(root, "data", sampleFileName);
  if (existsSync(sample)) return { path: sample, chosenBy: "sample" };
  throw missing(sample, "there is no such file, nor one of your own beside it");
}

function named(path: string, root: string, variable?: string): string {
  const candidates = [resolve(path), resolve(root, path)];
  const found = candidates.find((candidate) => existsSync(candidate));
  if (found === undefined) {
    throw missing(path, `there is no such file${variable === undefined ? "" : ` (named by ${variable})`}`);
  }
  return found;
}

function missing(source: string, rule: string): DataValidationError {
  return new DataValidationError(source, [{ column: null, row: null, line: null, value: null, rule }]);
}
