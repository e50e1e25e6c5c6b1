import { FeatureMatrix } from "./feature-matrix";

/** What an object holds, by what is shown of it. */
const inner = new WeakMap<object, object>();

/** From this length on an array is copied once: copies at every step of a loop over it would take the square of its length. */
const longLength = 4096;

/**
 * Makes an object immutable, as the last act of its constructor: it is frozen, and so is every array and plain object in
 * it (copied before, so that the caller's stay as they are). Typed arrays cannot be frozen: each reading gives a
 * copy, of a long array always the same one, so that a loop may read it row by row; whoever writes into that changes what
 * they see and nothing that the object does. Methods reach what the object holds without copies by {@link innerOf}. Instances of other classes inside are left to
 * themselves.
 */
export function makeImmutable(target: object): void {
  inner.set(target, Object.assign(Object.create(Object.getPrototypeOf(target)), target));
  for (const [name, value] of Object.entries(target)) Object.defineProperty(target, name, shownAs(value));
  showValuesWhenInspected(target);
  Object.freeze(target);
}

/**
 * The fields of an object that {@link makeImmutable} or a constructor with it has made immutable, its arrays themselves.
 * For reading only, inside the library; an object that is not such one is given back as it is.
 */
export function innerOf<T extends object>(shown: T): T {
  return (inner.get(shown) as T | undefined) ?? shown;
}

function shownAs(value: unknown): PropertyDescriptor {
  if (isTypedArray(value)) return { get: copier(value.length, () => value.slice()), enumerable: true };
  if (value instanceof FeatureMatrix) return { get: copier(value.data.length, () => copyOf(value)), enumerable: true };
  return { value: frozenCopy(value), enumerable: true };
}

function copier<T extends object>(length: number, make: () => T): () => T {
  if (length < longLength) return make;
  let made: T | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

function frozenCopy(value: unknown): unknown {
  if (!isPlain(value) || inner.has(value) || isFrozenList(value)) return value;
  const copy = Array.isArray(value) ? copyOfList(value) : withShown({}, value);
  inner.set(copy, value);
  return Object.freeze(copy);
}

function copyOfList(list: readonly unknown[]): object {
  return list.some(isCopiedWhenRead) ? withShown(new Array(list.length), list) : list.map(frozenCopy);
}

function withShown(copy: object, value: object): object {
  for (const [name, item] of Object.entries(value)) Object.defineProperty(copy, name, shownAs(item));
  if (!Array.isArray(copy)) showValuesWhenInspected(copy);
  return copy;
}

function isCopiedWhenRead(value: unknown): boolean {
  return isTypedArray(value) || value instanceof FeatureMatrix;
}

function isTypedArray(value: unknown): value is Float64Array {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function copyOf({ data, nSamples, featureNames }: FeatureMatrix): FeatureMatrix {
  return new FeatureMatrix(data.slice(), nSamples, featureNames);
}

function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

/** Such as feature names, which keep their mark by being the same list. */
function isFrozenList(value: object): boolean {
  return Array.isArray(value) && Object.isFrozen(value) && value.every((item) => Object(item) !== item);
}

type Inspect = (value: unknown, options: unknown) => string;

/** `console.log` would show "[Getter]" in the place of arrays. */
function showValuesWhenInspected(target: object): void {
  const value = (_depth: number, options: unknown, inspect: Inspect) => {
    const plain = Object.create(Object.getPrototypeOf(target)) as object;
    for (const [name, item] of Object.entries(target))
      Object.defineProperty(plain, name, { value: item, enumerable: true });
    return inspect(plain, options);
  };
  Object.defineProperty(target, Symbol.for("nodejs.util.inspect.custom"), { value });
}
