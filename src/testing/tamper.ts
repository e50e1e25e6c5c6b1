import { FeatureMatrix } from "../core";

/**
 * Does what a careless caller could do to an object: writes over every number that it hands out, pushes to and empties
 * every list, assigns every field, in it and in all that can be reached from it by reading properties.
 * @returns how many typed arrays and lists were handed out
 */
export function tamper(target: object): number {
  const seen = new Set<object>();
  const counts = { handedOut: 0 };
  visit(target, seen, counts);
  return counts.handedOut;
}

function visit(value: unknown, seen: Set<object>, counts: { handedOut: number }): void {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  if (ArrayBuffer.isView(value)) {
    counts.handedOut++;
    (value as Float64Array).fill(7);
    return;
  }
  if (Array.isArray(value)) counts.handedOut++;
  for (const key of namesOf(value)) {
    visit(readProperty(value, key), seen, counts);
    attempt(() => Reflect.set(value, key, 7));
    attempt(() => Object.defineProperty(value, key, { value: 7 }));
    attempt(() => Reflect.deleteProperty(value, key));
  }
  attempt(() => Object.assign(value, { stranger: 7 }));
  if (Array.isArray(value)) {
    attempt(() => value.push(7));
    attempt(() => value.splice(0));
  }
  if (value instanceof Map) attempt(() => value.clear());
}

/** Its own names, and those of the getters that its class has. */
function namesOf(value: object): (string | symbol)[] {
  const names: (string | symbol)[] = Reflect.ownKeys(value);
  const prototype: object | null = Object.getPrototypeOf(value);
  const isOrdinary = prototype === null || prototype === Object.prototype || prototype === Array.prototype;
  if (isOrdinary || value instanceof FeatureMatrix) return names;
  const getters = Object.entries(Object.getOwnPropertyDescriptors(prototype)).filter(
    ([, { get }]) => get !== undefined,
  );
  return [...names, ...getters.map(([name]) => name)];
}

/** Getters may refuse, as standard errors of a penalised model do. */
function readProperty(value: object, key: string | symbol): unknown {
  try {
    return Reflect.get(value, key);
  } catch {
    return undefined;
  }
}

function attempt(work: () => unknown): void {
  try {
    work();
  } catch {
    // What is frozen throws, as it should.
  }
}
