import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CACHE } from "./paths.mjs";
import { Problem } from "./problem.mjs";

const FILE = join(CACHE, "setup.lock");
const PATIENCE_MS = 10 * 60 * 1000;

/**
 * Waits until no other setup works in this clone, then takes its place. The file lists the process and the programs
 * it started: after a hard kill these may outlive it, and must not meet a second npm in the same node_modules.
 */
export async function takeLock() {
  mkdirSync(CACHE, { recursive: true });
  const start = Date.now();
  let told = false;
  while (!tryToTake()) {
    const living = holders().filter(isAlive);
    if (living.length === 0) {
      rmSync(FILE, { force: true });
      continue;
    }
    if (!told) console.log(`Waiting for another setup of this clone to end (process ${living.join(", ")})`);
    told = true;
    if (Date.now() - start > PATIENCE_MS) {
      throw new Problem(`another setup still runs (process ${living.join(", ")}); end it, or delete ${FILE}`);
    }
    await sleep(200);
  }
}

export function noteChild(pid) {
  appendFileSync(FILE, `${pid}\n`);
}

export function releaseLock() {
  rmSync(FILE, { force: true });
}

function tryToTake() {
  try {
    writeFileSync(FILE, `${process.pid}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function holders() {
  try {
    return readFileSync(FILE, "utf8")
      .split("\n")
      .map(Number)
      .filter((pid) => pid > 0);
  } catch {
    return [];
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
