import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { toCharacters, toUtf16 } from "./text-positions";

test("an emoji is one character and two units", () => {
  assert.equal(toUtf16("a😀b", 2), 3);
  assert.equal(toCharacters("a😀b", 3), 2);
});

test("there and back", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(20), (text, n) => {
      const characters = Math.min(n, Array.from(text).length);
      assert.equal(toCharacters(text, toUtf16(text, characters)), characters);
    }),
  );
});
