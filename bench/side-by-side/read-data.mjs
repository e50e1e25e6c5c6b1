import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);
const { FeatureMatrix } = require("../../dist/index.js");

/** The data that `writeData` wrote. */
export class Data {
  #folder;
  #facts;
  #sets = new Map();

  constructor(folder) {
    this.#folder = folder;
    this.#facts = JSON.parse(readFileSync(join(folder, "data.json"), "utf8"));
  }

  /** X and y of the 4,000-row file. */
  get small() {
    return this.#set("small", this.#facts.small);
  }

  /** X and y of the first simulated clients. @param {number} rows default: all */
  large(rows = this.#facts.large) {
    return this.#set("large", rows);
  }

  /** A file that the other side is to read. */
  path(name) {
    return join(this.#folder, name);
  }

  #set(name, rows) {
    const key = `${name} ${rows}`;
    if (!this.#sets.has(key)) this.#sets.set(key, this.#read(name, rows));
    return this.#sets.get(key);
  }

  #read(name, rows) {
    const { featureNames } = this.#facts;
    const bytes = readStart(this.path(`${name}.X`), rows * featureNames.length * 8);
    const X = new FeatureMatrix(new Float64Array(bytes.buffer), rows, featureNames);
    return { X, y: readStart(this.path(`${name}.y`), rows) };
  }
}

function readStart(path, length) {
  const bytes = new Uint8Array(length);
  const file = openSync(path);
  try {
    let read = 0;
    while (read < length) read += readSync(file, bytes, read, length - read);
  } finally {
    closeSync(file);
  }
  return bytes;
}
