import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fingerprint, runReport, temporaryFolder, writeOldReport } from "./support/report";

const sample = readFileSync("data/gym_churn_simulated.csv", "utf8").split("\n").slice(0, 50);
const header = sample[0].split(",");

function changed(row: number, column: string, value: string): string {
  const lines = sample.map((line) => line.split(","));
  lines[row][header.indexOf(column)] = value;
  return lines.map((cells) => cells.join(",")).join("\n");
}

function withoutColumn(column: string): string {
  const index = header.indexOf(column);
  return sample
    .map((line) =>
      line
        .split(",")
        .filter((_, position) => position !== index)
        .join(","),
    )
    .join("\n");
}

const badFiles: { name: string; content: string; says: RegExp[] }[] = [
  { name: "a missing column", content: withoutColumn("Lifetime"), says: [/Lifetime/] },
  { name: "a negative age", content: changed(3, "Age", "-4"), says: [/row 3/, /column Age/, /-4/] },
  {
    name: "text in a number column",
    content: changed(7, "Lifetime", "long"),
    says: [/row 7/, /column Lifetime/, /long/],
  },
  { name: "an empty file", content: "", says: [/empty/] },
  {
    name: "a file in which nobody left",
    content: sample.map((line, row) => (row === 0 ? line : line.replace(/[01]$/, "0"))).join("\n"),
    says: [/at least 20 of each; got 0 who left and 49 who stayed/],
  },
];

for (const { name, content, says } of badFiles) {
  test(`${name} is refused by what is wrong and where, before any notebook runs`, async (t) => {
    const folder = temporaryFolder(t);
    const data = join(folder, "clients.csv");
    const out = join(folder, "report");
    writeFileSync(data, content);
    writeOldReport(out);
    const before = fingerprint(out);
    const { code, stdout, stderr } = await runReport(["--data", data, "--out", out]);
    assert.equal(code, 1);
    for (const pattern of [/clients\.csv/, ...says]) assert.match(stderr, pattern);
    assert.doesNotMatch(stderr, /\n\s+at /, "no stack trace");
    assert.doesNotMatch(stdout, /cells/, "no notebook was started");
    assert.deepEqual(fingerprint(out), before);
  });
}

test("a data file that does not exist is named", async (t) => {
  const { code, stderr } = await runReport(["--data", "no/such/file.csv", "--out", join(temporaryFolder(t), "report")]);
  assert.equal(code, 1);
  assert.match(stderr, /no\/such\/file\.csv: there is no such file/);
});

async function refusesOutput(out: string, reason: RegExp): Promise<void> {
  const { code, stderr } = await runReport(["--out", out]);
  assert.equal(code, 1);
  assert.match(stderr, reason);
  assert.doesNotMatch(stderr, /\n\s+at /);
}

test("an output folder that holds something else is refused and left alone", async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, "thesis.txt"), "years of work");
  await refusesOutput(folder, /not empty, and not a report of churnlab/);
  assert.equal(readFileSync(join(folder, "thesis.txt"), "utf8"), "years of work");
});

test("the clone, its folders, the home folder, a folder above them and a file are refused as output", async (t: TestContext) => {
  const file = join(temporaryFolder(t), "file");
  writeFileSync(file, "");
  await refusesOutput(".", /the current folder|churnlab/);
  await refusesOutput("src", /churnlab's own folder src/);
  await refusesOutput(homedir(), /home folder/);
  await refusesOutput("/", /it holds/);
  await refusesOutput(file, /not a folder/);
  assert.ok(existsSync("src/core/index.ts"));
});

test("an unknown option and a bad time are refused in one line", async () => {
  const unknown = await runReport(["--colour"]);
  assert.equal(unknown.code, 1);
  assert.match(unknown.stderr, /--colour/);
  const time = await runReport(["--timeout", "soon"]);
  assert.equal(time.code, 1);
  assert.match(time.stderr, /--timeout must be a number of seconds above 0; got "soon"/);
});

test("--help tells the options", async () => {
  const { code, stdout } = await runReport(["--help"]);
  assert.equal(code, 0);
  for (const option of ["--data", "--out", "--notebooks", "--timeout"]) assert.ok(stdout.includes(option));
});

test("a folder without notebooks is refused", async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, "empty"));
  const { code, stderr } = await runReport(["--notebooks", join(folder, "empty"), "--out", join(folder, "report")]);
  assert.equal(code, 1);
  assert.match(stderr, /no notebook named NN-name\.ipynb/);
});
