import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { access, open, readFile, readlink, rename, rm, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import {
  ChurnlabError,
  checkOptionNames,
  type FittedClassifier,
  InvalidParameterError,
  type ReadModelOptions,
  ShapeError,
  show,
} from "../../core";
import { fittedFromJSON, modelFromJSON } from "./model-from-json";

/** Anything fitted that can be saved. */
export interface Saveable {
  /** The model as a plain object. */
  toJSON(): object;
}

/** Options of {@link loadModel}. */
export interface LoadModelOptions<Model = FittedClassifier> extends ReadModelOptions {
  /**
   * Reads the parsed file. Default: {@link modelFromJSON}, for classifiers; pass `transformerFromJSON` for a
   * transformer, `FittedKMeans.fromJSON` for clusters or `fittedFromJSON` for anything of this library.
   */
  readonly read?: (json: object, options: ReadModelOptions) => Model;
}

/** Options of {@link saveModel}. */
export interface SaveModelOptions {
  /** Reads the text back before it is written, as a test. Default: {@link fittedFromJSON}; your own for your own models */
  readonly read?: (json: object) => unknown;
}

/**
 * Writes a fitted model to a file as JSON. Atomic: the text goes to a new file beside it, is flushed to the disk and
 * then takes the name, so that a reader sees the old model or the new one, never half of one. Before anything is
 * written the text is read back, so that what cannot be opened again is not saved. A file that is replaced hands its
 * permissions on; where the path is a symbolic link, the file that it leads to is replaced and the link stays.
 * @param fitted a fitted classifier, pipeline, search, transformer, partition or detector
 * @param file path; an existing file is replaced
 * @param options `read`: how the text is tried, for models that are not of this library
 * @returns resolves when the file is on the disk
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
export async function saveModel(fitted: Saveable, file: string, options: SaveModelOptions = {}): Promise<void> {
  checkOptionNames("saveModel", options, ["read"]);
  const { read = fittedFromJSON } = options;
  if (typeof read !== "function") throw new InvalidParameterError(`read must be a function; got ${show(read)}`);
  checkFile(file);
  const text = inFile(file, () => textOf(fitted, read));
  const draft = { path: "" };
  try {
    const target = await targetOf(file);
    const mode = await modeToKeep(target);
    draft.path = `${target}.${randomUUID()}.tmp`;
    await writeThrough(draft.path, text, mode);
    await rename(draft.path, target);
    await flushDirectory(dirname(target));
  } catch (error) {
    if (draft.path !== "") await rm(draft.path, { force: true });
    throw new InvalidParameterError(`${file} cannot be written: ${messageOf(error)}`);
  }
}

/** Links that may lead from one to the next; a circle has no end. */
const mostLinks = 40;

/** Where a path leads through symbolic links, also where nothing is there yet. */
async function targetOf(file: string): Promise<string> {
  let path = file;
  for (let links = 0; links < mostLinks; links++) {
    const next = await readlink(path).catch(() => null);
    if (next === null) return path;
    path = resolve(dirname(path), next);
  }
  throw new InvalidParameterError(`it is a symbolic link that leads through more than ${mostLinks} others`);
}

/** The permissions of the file that is there; null where there is none. */
async function modeToKeep(target: string): Promise<number | null> {
  const found = await stat(target).catch(() => null);
  if (found === null) return null;
  if (!found.isFile()) throw new InvalidParameterError("it is not a file");
  await access(target, constants.W_OK);
  return found.mode & 0o7777;
}

/**
 * Opens a model that {@link saveModel} wrote.
 * @param file path
 * @param options `featureNames`: the features that it must have been trained on; `read`: for other things than
 *   classifiers
 * @returns what `read` makes of the file: by default the fitted classifier
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

function textOf(fitted: Saveable, read: (json: object) => unknown): string {
  if (typeof fitted?.toJSON !== "function") {
    throw new InvalidParameterError(`a fitted model must be given; got ${show(fitted)}`);
  }
  const text = stringify(fitted);
  read(parse(text));
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

/** @param mode permissions of the new file; null for those of any new file */
async function writeThrough(file: string, text: string, mode: number | null): Promise<void> {
  const handle = await open(file, "wx", mode ?? undefined);
  try {
    // What `open` is told, the process's mask may take away.
    if (mode !== null) await handle.chmod(mode);
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
