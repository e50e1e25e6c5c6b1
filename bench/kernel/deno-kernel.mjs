import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../scripts/setup/child.mjs";
import { findNpm } from "../../scripts/setup/find-npm.mjs";
import { CACHE } from "../../scripts/setup/paths.mjs";

/** The Deno that the kernel is compared with. */
export const DENO_VERSION = "2.9.6";

const FOLDER = join(CACHE, "bench-deno");
/** Written last, so that an interrupted installation is found and done anew. */
const STAMP = join(FOLDER, "complete");

/** Deno's program in .cache/bench-deno, installed at the first use; null where npm cannot install it. */
export async function findDeno() {
  if (!existsSync(STAMP) || readFileSync(STAMP, "utf8") !== DENO_VERSION) await install();
  return existsSync(STAMP) ? program() : null;
}

async function install() {
  console.log(`Installing deno ${DENO_VERSION} into .cache/bench-deno (100 MB) …`);
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, "package.json"), '{ "private": true }\n');
  const npm = await findNpm();
  // Its install script only copies the program, which is called where it lies.
  const args = [...npm.args, "install", "--ignore-scripts", "--no-audit", "--no-fund", `deno@${DENO_VERSION}`];
  const { code, output } = await run(npm.command, args, { cwd: FOLDER, shell: npm.shell });
  if (code === 0 && program() !== null) writeFileSync(STAMP, DENO_VERSION);
  else console.log(`Deno is left out, as npm does not install it:\n${output.trim().split("\n").slice(-5).join("\n")}`);
}

/** The npm package has one package a platform, of which npm installs the one that fits. */
function program() {
  const packages = join(FOLDER, "node_modules", "@deno");
  if (!existsSync(packages)) return null;
  const name = process.platform === "win32" ? "deno.exe" : "deno";
  const found = readdirSync(packages).find((platform) => existsSync(join(packages, platform, name)));
  return found === undefined ? null : join(packages, found, name);
}
