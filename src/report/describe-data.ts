import type { FeatureMatrix } from "../core";
import { describeDataSource, featuresAndLabels, readClients, resolveDataSource } from "../data";
import { ReportError } from "./report-error";

/** Which data a page rests on: the content of `application/vnd.churnlab.source+json`. */
export interface DataDescription {
  readonly kind: "own" | "simulated";
  /** File name without folders. */
  readonly path: string;
  readonly sha256: string;
  readonly nClients: number;
}

/** The client file of a run, checked. */
export interface CheckedData {
  /** Absolute path. */
  readonly path: string;
  readonly description: DataDescription;
}

/** Fewest clients who left, and fewest who stayed, with whom the study's folds and intervals mean something. */
export const smallestClass = 20;

/** How {@link checkData} checks. */
export interface DataCheck {
  /** A file that goes before all others. */
  readonly named?: string;
  /** Fewest clients of each class. Default: 0, for notebooks that do not compare the classes. */
  readonly smallestClass?: number;
  readonly onNote: (note: string) => void;
}

/**
 * Chooses the client file and checks all of it.
 * @throws DataValidationError when there is no such file or it breaks the schema
 * @throws ReportError when too few clients left or stayed
 */
export async function checkData({ named, smallestClass: fewest = 0, onNote }: DataCheck): Promise<CheckedData> {
  const { path } = resolveDataSource(named === undefined ? {} : { data: named });
  const clients = await readClients(path, { onNote });
  const { kind, fileName, sha256 } = await describeDataSource(path);
  checkClasses(clients, fewest, fileName);
  return { path, description: { kind, path: fileName, sha256, nClients: clients.nSamples } };
}

function checkClasses(clients: FeatureMatrix, fewest: number, fileName: string): void {
  const left = featuresAndLabels(clients).y.reduce((sum, label) => sum + label, 0);
  const stayed = clients.nSamples - left;
  if (Math.min(left, stayed) >= fewest) return;
  throw new ReportError(
    `${fileName}: the study compares clients who left with clients who stayed, and needs at least ${fewest} of each; ` +
      `got ${left} who left and ${stayed} who stayed`,
  );
}
