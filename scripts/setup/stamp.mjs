import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CACHE } from "./paths.mjs";

const FILE = join(CACHE, "setup.json");

/** Stands in the stamp while a step runs: an interrupted step is found by it and done again. */
const UNFINISHED = "unfinished";

/** What each step was done for, as a short key; empty when nothing is recorded. */
export function readStamp() {
  try {
    return JSON.parse(readFileSync(FILE, "utf8"));
  } catch {
    return {};
  }
}

export function isUnfinished(step) {
  return readStamp()[step] === UNFINISHED;
}

/** Does a step between two records, so that the stamp never claims what was not completed. */
export async function recorded(step, key, work) {
  writeStamp(step, UNFINISHED);
  const result = await work();
  writeStamp(step, typeof key === "function" ? key() : key);
  return result;
}

export function keyOf(...parts) {
  return createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 16);
}

function writeStamp(step, key) {
  mkdirSync(dirname(FILE), { recursive: true });
  const aside = `${FILE}.${process.pid}`;
  writeFileSync(aside, `${JSON.stringify({ ...readStamp(), [step]: key }, null, 2)}\n`);
  renameSync(aside, FILE);
}
