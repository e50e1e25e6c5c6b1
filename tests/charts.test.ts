import assert from "node:assert/strict";
import { resolve } from "node:path";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { browserOrSkip } from "./support/browser";
import { exampleFigures } from "./support/example-figures";

const figures = exampleFigures();

test("plotly knows every attribute of every figure", async (t) => {
  const page = await pageWith(t, "plotly.js-dist/plotly.js");
  if (page === undefined) return;
  for (const [name, { data, layout }] of Object.entries(figures)) {
    const problems: string[] = await page.evaluate(validate, JSON.stringify({ data, layout }));
    assert.deepEqual(problems, [], name);
  }
});

test("the bundle of the report draws every figure, text as text, on a wide page and on a phone", async (t) => {
  const page = await pageWith(t, "plotly.js-cartesian-dist-min/plotly-cartesian.min.js");
  if (page === undefined) return;
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => errors.push(message.text()));
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 });
    for (const [name, figure] of Object.entries(figures)) {
      const drawn: Drawn = await page.evaluate(draw, JSON.stringify(figure));
      assert.deepEqual(
        drawn.traces,
        figure.data.map(({ type }) => type),
        `${name}: every trace has its type`,
      );
      assert.ok(drawn.marks > 0, `${name} at ${width} px: nothing is drawn`);
      assert.ok(drawn.plotWidth > 90, `${name} at ${width} px: the plot is ${drawn.plotWidth} px wide`);
      assert.ok(drawn.plotHeight > 40, `${name} at ${width} px: the plot is ${drawn.plotHeight} px high`);
      assert.equal(drawn.height, figure.layout["height"], `${name}: height`);
      assert.equal(drawn.foreign, 0, `${name}: a name was read as markup`);
    }
  }
  const redrawn: Drawn = await page.evaluate(draw, JSON.stringify(figures["distributionByClassBars"]));
  assert.equal(redrawn.title, figures["distributionByClassBars"].layout.meta.title);
  assert.deepEqual(errors, []);
});

interface Drawn {
  readonly traces: readonly string[];
  readonly marks: number;
  readonly plotWidth: number;
  readonly plotHeight: number;
  readonly height: number;
  /** Elements that only a name read as markup can have made. */
  readonly foreign: number;
  readonly title: string | null | undefined;
}

interface PlotlyPage {
  readonly Plotly: {
    validate(data: unknown, layout: unknown): { msg: string }[] | undefined;
    newPlot(element: Element, data: unknown, layout: unknown, config: unknown): Promise<unknown>;
  };
}

async function pageWith(t: Parameters<typeof browserOrSkip>[0], bundle: string): Promise<Page | undefined> {
  const browser = await browserOrSkip(t);
  if (browser === undefined) return undefined;
  const page = await browser.newPage();
  await page.setContent("<!doctype html><body style='margin:16px'><div id='chart'></div>");
  await page.addScriptTag({ path: resolve("node_modules", bundle) });
  return page;
}

/** Runs in the page. */
function validate(figure: string): string[] {
  const { data, layout } = JSON.parse(figure);
  const { Plotly } = globalThis as unknown as PlotlyPage;
  return (Plotly.validate(data, layout) ?? []).map(({ msg }) => msg);
}

/** Runs in the page. */
async function draw(figure: string): Promise<Drawn> {
  const { data, layout, config } = JSON.parse(figure);
  const { Plotly } = globalThis as unknown as PlotlyPage;
  const chart = document.getElementById("chart") as HTMLElement & {
    _fullData: { type: string }[];
    _fullLayout: { height: number; _size: { w: number; h: number } };
  };
  await Plotly.newPlot(chart, data, layout, config);
  const title = chart.querySelector(".gtitle");
  const lines = Array.from(title?.querySelectorAll(".line") ?? [], (line) => line.textContent?.trim());
  return {
    traces: chart._fullData.map(({ type }) => type),
    marks: chart.querySelectorAll(".overplot path, .overplot image").length,
    plotWidth: chart._fullLayout._size.w,
    plotHeight: chart._fullLayout._size.h,
    height: chart._fullLayout.height,
    foreign: chart.querySelectorAll("b, script, [onclick]").length,
    title: lines.length > 0 ? lines.join(" ") : title?.textContent,
  };
}
