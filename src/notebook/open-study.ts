import type { DataFrame } from "danfojs-node";
import { checkOptionNames, type FeatureMatrix } from "../core";
import {
  type DataSourceDescription,
  describeDataSource,
  featuresAndLabels,
  readClients,
  resolveDataSource,
} from "../data";
import { lazyClientsFrame } from "./clients-frame";
import { number, plural } from "./format";
import { type MimeBundle, publish } from "./kernel-output";
import { type Environment, outDirOf } from "./out-dir";

/** What a notebook of the study starts from. */
export interface Study {
  /** All 14 columns, a danfojs DataFrame, made when it is first asked for. */
  readonly clients: DataFrame;
  /** nSamples × 13: every column but the label. */
  readonly X: FeatureMatrix;
  /** Labels, length nSamples: 1 for a client who left. */
  readonly y: Uint8Array;
  /** Which file was read. */
  readonly source: DataSourceDescription;
  /** Where files of the study go. */
  readonly outDir: string;
}

/** Options of {@link openStudy}. */
export interface OpenStudyOptions {
  /** Where CHURN_DATA and CHURN_OUT are looked up. Default: process.env. */
  readonly env?: Environment;
}

/**
 * Opens the study's data: finds the client file (CHURN_DATA, else data/gym_churn.csv, else the simulated sample), checks
 * all of it, and shows what it is: the file's name, the number of clients, the SHA-256, and whether it is simulated.
 * @returns the data in the forms that the notebooks use
 * @throws DataValidationError with every problem of the file
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { openStudy } from "churnlab/notebook";
 *
 * const { X, y, source } = await openStudy({ env: { CHURN_DATA: "data/gym_churn_simulated.csv" } }); // shows simulated
 * assert.deepEqual([X.nSamples, X.nFeatures, y.length], [4000, 13, 4000]);
 * assert.equal(source.kind, "simulated");
 * ```
 */
export async function openStudy(options: OpenStudyOptions = {}): Promise<Study> {
  checkOptionNames("openStudy", options, ["env"]);
  const { env = process.env } = options;
  const { path } = resolveDataSource({ env });
  const notes: string[] = [];
  const table = await readClients(path, { onNote: (note) => notes.push(note) });
  const { X, y } = featuresAndLabels(table);
  const source = await describeDataSource(path);
  publish(sourceBundle(source, X.nSamples, notes));
  const clients = lazyClientsFrame(table);
  return {
    get clients() {
      return clients();
    },
    X,
    y,
    source,
    outDir: outDirOf(env),
  };
}

/** The banner that says which data a notebook rests on. */
export function sourceBundle(
  { kind, fileName, sha256 }: Pick<DataSourceDescription, "kind" | "fileName" | "sha256">,
  nClients: number,
  notes: readonly string[],
): MimeBundle {
  const simulated = kind === "simulated";
  const warning = "SIMULATED DATA. These clients are drawn from a statistical model; no one of them exists.";
  const description = plural(nClients, "client");
  return {
    "application/vnd.churnlab.source+json": { kind, path: fileName, sha256, nClients },
    "text/markdown": [
      ...(simulated ? [`> **${warning}**`, ">"] : []),
      `> **Data:** \`${fileName}\`, ${description}, SHA-256 \`${sha256}\``,
      ...notes.flatMap((note) => [">", `> Note: ${note}`]),
    ].join("\n"),
    "text/plain": [
      ...(simulated ? [warning] : []),
      `Data: ${fileName}, ${number(nClients)} clients, SHA-256 ${sha256}`,
      ...notes.map((note) => `Note: ${note}`),
    ].join("\n"),
  };
}
