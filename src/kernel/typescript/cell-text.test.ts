import assert from "node:assert/strict";
import { suite, test } from "node:test";
import typescript from "@tslab/typescript-for-tslab";
import { isComplete } from "../session/is-complete";
import { declaredNames } from "./declared-names";
import { withoutDocumentation } from "./documentation";
import { stripExports } from "./strip-exports";
import { hasTopLevelAwait } from "./top-level-await";
import type { TypeScript } from "./typescript-module";

const ts = typescript as TypeScript;

suite("export in a cell", () => {
  const cases: readonly [string, string][] = [
    ["export const a = 1;", "       const a = 1;"],
    ["export default class A {}", "               class A {}"],
    ["export default function () {}", "       void    function () {}"],
    ["export default 1 + 1;", "               1 + 1;"],
    ["const a = 1; export { a };", "const a = 1;"],
    ['export { a } from "x";', 'import { a } from "x";'],
    ['export * from "x";', 'import        "x";'],
    ['const text = "export const a";', 'const text = "export const a";'],
    ["export abstract class B {}\nexport type T = B;", "       abstract class B {}\n       type T = B;"],
  ];
  for (const [code, expected] of cases) {
    test(code, () => {
      const stripped = stripExports(ts, code);
      assert.equal(stripped.length, code.length, "lines and columns stay");
      assert.equal(stripped.trimEnd(), expected);
    });
  }
});

test("await counts outside of functions", () => {
  for (const code of ["await f();", "for await (const x of y) {}", "if (a) { const b = await c; }", "f(await g)"]) {
    assert.equal(hasTopLevelAwait(ts, code), true, code);
  }
  for (const code of ["async () => { await f(); }", "class A { async m() { await f(); } }", '"await"', "// await"]) {
    assert.equal(hasTopLevelAwait(ts, code), false, code);
  }
});

test("documentation is taken out, declarations stay", () => {
  const text = '/**\n * What.\n */\nexport declare const a: "/** no */";\n  /** One line. */\n  b: 1; /**/\n';
  assert.equal(withoutDocumentation(text), '\nexport declare const a: "/** no */";\n\n  b: 1; /**/\n');
});

test("a console waits for what is open and runs what is wrong", () => {
  const status = (code: string) => isComplete(ts, code)["status"];
  for (const code of ["1 + 1", "", "const a = [1];", "// comment", "await f()"])
    assert.equal(status(code), "complete", code);
  for (const code of ["f(", "for (const a of b) {", "`text", "/* comment", "const a = ", "if (a)"]) {
    assert.equal(status(code), "incomplete", code);
  }
  for (const code of ["a)", '"text', "const = 1", "}"]) assert.equal(status(code), "invalid", code);
  assert.equal(isComplete(ts, "  if (a) {")["indent"], "    ");
});

test("what a cell declares, and what of it can be assigned anew", () => {
  const code =
    'import x from "x"; const a = 1; let b = 2, { c, ...d } = o; var e; function f() { let g; } class H {}\ntype T = 1;';
  const { all, variables } = declaredNames(ts, code);
  assert.deepEqual([...all].sort(), ["H", "T", "a", "b", "c", "d", "e", "f", "x"]);
  assert.deepEqual([...variables].sort(), ["b", "c", "d", "e"]);
});
