import assert from "node:assert/strict";
import { test } from "node:test";
import { categoryLabel, columnLabel, escapeText, titleLines, wrapText } from "./text";

test("text shows as it is: no tag, no template, no formula", () => {
  assert.equal(escapeText("<b>a & b</b>"), "&lt;b&gt;a &amp; b&lt;/b&gt;");
  assert.equal(escapeText("%{x} costs $5 or $6"), "%&#123;x} costs &#36;5 or &#36;6");
});

test("lines break at spaces and after underscores, never inside a word or at a no-break space", () => {
  assert.deepEqual(wrapText("Avg_class_frequency_current_month", 22), ["Avg_class_frequency_", "current_month"]);
  assert.deepEqual(wrapText("one two three", 7), ["one two", "three"]);
  assert.deepEqual(wrapText("incomprehensibilities", 5), ["incomprehensibilities"]);
  assert.deepEqual(wrapText("nearby home\u00a012", 12), ["nearby", "home\u00a012"]);
});

test("titles are wrapped before they are escaped", () => {
  const title = `${"a ".repeat(22)}<i>`;
  assert.deepEqual(titleLines(title), ["a a a a a a a a a a a a a a a a a a a a a a", "&lt;i&gt;"]);
  assert.equal(categoryLabel("<i> & a label that is long"), "&lt;i&gt; &amp; a label that is<br>long");
});

test("labels fall back to the column's name", () => {
  assert.equal(columnLabel("Age", { Age: "Age of client" }, "years"), "Age of client (years)");
  assert.equal(columnLabel("toString", {}), "toString");
});
