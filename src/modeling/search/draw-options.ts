import { checkInteger, checkNumber, InvalidParameterError, Random, show } from "../../core";
import { checkValues, parameterGrid } from "./parameter-grid";

/** Where an option's value is drawn from. All ranges include both ends. */
export type Distribution =
  /** One of these, each as likely. */
  | readonly unknown[]
  | {
      /** A real number in the range, each as likely. */
      readonly uniform: readonly [low: number, high: number];
    }
  | {
      /** A positive real number in the range, its logarithm uniform: for scales such as `C`. */
      readonly logUniform: readonly [low: number, high: number];
    }
  | {
      /** A whole number in the range, ends included, each as likely. */
      readonly integer: readonly [low: number, high: number];
    };

/** Where each option's value is drawn from, by name. */
export type Distributions = Readonly<Record<string, Distribution>>;

/** One drawn value of each option. */
export type DrawnOptions<Given extends Distributions> = {
  readonly [Name in keyof Given]: Given[Name] extends readonly (infer Value)[] ? Value : number;
};

type Draw = (random: Random) => unknown;

/**
 * Draws options by a seed. Where all distributions are lists, no combination is drawn twice, and no more are drawn than
 * there are, as in scikit-learn's `ParameterSampler`.
 */
export function drawOptions(
  distributions: Distributions,
  nCandidates: number,
  seed: number,
): Record<string, unknown>[] {
  const random = new Random(seed);
  if (typeof distributions !== "object" || distributions === null || Array.isArray(distributions)) {
    throw new InvalidParameterError(`distributions must be an object by option; got ${show(distributions)}`);
  }
  const draws = Object.entries(distributions).map(
    ([name, distribution]) => [name, drawOf(`distributions.${name}`, distribution)] as const,
  );
  if (Object.values(distributions).every((distribution) => Array.isArray(distribution))) {
    const grid = parameterGrid(distributions as Readonly<Record<string, readonly unknown[]>>);
    return Array.from(random.permutation(grid.length).subarray(0, nCandidates), (place) => grid[place]);
  }
  return Array.from({ length: nCandidates }, () =>
    Object.fromEntries(draws.map(([name, draw]) => [name, draw(random)] as const)),
  );
}

function drawOf(argument: string, distribution: unknown): Draw {
  if (Array.isArray(distribution)) {
    const values = checkValues(argument, distribution);
    return (random) => values[random.integer(values.length)];
  }
  const [kind, ...others] = typeof distribution === "object" && distribution !== null ? Object.keys(distribution) : [];
  if (others.length > 0 || !["uniform", "logUniform", "integer"].includes(kind)) {
    const rule =
      "an array of values, { uniform: [low, high] }, { logUniform: [low, high] } or { integer: [low, high] }";
    throw new InvalidParameterError(`${argument} must be ${rule}; got ${show(distribution)}`);
  }
  const ends = (distribution as Record<string, unknown>)[kind];
  if (!Array.isArray(ends) || ends.length !== 2) {
    throw new InvalidParameterError(`${argument}.${kind} must be [low, high]; got ${show(ends)}`);
  }
  return rangeDraw(`${argument}.${kind}`, kind, ends[0], ends[1]);
}

function rangeDraw(argument: string, kind: string, from: unknown, to: unknown): Draw {
  if (kind === "integer") {
    const low = checkInteger(`${argument}[0]`, from);
    const high = checkInteger(`${argument}[1]`, to, { min: low, max: low + 0xffffffff });
    return (random) => low + random.integer(high - low + 1);
  }
  const isLog = kind === "logUniform";
  const low = checkNumber(`${argument}[0]`, from, isLog ? { exclusiveMin: 0 } : {});
  const high = checkNumber(`${argument}[1]`, to, { min: low });
  const clip = (value: number) => Math.min(high, Math.max(low, value));
  if (!isLog) return (random) => clip(low + random.uniform() * (high - low));
  const logLow = Math.log(low);
  const logRange = Math.log(high) - logLow;
  return (random) => clip(Math.exp(logLow + random.uniform() * logRange));
}
