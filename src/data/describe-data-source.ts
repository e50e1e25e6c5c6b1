import { createHash } from "node:crypto";
import { basename, resolve } from "node:path";
import { formatClientsCsv } from "./format-clients-csv";
import { readBytes } from "./read-clients";
import { simulateSample } from "./sample";

/** What every page of the study says about the file that it was made from. */
export interface DataSourceDescription {
  /** simulated: the content is the simulated sample's, whatever the file is called; own: anything else. */
  readonly kind: "own" | "simulated";
  /** Absolute path. */
  readonly path: string;
  /** The path's last part */
  readonly fileName: string;
  /** SHA-256 of the file's bytes, 64 hexadecimal digits. */
  readonly sha256: string;
  /** Size of the file */
  readonly nBytes: number;
}

/**
 * Describes a data file by its content.
 * @param path of the file, absolute or from the current folder
 * @returns the file's kind, name, size in bytes and SHA-256
 * @throws DataValidationError when the file cannot be read
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { describeDataSource } from "churnlab";
 *
 * const { kind, fileName, sha256 } = await describeDataSource("data/gym_churn_simulated.csv");
 * assert.deepEqual([kind, fileName, sha256.length], ["simulated", "gym_churn_simulated.csv", 64]);
 * ```
 */
export async function describeDataSource(path: string): Promise<DataSourceDescription> {
  const bytes = await readBytes(path);
  const sha256 = digest(bytes);
  return {
    kind: sha256 === sampleDigest() ? "simulated" : "own",
    path: resolve(path),
    fileName: basename(path),
    sha256,
    nBytes: bytes.length,
  };
}

let knownSampleDigest: string | null = null;

/** Taken from the model and not from the file beside it, so that an edited file no longer passes for the sample. */
function sampleDigest(): string {
  knownSampleDigest ??= digest(formatClientsCsv(simulateSample()));
  return knownSampleDigest;
}

function digest(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
