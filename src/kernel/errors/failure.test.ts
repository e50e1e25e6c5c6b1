import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { codeExcerpt } from "./code-excerpt";
import { CompileError, describeFailure } from "./failure";
import { followSteps, registerSource } from "./source-positions";

suite("the source line of an error", () => {
  test("with a mark below its place", () => {
    assert.deepEqual(codeExcerpt("const a = 1;\n\tthrow a;\nconst b = 2;", { line: 2, column: 2 }, 5), [
      "  1 | const a = 1;",
      "> 2 | \tthrow a;",
      "    | \t^^^^^",
      "  3 | const b = 2;",
    ]);
  });

  test("a place outside of the text shows nothing", () => {
    assert.deepEqual(codeExcerpt("one line", { line: 2, column: 1 }), []);
  });

  test("line numbers of different lengths are aligned", () => {
    const text = Array.from({ length: 12 }, (_, i) => `line${i + 1}`).join("\n");
    assert.deepEqual(codeExcerpt(text, { line: 10, column: 1 }, 99).slice(1, 4), [
      "   9 | line9",
      "> 10 | line10",
      "     | ^^^^^^",
    ]);
  });
});

suite("what a cell throws", () => {
  test("an error has its stack, the line of the innermost cell and its causes", () => {
    registerSource("Cell 7", { name: "Cell 7", text: "first();\nsecond();", original: (place) => place });
    const error = new RangeError("too far", { cause: new Error("inner") });
    error.stack = "RangeError: too far\n    at library (/x/y.js:1:1)\n    at Cell 7:2:1";
    const { ename, evalue, traceback } = describeFailure(error);
    assert.equal(ename, "RangeError");
    assert.equal(evalue, "too far");
    assert.ok(traceback.includes("> 2 | second();"));
    assert.ok(traceback.some((line) => line.startsWith("Caused by: Error: inner")));
  });

  test("a cause that is the error itself ends", () => {
    const error = new Error("round");
    error.cause = error;
    assert.equal(describeFailure(error).evalue, "round");
  });

  test("anything can be thrown", () => {
    for (const value of [undefined, null, 42, "text", Symbol("s"), { a: 1 }, Object.create(null)]) {
      assert.ok(describeFailure(value).traceback.length > 0);
    }
  });

  test("what does not compile names each place", () => {
    const problem = { place: "Cell 1", position: { line: 1, column: 7 }, length: 1, code: 2322, text: "wrong type" };
    const { ename, evalue, traceback } = describeFailure(new CompileError("const a: number = '';", [problem]));
    assert.equal(ename, "TypeScriptError");
    assert.equal(evalue, "TS2322: wrong type");
    assert.ok(traceback.includes("Cell 1:1:7 - error TS2322: wrong type"));
    assert.equal(describeFailure(new CompileError("a)", [{ ...problem, code: 1005 }])).ename, "SyntaxError");
  });
});

test("a place is followed through two source maps", () => {
  // Each maps line 2 of what was made to line 1 of what it was made from.
  const map = JSON.stringify({ version: 3, sources: ["a"], names: [], mappings: ";AAAA" });
  const original = followSteps([{ sourceMap: map }]);
  assert.deepEqual(original({ line: 2, column: 1 }), { line: 1, column: 1 });
  assert.equal(original({ line: 1, column: 1 }), null);
  assert.equal(followSteps([{ sourceMap: map, linesBefore: 1 }])({ line: 2, column: 1 }), null);
});
