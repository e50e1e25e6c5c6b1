import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { checkOutputFolder, markReport } from "./output-folder";
import { ReportError } from "./report-error";
import { openStaging } from "./staging";

function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "churnlab-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function write(folder: string, files: Record<string, string>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

function publish(report: string, files: Record<string, string>): void {
  const staging = openStaging(report);
  write(staging.folder, files);
  staging.publish();
  staging.discard();
}

test("a report appears at once and whole, and replaces the last one", (t) => {
  const folder = temporaryFolder(t);
  const report = join(folder, "deep", "report");
  publish(report, { "index.html": "one", "old.html": "one" });
  publish(report, { "index.html": "two" });
  assert.equal(readFileSync(join(report, "index.html"), "utf8"), "two");
  assert.ok(!existsSync(join(report, "old.html")), "pages of the last report are gone");
  assert.deepEqual(readdirSync(join(folder, "deep")), ["report"]);
});

test("files that somebody put into a report move to the next one; ours give way", (t) => {
  const report = join(temporaryFolder(t), "report");
  publish(report, { "index.html": "one", "clients.csv": "one" });
  write(report, { "notes/a.txt": "mine", "clients.csv": "edited" });
  publish(report, { "index.html": "two", "clients.csv": "two" });
  assert.equal(readFileSync(join(report, "notes", "a.txt"), "utf8"), "mine");
  assert.equal(readFileSync(join(report, "clients.csv"), "utf8"), "two");
  publish(report, { "index.html": "three" });
  assert.equal(readFileSync(join(report, "notes", "a.txt"), "utf8"), "mine", "they stay nobody's of ours");
  assert.ok(!existsSync(join(report, "clients.csv")));
});

test("a discarded report leaves the last one and nothing else", (t) => {
  const folder = temporaryFolder(t);
  const report = join(folder, "report");
  publish(report, { "index.html": "one" });
  const staging = openStaging(report);
  write(staging.folder, { "index.html": "half" });
  staging.discard();
  assert.equal(readFileSync(join(report, "index.html"), "utf8"), "one");
  assert.deepEqual(readdirSync(folder), ["report"]);
});

// No process has this number: Linux ends below 2^22, macOS below 10^5, Windows counts in fours.
const deadProcess = 999999937;

test("what a killed run left is tidied up: its staging goes, a report that it had moved aside comes back", (t) => {
  const folder = temporaryFolder(t);
  const report = join(folder, "report");
  write(join(folder, `.report.staging-${deadProcess}`), { "index.html": "half" });
  write(join(folder, `.report.previous-${deadProcess}`), { "index.html": "last" });
  openStaging(report).discard();
  assert.deepEqual(readdirSync(folder), ["report"]);
  assert.equal(readFileSync(join(report, "index.html"), "utf8"), "last");
});

test("a folder is accepted when it is new, empty or a report, and refused when it holds anything else", (t) => {
  const folder = temporaryFolder(t);
  const report = join(folder, "report");
  assert.match(checkOutputFolder(report), /report$/);
  mkdirSync(report);
  checkOutputFolder(report);
  write(report, { "thesis.txt": "years of work" });
  assert.throws(() => checkOutputFolder(report), ReportError);
  markReport(report);
  checkOutputFolder(report);
  assert.throws(() => checkOutputFolder(join(report, "thesis.txt")), /not a folder/);
});

test("a link is followed before a folder is judged", { skip: process.platform === "win32" }, (t) => {
  const folder = temporaryFolder(t);
  symlinkSync(process.cwd(), join(folder, "link"));
  assert.throws(() => checkOutputFolder(join(folder, "link")), /the current folder|churnlab/);
  assert.throws(() => checkOutputFolder(join(folder, "link", "src")), /churnlab's own folder src/);
});
