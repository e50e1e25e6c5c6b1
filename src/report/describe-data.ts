import { describeDataSource, readClients, resolveDataSource } from "../data";

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

/**
 * Chooses the client file and checks all of it.
 * @param named a file that goes before all others
 * @throws DataValidationError when there is no such file or it breaks the schema
 */
export async function checkData(named: string | undefined, onNote: (note: string) => void): Promise<CheckedData> {
  const { path } = resolveDataSource(named === undefined ? {} : { data: named });
  const { nSamples } = await readClients(path, { onNote });
  const { kind, fileName, sha256 } = await describeDataSource(path);
  return { path, description: { kind, path: fileName, sha256, nClients: nSamples } };
}
