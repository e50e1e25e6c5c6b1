import { InvalidParameterError } from "./errors";

/** Options of the number checks; bounds are inclusive unless `exclusive` names them. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
  readonly exclusiveMin?: number;
  readonly exclusiveMax?: number;
}

/**
 * Checks a real number parameter.
 * @param name the parameter as the caller wrote it, for the message
 * @throws InvalidParameterError naming the parameter, the rule and the value
 */
export function checkNumber(name: string, value: unknown, range: Range = {}): number {
  if (typeof value !== "number" || !Number.isFinite(value) || !inRange(value, range)) {
    throw new InvalidParameterError(`${name} must be a finite number${describeRange(range)}; got ${show(value)}`);
  }
  return value;
}

/** As {@link checkNumber}, for integers. */
export function checkInteger(name: string, value: unknown, range: Range = {}): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || !inRange(value, range)) {
    throw new InvalidParameterError(`${name} must be an integer${describeRange(range)}; got ${show(value)}`);
  }
  return value;
}

/** Checks that a value is one of a closed list of strings. */
export function checkOneOf<T extends string>(name: string, value: unknown, allowed: readonly T[]): T {
  if (!allowed.includes(value as T)) {
    const list = allowed.map((item) => JSON.stringify(item)).join(", ");
    throw new InvalidParameterError(`${name} must be one of ${list}; got ${show(value)}`);
  }
  return value as T;
}

/** Names that a message lists before it cuts the list: an array passed by mistake has thousands. */
const namesShown = 5;

/**
 * Refuses option names that the callee does not know: a typo must not pass in silence. Nor must null: only what is left
 * out or undefined has its default.
 * @param nullable options that give null a meaning of its own
 */
export function checkOptionNames(
  owner: string,
  options: object,
  known: readonly string[],
  nullable: readonly string[] = [],
): void {
  if (typeof options !== "object" || options === null) {
    throw new InvalidParameterError(`${owner} needs an object of options (${known.join(", ")}); got ${show(options)}`);
  }
  const unknown = Object.keys(options).filter((key) => !known.includes(key));
  if (unknown.length > 0) {
    const named = unknown.slice(0, namesShown).map((key) => JSON.stringify(key));
    if (unknown.length > namesShown) named.push(`… (${unknown.length} in all)`);
    const list = known.length > 0 ? `its options are ${known.join(", ")}` : "it has none";
    throw new InvalidParameterError(`${owner} has no option ${named.join(", ")}; ${list}`);
  }
  for (const [name, value] of Object.entries(options)) {
    if (value === null && !nullable.includes(name)) {
      throw new InvalidParameterError(`${name} of ${owner} must not be null: leave it out for its default; got null`);
    }
  }
  // Every callback of long work has this name: checked here, it fails before the work and not in the middle of it.
  const { onProgress } = options as { readonly onProgress?: unknown };
  if (onProgress !== undefined && typeof onProgress !== "function") {
    throw new InvalidParameterError(`onProgress of ${owner} must be a function; got ${show(onProgress)}`);
  }
}

/** A value as an error message shows it. */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number" || value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return `a value of type ${typeof value}`;
}

function inRange(value: number, { min, max, exclusiveMin, exclusiveMax }: Range): boolean {
  return (
    (min === undefined || value >= min) &&
    (max === undefined || value <= max) &&
    (exclusiveMin === undefined || value > exclusiveMin) &&
    (exclusiveMax === undefined || value < exclusiveMax)
  );
}

function describeRange({ min, max, exclusiveMin, exclusiveMax }: Range): string {
  const hasLower = min !== undefined || exclusiveMin !== undefined;
  const hasUpper = max !== undefined || exclusiveMax !== undefined;
  if (!hasLower && !hasUpper) return "";
  const lower = exclusiveMin !== undefined ? `(${exclusiveMin}` : hasLower ? `[${min}` : "(-∞";
  const upper = exclusiveMax !== undefined ? `${exclusiveMax})` : hasUpper ? `${max}]` : "∞)";
  return ` in ${lower}, ${upper}`;
}
