import { randomUUID } from "node:crypto";
import { open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import {
  ChurnlabError,
  checkOptionNames,
  type FittedClassifier,
  InvalidParameterError,
  type ReadModelOptions,
  ShapeError,
  show,
} from "../../core";
import { modelFromJSON } from "./model-from-json";
import { readPart, savedModelNames } from "./part-readers";

/** Anything fitted that can be saved. */
export interface Saveable {
  /** The model as a plain object. */
  toJSON(): object;
}

/** Options of {@link loadModel}. */
export interface LoadModelOptions<Model = FittedClassifier> extends ReadModelOptions {
  /**
   * Reads the parsed file. Default: {@link modelFromJSON}, for classifiers; pass `transformerFromJSON` for a
   * transformer or `FittedKMeans.fromJSON` for clusters.
   */
  readonly read?: (json: object, options: ReadModelOptions) => Model;
}

/**
 * Writes a fitted model to a file as JSON. Atomic: the text goes to a new file beside it, is flushed to the disk and
 * then takes the name, so that a reader sees the old model or the new one, never half of one. Before anything is
 * written the text is read back, so that what cannot be opened again is not saved.
 * @param fitted a fitted classifier, pipeline, search, transformer or partition
 * @param file path; an existing file is replaced
 * @throws InvalidParameterError when the model cannot be saved or the file cannot be written, naming the file
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { mkdtempSync } from "node:fs";
 * import { tmpdir } from "node:os";
 * import { DummyClassifier, loadModel, saveModel } from "churnlab";
 * const file = `${mkdtempSync(`${tmpdir()}/model-`)}/model.json`;
 * const fitted = new DummyClassifier().fit([[1], [2]], [0, 1]);
 * saveModel(fitted, file)
 *   .then(() => loadModel(file))
 *   .then((opened) => assert.deepEqual(opened, fitted));
 * ```
 */
export async function saveModel(fitted: Saveable, file: string): Promise<void> {
  checkFile(file);
  const text = inFile(file, () => textOf(fitted));
  const draft = `${file}.${randomUUID()}.tmp`;
  try {
    await writeThrough(draft, text);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw new InvalidParameterError(`${file} cannot be written: ${messageOf(error)}`);
  }
  await flushDirectory(dirname(file));
}

/**
 * Opens a model that {@link saveModel} wrote.
 * @param file path
 * @param options `featureNames`: the features that it must have been trained on; `read`: for other things than
 *   classifiers
 * @throws InvalidParameterError or ShapeError naming the file and what is wrong with it: missing, no JSON, cut short, of
 *   another version, of other features, malformed
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { loadModel } from "churnlab";
 * assert.rejects(loadModel("no-such-file.json"), /no-such-file\.json cannot be read: ENOENT/);
 * ```
 */
export async function loadModel<Model = FittedClassifier>(
  file: string,
  options: LoadModelOptions<Model> = {},
): Promise<Model> {
  checkOptionNames("loadModel", options, ["featureNames", "read"]);
  checkFile(file);
  const { read = modelFromJSON as NonNullable<LoadModelOptions<Model>["read"]>, ...insisted } = options;
  if (typeof read !== "function") throw new InvalidParameterError(`read must be a function; got ${show(read)}`);
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw new InvalidParameterError(`${file} cannot be read: ${messageOf(error)}`);
  }
  return inFile(file, () => read(parse(text), insisted));
}

function checkFile(file: unknown): void {
  if (typeof file !== "string" || file === "") {
    throw new InvalidParameterError(`file must be a path; got ${show(file)}`);
  }
}

function textOf(fitted: Saveable): string {
  if (typeof fitted?.toJSON !== "function") {
    throw new InvalidParameterError(`a fitted model must be given; got ${show(fitted)}`);
  }
  const text = stringify(fitted);
  const json = parse(text);
  const { model } = json as { readonly model?: unknown };
  if (typeof model === "string" && savedModelNames.includes(model)) readPart(json);
  return text;
}

function stringify(fitted: Saveable): string {
  try {
    return `${JSON.stringify(fitted)}\n`;
  } catch (error) {
    throw new InvalidParameterError(`the model cannot be written as JSON: ${messageOf(error)}`);
  }
}

function parse(text: string): object {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new InvalidParameterError(`not a saved model, or one cut short: ${messageOf(error)}`);
  }
  if (typeof json === "object" && json !== null) return json;
  throw new InvalidParameterError(`a saved model must be a JSON object; got ${show(json)}`);
}

/** Puts the file's name in front of what went wrong. */
function inFile<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ChurnlabError)) throw error;
    const message = `${file}: ${error.message}`;
    throw error instanceof ShapeError ? new ShapeError(message) : new InvalidParameterError(message);
  }
}

async function writeThrough(file: string, text: string): Promise<void> {
  const handle = await open(file, "wx");
  try {
    await handle.writeFile(text, "utf8");
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the new name last. Not every system can flush a directory; the file itself is whole in any case. */
async function flushDirectory(directory: string): Promise<void> {
  try {
    const handle = await open(directory, "r");
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows refuses to open directories.
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
