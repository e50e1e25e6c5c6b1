import { run } from "./child.mjs";
import { Problem } from "./problem.mjs";

const OLDEST = [3, 10];
const COMMANDS = [["python3"], ["python"], ["py", "-3"], ...[14, 13, 12, 11, 10].map((minor) => [`python3.${minor}`])];
const PROBE = `
import sys
usable = 1
try:
    import ensurepip, venv
except ImportError:
    usable = 0
print("churnlab", sys.version_info[0], sys.version_info[1], usable)
`;

/**
 * The first Python of the PATH that is new enough and can make virtual environments.
 * @returns {Promise<{ command: string, args: string[], version: string }>}
 */
export async function findPython() {
  let found;
  let withoutVenv;
  for (const [command, ...args] of COMMANDS) {
    const answer = await run(command, [...args, "-c", PROBE]);
    const match = /churnlab (\d+) (\d+) ([01])/.exec(answer.output);
    if (answer.code !== 0 || match === null) continue;
    const version = `${match[1]}.${match[2]}`;
    found ??= version;
    if (!isNewEnough(Number(match[1]), Number(match[2]))) continue;
    if (match[3] === "1") return { command, args, version };
    withoutVenv ??= version;
  }
  if (withoutVenv !== undefined) {
    throw new Problem(
      `churnlab needs Python's venv and ensurepip modules, which Python ${withoutVenv} here lacks. ` +
        'Debian/Ubuntu: "sudo apt-get install python3-venv"; macOS: "brew install python"; ' +
        'Windows: "winget install Python.Python.3.13".',
    );
  }
  throw new Problem(
    `churnlab needs Python ${OLDEST.join(".")} or newer (${found ? `this is ${found}` : "none is found"}). ` +
      'Debian/Ubuntu: "sudo apt-get install python3 python3-venv"; macOS: "brew install python"; ' +
      'Windows: "winget install Python.Python.3.13".',
  );
}

function isNewEnough(major, minor) {
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
