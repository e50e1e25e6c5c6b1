import { mkdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { checkOptionNames, InvalidParameterError, show } from "../core";
import { loadModel, type Saveable, saveModel } from "../modeling";
import { publish } from "./kernel-output";
import { type Environment, outDirOf } from "./out-dir";

/** Options of {@link writeModel}. */
export interface WriteModelOptions {
  /** Where CHURN_OUT is looked up. Default: process.env. */
  readonly env?: Environment;
}

/**
 * Writes a fitted classifier as JSON into the study's folder, opens it again, and says so in the cell. Written aside and
 * then renamed: nobody reads half of it. `loadModel` of churnlab opens it; its forecasts have the same bits.
 * @param fitted a fitted classifier or pipeline
 * @param fileName a plain name ending in .json, without folders
 * @throws InvalidParameterError for another name, or what cannot be saved and opened again
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { mkdtempSync } from "node:fs";
 * import { tmpdir } from "node:os";
 * import { DummyClassifier, loadModel } from "churnlab";
 * import { writeModel } from "churnlab/notebook";
 *
 * const folder = mkdtempSync(`${tmpdir()}/churnlab-`); // in a notebook: the study's own folder
 * const fitted = new DummyClassifier().fit([[1], [2]], [0, 1]);
 * await writeModel(fitted, "model.json", { env: { CHURN_OUT: folder } }); // shows model.json
 * assert.deepEqual(await loadModel(`${folder}/model.json`), fitted);
 * ```
 */
export async function writeModel(fitted: Saveable, fileName: string, options: WriteModelOptions = {}): Promise<void> {
  checkOptionNames("writeModel", options, ["env"]);
  if (typeof fileName !== "string" || !/^[\w-][\w.-]*\.json$/i.test(fileName) || basename(fileName) !== fileName) {
    throw new InvalidParameterError(
      `fileName must be letters, digits, hyphens and .json at the end, without folders; got ${show(fileName)}`,
    );
  }
  const folder = outDirOf(options.env);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, fileName);
  await saveModel(fitted, file);
  await loadModel(file);
  const size = `${(statSync(file).size / 1000).toFixed(1)} kB`;
  publish({
    "text/markdown": `Written to the report's folder: \`${fileName}\` (${size}).`,
    "text/plain": `Written to the report's folder: ${fileName} (${size}).`,
  });
}
