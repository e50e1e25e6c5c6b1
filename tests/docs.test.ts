import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "./support/report";

// The packages of docs/ are installed by the first "npm run docs" only; the examples are tested without them.
const skip = existsSync("docs/node_modules/typedoc") ? false : 'TypeDoc is not here: "npm run docs" installs it';

test("the API reference has no broken link and nothing undocumented, and loads nothing from the network", {
  skip,
}, (t) => {
  const out = temporaryFolder(t);
  const args = ["scripts/docs.mjs", "--out", out, "--logLevel", "Warn"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  assert.equal(status, 0, stdout + stderr);

  const pages = readdirSync(out, { recursive: true })
    .map(String)
    .filter((file) => /\.(html|css|js)$/.test(file));
  const sources = pages.map((page) => readFileSync(join(out, page), "utf8"));
  const loaded = /(?:\bsrc=|<link[^>]*\bhref=|url\(|@import )["']?(?:https?:)?\/\/[^"')\s]*/g;
  assert.deepEqual(
    sources.flatMap((source) => source.match(loaded) ?? []),
    [],
  );
  assert.ok(pages.includes(join("functions", "churnlab.rateByGroup.html")));
  assert.match(readFileSync(join(out, "index.html"), "utf8"), /Where to look/);
});
