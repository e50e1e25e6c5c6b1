import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { churnModel, featuresAndLabels, loadModel, readClients, sourceClaims } from "churnlab";
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

const actionColumns =
  "client,churnProbability,riskGroup,segment,reason1,reason2,reason3,measure,targetGroup,priority,expectedValue";

/** Rows of a CSV file of the study as records; fields may be quoted, none holds a line feed. */
function recordsOf(text: string): Record<string, string>[] {
  const [header, ...rows] = text.trimEnd().split("\n").map(fieldsOf);
  return rows.map((row) => Object.fromEntries(header.map((name, column) => [name, row[column]])));
}

function fieldsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) =>
    quoted === undefined ? bare : quoted.replaceAll('""', '"'),
  );
}

test("the action file has every client once: probability, risk, segment, reasons, measure and priority", () => {
  const text = read("first", "clients.csv");
  assert.equal(text.slice(0, text.indexOf("\n")), actionColumns);
  const records = recordsOf(text);
  assert.equal(records.length, 4000);
  assert.equal(new Set(records.map(({ client }) => client)).size, 4000);
  for (const {
    churnProbability,
    riskGroup,
    segment,
    reason1,
    reason2,
    reason3,
    measure,
    targetGroup,
    priority,
  } of records) {
    const p = Number(churnProbability);
    assert.ok(p >= 0 && p <= 1, churnProbability);
    assert.equal(riskGroup, p >= 0.5 ? "high" : p >= 0.2 ? "medium" : "low");
    assert.ok(segment.length > 0);
    for (const reason of [reason1, reason2, reason3]) assert.match(reason, /^for (leaving|staying): ./);
    assert.equal(measure === "leave alone", priority === "" && targetGroup === "");
  }
  const priorities = records
    .flatMap(({ priority }) => (priority === "" ? [] : [Number(priority)]))
    .sort((a, b) => a - b);
  assert.deepEqual(
    priorities,
    [...priorities.keys()].map((place) => place + 1),
  );
  assert.ok(priorities.length > 100);
});

test("the Parquet file holds what the CSV file holds", async () => {
  const { parquetReadObjects } = await import("hyparquet");
  const bytes = readFileSync(join(folder, "first", "clients.parquet"));
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const rows = await parquetReadObjects({ file });
  const asText = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? "" : String(value)])),
  );
  assert.deepEqual(asText, recordsOf(read("first", "clients.csv")));
});

test("the model opens again, and forecasts as the model that was saved", async () => {
  const { X, y } = featuresAndLabels(await readClients(sample));
  const opened = await loadModel(join(folder, "first", "model.json"), { featureNames: X.featureNames });
  assert.deepEqual(opened.predictProba(X), churnModel().fit(X, y).predictProba(X));
});

test("every claim of the five studies has a verdict, an estimate or a reason", () => {
  const claims = recordsOf(read("first", "claims.csv"));
  assert.equal(claims.length, sourceClaims.length);
  assert.deepEqual(
    claims.map(({ id }) => id),
    sourceClaims.map(({ id }) => id),
  );
  for (const { verdict, estimate, note } of claims) {
    assert.ok(["holds", "partly", "fails", "not testable"].includes(verdict), verdict);
    assert.ok(estimate !== "" || (verdict === "not testable" && note !== ""));
  }
});

test("summary.json says which cell made each number, and its page has that cell; the first page has the summary", () => {
  const summary = JSON.parse(read("first", "summary.json"));
  for (const { id, page, notebook, cell } of summary.headlines) {
    assert.equal(page, notebook.replace(".ipynb", ".html"), id);
    assert.match(read("first", page), new RegExp(`id="cell-${cell}"`), id);
  }
  const { sections, page } = summary.executiveSummary;
  assert.equal(page, "07-recommendations.html");
  assert.ok(sections.length >= 5);
  const index = read("first", "index.html");
  for (const { title } of sections) assert.ok(index.includes(title), title);
  assert.ok(index.indexOf('id="executive"') < index.indexOf('id="summary"'));
});

test("the executive summary prints on one sheet", async (t) => {
  const browser = await browserOrSkip(t);
  if (browser === undefined) return;
  // A4 without the margins of the style sheet, at 96 dots an inch.
  const page = await browser.newPage({ viewport: { width: 680, height: 1000 } });
  await page.emulateMedia({ media: "print" });
  await page.goto(pathToFileURL(join(folder, "first", "index.html")).href);
  const { bottom, after } = await page.locator(".executive").evaluate((section) => ({
    bottom: section.getBoundingClientRect().bottom,
    after: getComputedStyle(section).breakAfter,
  }));
  assert.ok(bottom < 1000, `${bottom} px`);
  assert.equal(after, "page");
  await page.close();
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
  for (const name of ["clients.csv", "clients.parquet", "claims.csv", "model.json"]) {
    const [one, other] = ["first", "second"].map((report) => readFileSync(join(folder, report, name)));
    assert.ok(one.equals(other), name);
  }
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
