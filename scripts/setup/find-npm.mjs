import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { run } from "./child.mjs";
import { Problem } from "./problem.mjs";

/**
 * How to call npm: its script with this very Node.js where it can be found, which spares the .cmd file of Windows.
 * @returns {Promise<{ command: string, args: string[], shell: boolean }>}
 */
export async function findNpm() {
  const node = dirname(process.execPath);
  const scripts = [
    process.env["npm_execpath"] ?? "",
    join(node, "node_modules", "npm", "bin", "npm-cli.js"),
    join(node, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
  ];
  const script = scripts.find((path) => basename(path) === "npm-cli.js" && existsSync(path));
  if (script !== undefined) return { command: process.execPath, args: [script], shell: false };

  const shell = process.platform === "win32";
  const answer = await run("npm", ["--version"], { shell });
  if (answer.code === 0) return { command: "npm", args: [], shell };
  throw new Problem(
    'churnlab needs npm, which is not found. Debian/Ubuntu: "sudo apt-get install npm"; macOS: "brew install node"; ' +
      'Windows: "winget install OpenJS.NodeJS.LTS".',
  );
}
