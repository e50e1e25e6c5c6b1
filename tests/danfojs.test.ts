import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { test } from "node:test";

// danfojs-node runs on vendor/tfjs-node here, in place of the native package that it names. The expected values are
// small enough to be worked out by hand; the full @tensorflow/tfjs 4.22.0 gives the same.

test("arithmetic, comparisons, scalers and samples of danfojs work on the stand-in for tfjs-node", () => {
  const result = inNode(`
    const { DataFrame, MinMaxScaler, StandardScaler } = require("danfojs-node");
    const frame = new DataFrame([[1, 2], [3, 6]], { columns: ["a", "b"] });
    frame.sample(2, { seed: 1 }).then((sample) => console.log(JSON.stringify({
      sum: frame.add(1).values,
      ratio: frame.div(frame["b"]).values,
      remainder: frame.mod(2).values,
      above: frame.gt(2).values,
      change: frame.diff(1).values[1],
      largest: frame["b"].argMax(),
      scaled: new StandardScaler().fit(frame).transform(frame).values,
      squeezed: new MinMaxScaler().fit(frame).transform(frame).values,
      chained: frame.tensor.mean(0).sub(1).arraySync(),
      sample: sample.shape,
    })));
  `);
  assert.deepEqual(JSON.parse(result), {
    sum: [
      [2, 3],
      [4, 7],
    ],
    // danfojs goes along the columns here: each row is divided by (2, 6).
    ratio: [
      [0.5, Math.fround(1 / 3)],
      [1.5, 1],
    ],
    remainder: [
      [1, 0],
      [1, 0],
    ],
    above: [
      [false, false],
      [true, true],
    ],
    change: [2, 4],
    largest: 1,
    scaled: [
      [-1, -1],
      [1, 1],
    ],
    squeezed: [
      [0, 0],
      [1, 1],
    ],
    chained: [1, 3],
    sample: [2, 2],
  });
});

test("danfojs says nothing of its own accord", () => {
  const script = `const { DataFrame } = require("danfojs-node"); new DataFrame([[1]]).add(1);`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
  assert.deepEqual([status, stdout, stderr], [0, "", ""]);
});

test("the library does not load danfojs before it loads a file", () => {
  assert.equal(
    inNode(`require("churnlab"); console.log(Object.keys(require.cache).some((file) => file.includes("danfojs")))`),
    "false\n",
  );
});

function inNode(script: string): string {
  return execFileSync(process.execPath, ["-e", script], { encoding: "utf8" });
}
