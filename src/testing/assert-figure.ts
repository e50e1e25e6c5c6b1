import assert from "node:assert/strict";
import type { Figure, JsonValue } from "../charts";

/** Freezes plain data at every depth, so that a builder that changes its input fails. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value)) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

/** Asserts what holds for every figure: plain JSON, a description, a title, and no colour of text outside the theme. */
export function assertFigure(figure: Figure): void {
  assert.deepEqual(JSON.parse(JSON.stringify(figure)), figure, "the figure must be plain JSON, without NaN");
  const { layout } = figure;
  assert.ok(layout.meta.alt.length > 20, "alt text");
  assert.doesNotMatch(layout.meta.alt, /NaN|undefined|\[object/);
  assert.ok(layout.meta.title.length > 0, "title");
  assert.equal(layout["font"], undefined);
  assert.equal(figure.config["showSendToCloud"], false);
}

/** A value deep in a figure: `at(figure.data[0], "marker", "color")`. */
export function at(value: JsonValue, ...path: readonly (string | number)[]): JsonValue {
  return path.reduce<JsonValue>((inner, key) => (inner as Record<string | number, JsonValue>)[key], value);
}
