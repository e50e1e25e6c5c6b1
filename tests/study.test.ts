import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { browserOrSkip } from "./support/browser";
import { type Outcome, runReport } from "./support/report";

interface Summary {
  readonly headlines: readonly { id: string; value: number | string; text: string; interval?: [number, number] }[];
  readonly findings: readonly { text: string }[];
  readonly data: { kind: string; sha256: string };
}

const sample = "data/gym_churn_simulated.csv";
const realData = process.env["CHURN_REAL_DATA"];
let folder: string;
let run: Outcome;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "churnlab-"));
  run = await runReport(["--data", sample, "--out", join(folder, "first")]);
});

after(() => rmSync(folder, { recursive: true, force: true }));

const read = (report: string, name: string) => readFileSync(join(folder, report, name), "utf8");
const summaryOf = (report: string): Summary => JSON.parse(read(report, "summary.json"));
const headlineOf = (summary: Summary, id: string) => summary.headlines.find((headline) => headline.id === id)?.value;

test("the whole study runs on the sample and writes its report", () => {
  assert.equal(run.code, 0, run.stderr);
  const pages = readdirSync(join(folder, "first")).filter((name) => name.endsWith(".html"));
  assert.equal(pages.length, 8, pages.join(", "));
  const { data, headlines, findings } = summaryOf("first");
  assert.equal(data.kind, "simulated");
  assert.ok(
    headlines.length >= 8 && findings.length >= 14,
    `${headlines.length} headlines, ${findings.length} findings`,
  );
  for (const page of pages) assert.match(read("first", page), /Simulated data/, page);
});

test("the forecast file has every client once, with a probability, a risk group and a segment", () => {
  const [header, ...rows] = read("first", "clients.csv").trimEnd().split("\n");
  assert.equal(header, "client,churnProbability,riskGroup,segment");
  assert.equal(new Set(rows.map((row) => row.split(",")[0])).size, 4000);
  assert.equal(rows.length, 4000);
  for (const row of rows) {
    const [, probability, risk] = row.split(",");
    const p = Number(probability);
    assert.ok(p >= 0 && p <= 1, row);
    assert.equal(risk, p >= 0.5 ? "high" : p >= 0.2 ? "medium" : "low", row);
  }
});

test("every page opens from the disk: charts drawn, no console error, nothing asked of a network", async (t) => {
  const browser = await browserOrSkip(t);
  if (browser === undefined) return;
  const pages = readdirSync(join(folder, "first")).filter((name) => name.endsWith(".html"));
  for (const name of pages) {
    const page = await browser.newPage();
    const faults: string[] = [];
    const home = pathToFileURL(join(folder, "first")).href;
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    page.on("pageerror", (error) => faults.push(error.message));
    page.on(
      "request",
      (request) =>
        !request.url().startsWith(home) && !/^(data|blob):/.test(request.url()) && faults.push(request.url()),
    );
    await page.goto(pathToFileURL(join(folder, "first", name)).href);
    const figures = page.locator("figure");
    for (let index = 0; index < (await figures.count()); index++) {
      const figure = figures.nth(index);
      await figure.scrollIntoViewIfNeeded();
      await figure.locator("svg.main-svg").first().waitFor();
    }
    if (/^0[2-7]/.test(name)) assert.ok((await figures.count()) >= 2, `${name}: ${await figures.count()} charts`);
    assert.deepEqual(faults, [], name);
    await page.close();
  }
});

test("a second run gives the same numbers and the same words", async () => {
  const again = await runReport(["--data", sample, "--out", join(folder, "second")]);
  assert.equal(again.code, 0, again.stderr);
  const [first, second] = [summaryOf("first"), summaryOf("second")];
  assert.deepEqual(second.headlines, first.headlines);
  assert.deepEqual(second.findings, first.findings);
  assert.equal(read("second", "clients.csv"), read("first", "clients.csv"));
});

test("on the real file the findings follow it, and the locked test set is forecast well", async (t) => {
  if (!realData) return t.skip("CHURN_REAL_DATA is not set: the real file is not part of the repository");
  const outcome = await runReport(["--data", realData, "--out", join(folder, "real")]);
  assert.equal(outcome.code, 0, outcome.stderr);
  const [real, simulated] = [summaryOf("real"), summaryOf("first")];
  assert.equal(real.data.kind, "own");
  assert.ok(Number(headlineOf(real, "test-auc")) >= 0.96, `test AUC ${headlineOf(real, "test-auc")}`);
  const sameWords = real.findings.filter(({ text }) => simulated.findings.some((finding) => finding.text === text));
  assert.ok(sameWords.length < real.findings.length / 2, `${sameWords.length} findings are the same as on the sample`);
  assert.doesNotMatch(read("real", "index.html"), /Simulated data/);
});
