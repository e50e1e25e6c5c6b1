import assert from "node:assert/strict";
import { test } from "node:test";
import { readProse, readStatement } from "./prose";

test("the indentation of the code around a template literal is taken off", () => {
  const text = `
    ## Title

    - a
      - b
  `;
  assert.equal(readProse("markdown", text), "## Title\n\n- a\n  - b");
  assert.equal(readProse("markdown", "one line"), "one line");
  assert.equal(readProse("markdown", "first\n    second\n    third"), "first\nsecond\nthird");
});

test("a value that could not be computed does not pass for a result", () => {
  assert.throws(
    () => readStatement("finding", `Rate: ${Number.NaN}.`),
    /finding must hold computed values only; got "NaN"/,
  );
  assert.throws(() => readStatement("finding", `Rate: ${undefined}.`), /got "undefined"/);
  assert.throws(() => readProse("markdown", "  \n"), /markdown must be text that is not blank/);
});
