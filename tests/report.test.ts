import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { browserOrSkip } from "./support/browser";
import { type Outcome, runReport } from "./support/report";

const notebooks = resolve("tests/fixtures/notebooks-good");
const pages = ["01-first.html", "02-second.html"];
let folder: string;
let out: string;
let run: Outcome;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "churnlab-"));
  out = join(folder, "report");
  mkdirSync(out);
  run = await runReport(["--data", "data/gym_churn_simulated.csv", "--out", out, "--notebooks", notebooks]);
});

after(() => rmSync(folder, { recursive: true, force: true }));

const read = (name: string) => readFileSync(join(out, name), "utf8");

test("a good run tells its progress and writes pages, notebooks, assets and files", () => {
  assert.equal(run.code, 0, run.stderr);
  assert.match(run.stdout, /Data: gym_churn_simulated\.csv \(simulated sample, 4000 clients\)/);
  assert.match(run.stdout, /✓ 01-first +7 \/ 7 cells +\d+\.\d s/);
  assert.match(run.stdout, /✓ 02-second +4 \/ 4 cells +\d+\.\d s/);
  assert.match(run.stdout, /Report: .*index\.html/);
  const names = ["assets", "clients.csv", "index.html", "notebooks", "summary.json", ...pages];
  assert.deepEqual(readdirSync(out).sort(), [".churnlab-report.json", ...names].sort());
  assert.deepEqual(readdirSync(join(out, "notebooks")), ["01-first.ipynb", "02-second.ipynb"]);
  assert.deepEqual(readdirSync(folder), ["report"], "nothing is left beside the report");
});

test("headlines, findings, data and files are gathered in summary.json", () => {
  const summary = JSON.parse(read("summary.json"));
  assert.equal(summary.headlines.length, 1);
  const { id, value, page, notebook, cell } = summary.headlines[0];
  assert.deepEqual(
    { id, value, page, notebook, cell },
    { id: "rows", value: 4000, page: "01-first.html", notebook: "01-first.ipynb", cell: 4 },
  );
  assert.match(summary.findings[0].text, /^The file has \*\*4000\*\* rows/);
  assert.equal(summary.data.kind, "simulated");
  assert.equal(summary.pages[0].title, "A first <chapter> & its title");
  assert.equal(summary.pages[1].data.path, "a<b>.csv");
  assert.deepEqual(summary.files, [{ name: "clients.csv", bytes: 9 }]);
});

test("pages refer to nothing outside the report", () => {
  for (const name of ["index.html", ...pages]) {
    assert.doesNotMatch(read(name), /(?:src|href|action|url)\s*[=(]\s*["']?(?:https?:)?\/\//, name);
  }
});

test("every page says which data it rests on", () => {
  assert.match(read("index.html"), /Simulated data\.[\s\S]*gym_churn_simulated\.csv, 4,000 clients/);
  assert.match(read("01-first.html"), /Simulated data\./);
  assert.match(read("02-second.html"), /a&lt;b&gt;\.csv, 12 clients/);
  assert.match(read("02-second.html"), /Note on the data: the column x&lt;y&gt; is not used/);
});

test("a second run replaces the report and keeps what somebody else put there", async () => {
  mkdirSync(join(out, "mine"));
  writeFileSync(join(out, "mine", "notes.txt"), "my notes");
  writeFileSync(join(out, "clients.csv"), "edited");
  const again = await runReport(["--data", "data/gym_churn_simulated.csv", "--out", out, "--notebooks", notebooks]);
  assert.equal(again.code, 0, again.stderr);
  assert.equal(readFileSync(join(out, "mine", "notes.txt"), "utf8"), "my notes");
  assert.equal(read("clients.csv"), "client\n1\n");
  assert.deepEqual(readdirSync(folder), ["report"]);
});

/** Opens a page from disk and fails for an error in the console or a request that leaves the report. */
async function open(page: Page, name: string): Promise<string[]> {
  const home = pathToFileURL(`${out}/`).href;
  const troubles: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) troubles.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => troubles.push(`failed: ${request.url()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(home) && !request.url().startsWith("data:"))
      troubles.push(`request: ${request.url()}`);
  });
  await page.goto(home + name);
  await page.waitForFunction(() =>
    Array.from(document.querySelectorAll<HTMLElement>(".chart-plot")).every((plot) => plot.dataset["drawn"] === "true"),
  );
  return troubles;
}

for (const width of [1280, 390]) {
  test(`in a browser ${width} px wide all charts are drawn, nothing is asked of the network, nothing overflows`, async (t: TestContext) => {
    const browser = await browserOrSkip(t);
    if (browser === undefined) return;
    for (const name of ["index.html", ...pages]) {
      const page: Page = await browser.newPage({ viewport: { width, height: 800 } });
      assert.deepEqual(await open(page, name), [], name);
      const charts = await page.locator(".chart-plot").count();
      assert.equal(charts, name === "01-first.html" ? 7 : 0);
      // Each chart has marks: paths of bars, points, cells or lines, or the image of a heatmap.
      for (let index = 0; index < charts; index++) {
        const marks = page
          .locator(".chart-plot")
          .nth(index)
          .locator(".main-svg :is(.trace, .hm, .slice) :is(path, image)");
        assert.ok((await marks.count()) > 0, `chart ${index} of ${name} has marks`);
      }
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
        `${name} overflows`,
      );
      await page.close();
    }
  });
}

test("in a browser text of the data stays text, titles stand over the charts, descriptions below", async (t) => {
  const browser = await browserOrSkip(t);
  if (browser === undefined) return;
  const page = await browser.newPage();
  assert.deepEqual(await open(page, "01-first.html"), []);
  assert.equal(await page.locator("h1").innerText(), "A first <chapter> & its title");
  assert.equal(await page.locator(".chart-title").first().innerText(), "Bars & their <names>");
  const alt = "Two bars, the second twice as high.";
  assert.equal(await page.locator(".chart-plot").first().getAttribute("aria-label"), alt);
  await page.locator("figcaption summary").first().click();
  assert.equal(await page.locator("figcaption details").first().innerText(), `In words\n${alt}`);
  assert.equal(await page.locator("article h2").count(), 3);
  const anchors = await page.locator("article h2").evaluateAll((headings) => headings.map(({ id }) => id));
  assert.deepEqual(anchors, ["questions", "a-chart", "a-chart-2"]);
});

test("in a browser the theme follows the system, can be switched, and is remembered", async (t) => {
  const browser = await browserOrSkip(t);
  if (browser === undefined) return;
  const context = await browser.newContext({ colorScheme: "dark" });
  const page = await context.newPage();
  assert.deepEqual(await open(page, "01-first.html"), []);
  const brightness = () =>
    page.evaluate(() => {
      const sum = (color: string) =>
        (color.match(/\d+/g) ?? []).slice(0, 3).reduce((total, part) => total + Number(part), 0);
      const label = document.querySelector(".chart-plot .xtitle") as Element;
      return { paper: sum(getComputedStyle(document.body).backgroundColor), label: sum(getComputedStyle(label).fill) };
    });
  const dark = await brightness();
  assert.ok(dark.paper < 200 && dark.label > 400, JSON.stringify(dark));
  await page.click("#theme-toggle");
  const light = await brightness();
  assert.ok(light.paper > 700 && light.label < 400, JSON.stringify(light));
  await page.reload();
  assert.ok((await brightness()).paper > 700);
});

test("in a browser code is folded, by cell and all at once", async (t) => {
  const browser = await browserOrSkip(t);
  if (browser === undefined) return;
  const page = await browser.newPage();
  assert.deepEqual(await open(page, "01-first.html"), []);
  const opened = () => page.locator("details.source[open]").count();
  assert.equal(await opened(), 0);
  await page.locator("details.source summary").first().click();
  assert.equal(await opened(), 1);
  await page.click("#code-toggle");
  assert.equal(await opened(), await page.locator("details.source").count());
  await page.click("#code-toggle");
  assert.equal(await opened(), 0);
});
