import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { Matrix } from "ml-matrix";
import { DisplayError, resultBundle } from "./result-bundle";
import { headAndTail } from "./table";

const html = async (value: unknown) => String((await resultBundle(value))["text/html"]);
const text = async (value: unknown) => String((await resultBundle(value))["text/plain"]);

suite("tables", () => {
  test("records: the union of their columns, numbers to the right, everything escaped", async () => {
    const records = [
      { n: 1, name: "<b>" },
      { n: 22, other: true },
    ];
    const table = await html(records);
    assert.match(table, /<th style="text-align:right">n<\/th><th style="text-align:left">name<\/th>/);
    assert.match(table, /&lt;b&gt;/);
    assert.doesNotMatch(table, /<b>/);
    assert.equal(
      await text(records),
      ["    n  name       other", "0   1  <b>        undefined", "1  22  undefined  true", "2 rows × 3 columns"].join(
        "\n",
      ),
    );
  });

  test("a matrix, with its size", async () => {
    assert.equal(await text(new Matrix([[1, 2]])), "   0  1\n0  1  2\n1 row × 2 columns");
  });

  test("a DataFrame and a Series are known by what they offer", async () => {
    const frame = {
      $data: [],
      columns: ["a", "b"],
      shape: [2, 2],
      values: [
        [1, "x"],
        [2, "y"],
      ],
      index: ["r", "s"],
    };
    assert.equal(await text(frame), "   a  b\nr  1  x\ns  2  y\n2 rows × 2 columns");
    const series = { $data: [], columns: ["a"], shape: [2, 1], values: [1, 2], index: [0, 1] };
    assert.equal(await text(series), "   a\n0  1\n1  2\n2 rows × 1 column");
  });

  test("a long table shows head and tail", async () => {
    const shown = await text(Array.from({ length: 100 }, (_, i) => ({ i })));
    assert.match(shown, /\n 4 {3}4\n… {3}…\n95 {2}95\n|…/);
    assert.match(shown, /100 rows × 1 column$/);
    assert.ok(shown.includes("99") && !shown.includes("50"));
  });

  test("head and tail are in order, without repetition", () => {
    fc.assert(
      fc.property(fc.nat(200), (n) => {
        const { indices, gap } = headAndTail(n, 20, 5);
        assert.deepEqual(
          indices,
          [...new Set(indices)].sort((a, b) => a - b),
        );
        assert.equal(gap === null, indices.length === n);
        if (n > 0) assert.deepEqual([indices[0], indices.at(-1)], [0, n - 1]);
      }),
    );
  });
});

suite("other results", () => {
  test("a figure is for plotly's renderers, with typed arrays as arrays", async () => {
    const bundle = await resultBundle({ data: [{ y: new Float64Array([1, 2]) }], layout: { title: { text: "T" } } });
    assert.deepEqual(bundle["application/vnd.plotly.v1+json"], {
      data: [{ y: [1, 2] }],
      layout: { title: { text: "T" } },
    });
    assert.equal(bundle["text/plain"], "Figure: T (1 trace)");
  });

  test("an object brings its own bundle, bytes as base64", async () => {
    const own = {
      [Symbol.for("Jupyter.display")]: async () => ({ "text/html": "<i>", "image/png": new Uint8Array([1]) }),
    };
    assert.deepEqual(await resultBundle(own), { "text/html": "<i>", "image/png": "AQ==" });
    const wrong = { [Symbol.for("Jupyter.display")]: () => 5 };
    await assert.rejects(resultBundle(wrong), DisplayError);
  });

  test("everything else as Node.js inspects it", async () => {
    for (const [value, expected] of [
      [null, "null"],
      ["text", "'text'"],
      [[], "[]"],
      [[1, { a: 1 }], "[ 1, { a: 1 } ]"],
      [new Map([[1, 2]]), "Map(1) { 1 => 2 }"],
      [{ data: 1, layout: 2 }, "{ data: 1, layout: 2 }"],
    ] as const) {
      assert.deepEqual(await resultBundle(value), { "text/plain": expected });
    }
  });
});
