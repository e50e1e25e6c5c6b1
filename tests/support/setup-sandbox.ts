import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";

/** The npm of a sandbox: "installs" two packages, one of them the compiler, and writes npm's own record last. */
const NPM = `
const { appendFileSync, cpSync, mkdirSync, rmSync, writeFileSync } = require("node:fs");
appendFileSync("calls.log", "npm " + process.argv[2] + "\\n");
rmSync("node_modules", { recursive: true, force: true });
mkdirSync("node_modules/tslab", { recursive: true });
writeFileSync("node_modules/npm.pid", String(process.pid));
if (process.env.FAKE_NPM === "hang") setInterval(() => {}, 1000);
else {
  mkdirSync("node_modules/typescript/bin", { recursive: true });
  writeFileSync("node_modules/typescript/bin/tsc", process.env.FAKE_TSC);
  cpSync("package-lock.json", "node_modules/.package-lock.json");
}
`;

/** Its compiler puts the one file there that setup uses. */
const TSC = `
const { appendFileSync, mkdirSync, writeFileSync } = require("node:fs");
appendFileSync("calls.log", "tsc\\n");
mkdirSync("dist/kernel", { recursive: true });
writeFileSync("dist/kernel/kernelspec.js", "exports.kernelspec = ({ node, root }) => ({ argv: [node, root] });");
`;

/** Its Python answers setup's question, and makes virtual environments of itself. */
const PYTHON = `#!/bin/sh
if [ "$1" = -c ]; then echo "\${FAKE_PYTHON:-churnlab 3 11 1}"; exit 0; fi
echo "python $2" >> calls.log
if [ "$2" = venv ]; then mkdir -p "$3/bin" && cp "$0" "$3/bin/python"; fi
if [ "$2" = pip ] && [ -n "$FAKE_PIP_PROBLEM" ]; then echo "$FAKE_PIP_PROBLEM" >&2; exit 2; fi
exit 0
`;

const LOCK = {
  lockfileVersion: 3,
  packages: {
    "": { name: "sandbox" },
    "node_modules/tslab": { version: "1.0.0", integrity: "sha512-a" },
    "node_modules/typescript": { version: "7.0.0", integrity: "sha512-b" },
    "node_modules/not-for-this-platform": { version: "1.0.0", integrity: "sha512-c", optional: true },
  },
};

export interface Run {
  readonly code: number | null;
  readonly output: string;
}

/** A folder with setup's real scripts in a clone of nothing, with an npm, a compiler and a Python that do little. */
export class SetupSandbox {
  /** With a space in it, as on many a user's machine. */
  readonly folder = join(mkdtempSync(join(tmpdir(), "churnlab-setup-")), "my clone");
  readonly #bin = join(this.folder, "..", "bin");

  constructor(t: TestContext) {
    t.after(() => rmSync(join(this.folder, ".."), { recursive: true, force: true }));
    cpSync("scripts/setup.mjs", join(this.folder, "scripts", "setup.mjs"));
    cpSync("scripts/setup", join(this.folder, "scripts", "setup"), { recursive: true });
    this.write("package.json", "{}");
    this.write("tsconfig.json", "{}");
    this.write("package-lock.json", JSON.stringify(LOCK));
    this.write("requirements.txt", "jupyterlab==4\n");
    this.write("src/kernel/kernelspec.ts", "");
    this.write("../bin/npm-cli.js", NPM);
    this.write("../bin/python3", PYTHON);
    chmodSync(join(this.#bin, "python3"), 0o755);
  }

  /** Starts setup; `env` steers the fakes. */
  start(
    env: Record<string, string> = {},
    nodeOptions: readonly string[] = [],
  ): { child: ChildProcess; run: Promise<Run> } {
    const child = spawn(process.execPath, [...nodeOptions, "scripts/setup.mjs"], {
      cwd: this.folder,
      env: { PATH: `${this.#bin}:/usr/bin:/bin`, npm_execpath: join(this.#bin, "npm-cli.js"), FAKE_TSC: TSC, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    const run = new Promise<Run>((resolve) => child.on("close", (code) => resolve({ code, output })));
    return { child, run };
  }

  run(env: Record<string, string> = {}, nodeOptions: readonly string[] = []): Promise<Run> {
    return this.start(env, nodeOptions).run;
  }

  /** What the fakes were asked since the last time. */
  calls(): string[] {
    const log = join(this.folder, "calls.log");
    const lines = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [];
    rmSync(log, { force: true });
    return lines.sort();
  }

  has(path: string): boolean {
    return existsSync(join(this.folder, path));
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  remove(path: string): void {
    rmSync(join(this.folder, path), { recursive: true });
  }
}
