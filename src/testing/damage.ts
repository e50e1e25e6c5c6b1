import fc from "fast-check";

/** A way to damage one place of a JSON value. */
interface Damage {
  /** Which of the places, modulo their number. */
  readonly place: number;
  readonly how: "delete" | "truncate" | "retype";
  /** What stands there afterwards, when `how` is "retype". */
  readonly value: unknown;
}

/** Damages for {@link damaged}: a field deleted, an array cut short, a value of another type. */
export const damages: fc.Arbitrary<Damage> = fc.record({
  place: fc.nat(1_000_000),
  how: fc.constantFrom("delete", "truncate", "retype"),
  value: fc.constantFrom("x", true, { a: 1 }, [[]], -1.5, 1e300, "__proto__", "constructor"),
});

interface Place {
  readonly parent: Record<string, unknown> | unknown[];
  readonly key: string | number;
}

/**
 * A copy of plain JSON with one place damaged, or null where the damage changes nothing that a reader could see.
 * @param free names of fields whose inside is anybody's: only they as a whole are damaged
 */
export function damaged(json: object, { place, how, value }: Damage, free: readonly string[]): object | null {
  const copy = JSON.parse(JSON.stringify(json)) as Record<string, unknown>;
  const places: Place[] = [];
  collect(copy, free, places);
  const { parent, key } = places[place % places.length];
  const slot = parent as Record<string | number, unknown>;
  const before = slot[key];
  if (how === "truncate") {
    if (!Array.isArray(before) || before.length === 0) return null;
    before.pop();
  } else if (how === "retype") {
    // Of the same type it would be another model, not a broken one; and null stands for NaN and ∞.
    if (typeof before === typeof value && Array.isArray(before) === Array.isArray(value)) return null;
    if (before === null) return null;
    slot[key] = value;
  } else if (Array.isArray(parent)) {
    parent.splice(Number(key), 1);
  } else {
    delete slot[key];
  }
  return copy;
}

function collect(node: Record<string, unknown> | unknown[], free: readonly string[], places: Place[]): void {
  const entries: [string | number, unknown][] = Array.isArray(node) ? [...node.entries()] : Object.entries(node);
  for (const [key, value] of entries) {
    places.push({ parent: node, key });
    if (typeof value !== "object" || value === null || free.includes(String(key))) continue;
    collect(value as Record<string, unknown>, free, places);
  }
}
