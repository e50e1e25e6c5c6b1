import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./child.mjs";
import { findNpm } from "./find-npm.mjs";
import { noteChild } from "./lock.mjs";
import { ROOT } from "./paths.mjs";
import { Problem } from "./problem.mjs";
import { isUnfinished, keyOf, readStamp, recorded } from "./stamp.mjs";

const STEP = "npm packages";
const HIDDEN_LOCK = join(ROOT, "node_modules", ".package-lock.json");

/** The packages of package-lock.json in node_modules. */
export const npmPackages = {
  name: STEP,

  isDone() {
    if (isUnfinished(STEP)) return false;
    const wanted = requiredPackages();
    if (!wanted.every(([path]) => existsSync(join(ROOT, path)))) return false;
    return readStamp()[STEP] === key() || isInstalledByHand(wanted);
  },

  findTool: findNpm,

  async do(npm) {
    await recorded(STEP, key, async () => {
      const args = [...npm.args, "ci", "--include=dev", "--no-audit", "--no-fund", "--no-progress"];
      const { code, output } = await run(npm.command, args, { cwd: ROOT, shell: npm.shell, onStart: noteChild });
      if (code !== 0) throw new Problem(`"npm ci" failed with exit code ${code}`, output);
    });
  },
};

function key() {
  const [major] = process.versions.node.split(".");
  return keyOf(readFileSync(join(ROOT, "package-lock.json"), "utf8"), major, process.platform, process.arch);
}

/** Path and entry of every package of the lock file that no platform leaves out. */
function requiredPackages() {
  const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
  return Object.entries(lock.packages).filter(([path, entry]) => path.includes("node_modules/") && !entry.optional);
}

/** npm writes its own record of node_modules as the last act of an installation. */
function isInstalledByHand(wanted) {
  if (readStamp()[STEP] !== undefined || !existsSync(HIDDEN_LOCK)) return false;
  const installed = JSON.parse(readFileSync(HIDDEN_LOCK, "utf8")).packages;
  return wanted.every(([path, { version, integrity, link }]) => {
    const entry = installed[path];
    return link ? entry?.link : entry?.version === version && entry?.integrity === integrity;
  });
}
