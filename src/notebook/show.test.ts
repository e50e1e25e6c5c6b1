import assert from "node:assert/strict";
import { test } from "node:test";
import { rateByGroupChart } from "../charts";
import { FeatureMatrix } from "../core";
import { figureBundle, tableBundle } from "./show";

const html = (value: unknown, options = {}) =>
  String(tableBundle(value, options)["text/html"]).replace(/<style>.*?<\/style>/, "");

test("records become a table: numbers at the right with a comma and like decimals, text escaped", () => {
  const records = Object.freeze([
    Object.freeze({ group: "<b>1 & more</b>", n: 2207, rate: 0.423, mean: 12.345 }),
    Object.freeze({ group: 'say "x"', n: 12, rate: 0.02, mean: 1.5 }),
  ]);
  const bundle = tableBundle(records, {
    percent: ["rate"],
    labels: { n: "Clients" },
    units: { mean: "years" },
    caption: "A < B",
  });
  assert.equal(
    bundle["text/plain"],
    [
      "A < B",
      "group            Clients   rate  mean (years)",
      "---------------  -------  -----  ------------",
      "<b>1 & more</b>    2,207  42.3%          12.3",
      'say "x"               12   2.0%           1.5',
    ].join("\n"),
  );
  const markup = String(bundle["text/html"]);
  assert.match(markup, /<caption>A &lt; B<\/caption>/);
  assert.match(markup, /<td>&lt;b&gt;1 &amp; more&lt;\/b&gt;<\/td><td class="n">2,207<\/td>/);
  assert.match(markup, /<td>say &quot;x&quot;<\/td>/);
});

test("a long matrix shows its head and tail, the first row included, and its shape", () => {
  const matrix = new FeatureMatrix(
    Float64Array.from({ length: 4000 }, (_, index) => index),
    2000,
    ["a", "b"],
  );
  const { "text/plain": text } = tableBundle(matrix, { maxRows: 3 });
  assert.deepEqual(
    text.split("\n").map((line) => line.trim()),
    ["a      b", "-----  -----", "0      1", "2      3", "⋯", "3,998  3,999", "2,000 rows × 2 columns"],
  );
  assert.match(html(matrix, { maxRows: 3 }), /<tr class="gap"><td colspan="2">⋯<\/td><\/tr>/);
});

test("a danfojs DataFrame is read by its shape alone", () => {
  const frame = {
    columns: ["x", "name"],
    shape: [2, 2],
    values: [
      [0.5, "a"],
      [null, "b"],
    ],
  };
  assert.equal(tableBundle(frame)["text/plain"], "    x  name\n-----  ----\n0.500  a\n    –  b");
  assert.equal(tableBundle(frame, { columns: ["name"] })["text/plain"], "name\n----\na\nb");
});

test("missing values, truth values, lists and numbers too small for the column", () => {
  const records = [
    { p: 0.5, yes: true, list: [1, 2.5], id: 12345 },
    { p: 4.1e-9, yes: false, list: [], id: 12346 },
    { p: Number.NaN, id: 12347 },
  ];
  assert.equal(
    tableBundle(records, { plain: ["id"] })["text/plain"],
    [
      "     p  yes  list        id",
      "------  ---  -------  -----",
      " 0.500  yes  1, 2.50  12345",
      "4.1e−9  no            12346",
      "     –  –    –        12347",
    ].join("\n"),
  );
});

test("numbers that were made text before stand at the right too, words do not", () => {
  const records = [
    { p: "1.6e-40", share: "42.3%", change: "−3.7", range: "1 to 2", code: "" },
    { p: "0.45", share: "–", change: "1,200", range: "3", code: null },
  ];
  assert.equal(
    tableBundle(records)["text/plain"],
    [
      "      p  share  change  range   code",
      "-------  -----  ------  ------  ----",
      "1.6e-40  42.3%    −3.7  1 to 2",
      "   0.45      –   1,200  3       –",
    ].join("\n"),
  );
});

test("decimals can be stated for all columns or for one", () => {
  const records = [{ n: 3, a: 1.23456, b: 7.5 }];
  assert.match(tableBundle(records, { digits: 1 })["text/plain"], /3\s+1\.2\s+7\.5/);
  assert.match(tableBundle(records, { digits: { a: 3 } })["text/plain"], /3\s+1\.235\s+7\.50/);
});

test("what is no table, and options that do not fit, are refused", () => {
  assert.throws(() => tableBundle("text"), /show takes a figure, a danfojs DataFrame.*; got "text"/);
  assert.throws(() => tableBundle([{ a: 1 }], { percent: ["b"] }), /no column "b"; the columns are a/);
  assert.throws(() => tableBundle([{ a: 1 }], { maxRow: 3 } as object), /show has no option "maxRow"/);
  assert.throws(
    () => tableBundle([{ a: 1 }], { digits: { a: -1 } }),
    /digits\.a must be an integer in \[0, 10\]; got -1/,
  );
});

test("a figure goes to plotly's renderers, with its description for everybody else", () => {
  const figure = rateByGroupChart([{ group: "a", n: 1, rate: 0, lower: 0, upper: 0.8 }], {
    title: "Rates",
    alt: "One group.",
  });
  const bundle = figureBundle(figure);
  assert.equal(bundle["text/plain"], "Rates\nOne group.");
  assert.deepEqual(Object.keys(bundle["application/vnd.plotly.v1+json"] as object), ["data", "layout", "config"]);
  assert.throws(() => figureBundle(figure, { caption: "x" }), /show takes no options for a figure/);
});
