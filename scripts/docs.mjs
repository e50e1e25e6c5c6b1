// npm run docs: builds the API reference of the public exports in docs/api; open docs/api/index.html.
// TypeDoc reads older TypeScript than the project compiles with, and brings it along: 46 MB that only this command
// needs. So they have a lock file of their own in docs/ and are installed at the first use.
//   npm run docs -- --out DIR   writes elsewhere; options go to typedoc
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./setup/child.mjs";
import { findNpm } from "./setup/find-npm.mjs";
import { ROOT } from "./setup/paths.mjs";
import { keyOf, readStamp, recorded } from "./setup/stamp.mjs";

const STEP = "docs packages";
const DOCS = join(ROOT, "docs");
const TYPEDOC = join(DOCS, "node_modules", "typedoc", "bin", "typedoc");

if (await install()) {
  const args = [TYPEDOC, "--options", join(DOCS, "typedoc.json"), ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" }).status ?? 1;
} else process.exitCode = 1;

/** Puts the packages of docs/package-lock.json in place, unless they are there. */
async function install() {
  const key = keyOf(readFileSync(join(DOCS, "package-lock.json"), "utf8"));
  if (readStamp()[STEP] === key && existsSync(TYPEDOC)) return true;
  console.log("Installing TypeDoc");
  return recorded(STEP, key, installPackages).catch((error) => {
    console.error(error.message);
    return false;
  });
}

async function installPackages() {
  const npm = await findNpm();
  const args = [...npm.args, "ci", "--no-audit", "--no-fund", "--no-progress"];
  const { code, output } = await run(npm.command, args, { cwd: DOCS, shell: npm.shell });
  if (code !== 0) throw new Error(`${output.trimEnd()}\n\n"npm ci" in docs/ failed with exit code ${code}.`);
  return true;
}
