import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { TestContext } from "node:test";
import { type Browser, chromium } from "playwright-core";

const COMMANDS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge"];

const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Path of an installed Chromium, Chrome or Edge, or undefined. The variable CHROME_PATH is asked first. */
export function findBrowser(): string | undefined {
  return candidates().find((path) => existsSync(path));
}

/**
 * Starts a headless browser with a new, empty profile.
 * @throws Error when no browser is installed, or it does not start.
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error(MISSING);
  // Playwright adds --headless, and makes a user data directory of its own that it removes in the end.
  return chromium.launch({ executablePath, headless: true, chromiumSandbox: false, args: FLAGS });
}

/**
 * A browser for one test, closed when the test ends. Without an installed browser the test is skipped with a message
 * and the answer is undefined; in CI (CI=true) the missing browser is a failure.
 */
export async function browserOrSkip(t: TestContext): Promise<Browser | undefined> {
  if (findBrowser() === undefined && process.env["CI"] !== "true") {
    t.skip(MISSING);
    return undefined;
  }
  const browser = await launchBrowser();
  t.after(() => browser.close());
  return browser;
}

const MISSING = "no Chromium, Chrome or Edge found: install one, or set CHROME_PATH to its program file";

function candidates(): string[] {
  const named = process.env["CHROME_PATH"];
  const onPath = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return [
    ...(named ? [named] : []),
    ...COMMANDS.flatMap((command) => onPath.map((folder) => join(folder, command))),
    ...installedPlaces(),
  ];
}

function installedPlaces(): string[] {
  if (process.platform === "darwin") {
    return ["Google Chrome", "Chromium", "Microsoft Edge"].map(
      (app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
    );
  }
  if (process.platform === "win32") {
    const roots = [process.env["PROGRAMFILES"], process.env["PROGRAMFILES(X86)"], process.env["LOCALAPPDATA"]];
    const programs = ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"];
    return roots.flatMap((root) => (root ? programs.map((program) => join(root, program)) : []));
  }
  return [];
}
