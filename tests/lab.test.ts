import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { browserOrSkip } from "./support/browser";
import { type LabServer, startLab } from "./support/lab-server";
import { writeNotebook } from "./support/notebook";

const CELLS = [
  `import { importanceChart, Random } from "churnlab";\nimport { show } from "churnlab/notebook";`,
  `console.log("drawn", new Random(42).uint32());`,
  `show(importanceChart(
  [{ feature: "Lifetime", importance: 0.2 }, { feature: "Age", importance: 0.1 }],
  { title: "What matters", importanceLabel: "Loss of ROC AUC" },
));`,
];

test("JupyterLab offers the TypeScript kernel only, and fetches no news", async (t) => {
  const lab = await startLab(t, notebookFolder(t));

  const kernels = await json(lab, "api/kernelspecs");
  assert.equal(kernels.default, "tslab");
  assert.deepEqual(Object.keys(kernels.kernelspecs), ["tslab"]);

  const notifications = await json(lab, "lab/api/settings/@jupyterlab/apputils-extension:notification");
  assert.equal(notifications.schema.properties.fetchNews.default, "false");
  assert.equal(notifications.schema.properties.checkForUpdates.default, false);

  assert.equal(await lab.stop(), 0, `after Ctrl-C; it printed:\n${lab.output()}`);
});

test("a notebook runs in JupyterLab and shows its text and its chart", async (t) => {
  const browser = await browserOrSkip(t);
  if (browser === undefined) return;
  const folder = notebookFolder(t);
  writeNotebook(join(folder, "try.ipynb"), CELLS);
  const lab = await startLab(t, folder);

  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  const outside: string[] = [];
  page.on("request", (request) => {
    if (!["127.0.0.1", ""].includes(new URL(request.url()).hostname)) outside.push(request.url());
  });
  await page.goto(lab.url("lab/tree/try.ipynb"));
  await page
    .locator(".jp-Notebook .jp-CodeCell")
    .nth(CELLS.length - 1)
    .waitFor({ timeout: 60_000 });
  await kernelIsConnected(lab);
  await page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').waitFor({ timeout: 60_000 });
  await page.getByRole("menuitem", { name: "Run", exact: true }).click();
  await page.getByRole("menuitem", { name: "Run All Cells", exact: true }).click();

  await page.getByText("drawn 2837322924").waitFor({ timeout: 60_000 });
  const chart = page.locator(".jp-OutputArea .js-plotly-plot");
  await chart.locator(".barlayer .point").nth(1).waitFor({ timeout: 30_000 });
  assert.match((await chart.locator(".gtitle").textContent()) ?? "", /What matters/);
  assert.deepEqual(outside, [], "requests that leave this machine");

  const screenshots = process.env["CHURN_SCREENSHOTS"];
  if (screenshots) await page.screenshot({ path: join(screenshots, "lab.png") });
});

/** A folder of this clone, since a cell finds "churnlab" from where its notebook lies. */
function notebookFolder(t: { after: (clean: () => void) => void }): string {
  mkdirSync(".cache", { recursive: true });
  const folder = mkdtempSync(join(resolve(".cache"), "lab-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** JupyterLab calls a notebook idle before its kernel is there; who runs a cell then is asked to choose a kernel. */
async function kernelIsConnected(lab: LabServer): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const sessions = await json(lab, "api/sessions");
    const kernel = sessions[0]?.kernel;
    if (kernel?.connections > 0 && kernel.execution_state === "idle") return;
    await sleep(200);
  }
  throw new Error("no kernel has come up within a minute");
}

// biome-ignore lint/suspicious/noExplicitAny: the answers of Jupyter's interface are checked by the test itself.
async function json(lab: LabServer, path: string): Promise<any> {
  const response = await fetch(lab.url(path));
  assert.equal(response.status, 200, path);
  return response.json();
}
