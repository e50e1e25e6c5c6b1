import { checkInteger, checkNumber, checkOneOf, show } from "./checks";
import { InvalidParameterError, ShapeError } from "./errors";
import { areNamesGiven, positionalNames, toFeatureNames } from "./feature-names";
import { toVector } from "./labels";

/** Version of the form in which models are saved; raised whenever an older reader would misread a newer file. */
export const modelSchemaVersion = 2;

/** What a classifier was trained on and how, kept in its saved form. */
export interface TrainingSummary {
  /** Rows of the training data. */
  readonly nSamples: number;
  /** Training rows of class 1. */
  readonly nPositives: number;
  /** Sum of the sample weights; nSamples where none were given. */
  readonly totalWeight: number;
  /** The options of the recipe, defaults filled in, as plain JSON; functions such as onProgress are left out. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** The first fields of every saved model and transformer. */
export interface ModelHeader {
  /** Version of the form in which models are saved */
  readonly schemaVersion: number;
  /** Name of the recipe, such as "LogisticRegression". */
  readonly model: string;
  /** Number of features of training. */
  readonly nFeatures: number;
  /** The features of training, in order. */
  readonly featureNames: readonly string[];
  /** Whether the features had names in training; false: they are x0, x1, … and matched by position. */
  readonly namedFeatures: boolean;
}

/** The header that `toJSON` puts in front of a model's own fields. */
export function modelHeader<Name extends string>(
  model: Name,
  featureNames: readonly string[],
): ModelHeader & { readonly model: Name } {
  return {
    schemaVersion: modelSchemaVersion,
    model,
    nFeatures: featureNames.length,
    featureNames: [...featureNames],
    namedFeatures: areNamesGiven(featureNames),
  };
}

/** What a reader of saved models may insist on. */
export interface ReadModelOptions {
  /** The features that the model must have been trained on, in this order. Default: any. */
  readonly featureNames?: readonly string[];
}

/** Typed access to the fields of a saved model; every reader names the field that is not as it must be. */
export interface ModelFields {
  /** The features of training, in order; all different, at least one. */
  readonly featureNames: readonly string[];
  number(name: string): number;
  integer(name: string): number;
  boolean(name: string): boolean;
  string(name: string): string;
  strings(name: string): string[];
  oneOf<T extends string>(name: string, allowed: readonly T[]): T;
  /** Finite numbers. @param length what it must be, where that is known */
  vector(name: string, length?: number): Float64Array;
  /** As {@link vector}, whole numbers in [min, max]. */
  integers(name: string, length?: number, range?: { readonly min?: number; readonly max?: number }): Int32Array;
  /** Finite numbers, null standing for NaN, as JSON has no NaN. */
  vectorWithGaps(name: string, length?: number): Float64Array;
  object(name: string): Record<string, unknown>;
  objects(name: string): Record<string, unknown>[];
  isNull(name: string): boolean;
  /** The field "training". */
  training(): TrainingSummary;
}

/**
 * Opens a saved model: checks that it is one, of this name, of this schema version, and trained on these features.
 * It only reads numbers and strings; nothing in a file is ever run.
 * @param json what `toJSON` returned, or `JSON.parse` of its text
 * @throws InvalidParameterError naming what is malformed, or the other version; ShapeError for other features
 */
export function readModelJSON(json: object, modelName: string, options: ReadModelOptions = {}): ModelFields {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new InvalidParameterError(`the JSON of a ${modelName} must be an object; got ${show(json)}`);
  }
  const fields = json as Record<string, unknown>;
  checkOneOf(`model in the JSON of a ${modelName}`, fields["model"], [modelName]);
  checkSchemaVersion(fields["schemaVersion"], modelName);
  const read = fieldsOf(fields, modelName);
  if (options.featureNames !== undefined) checkFeatures(read.featureNames, options.featureNames, modelName);
  return read;
}

function checkSchemaVersion(version: unknown, modelName: string): void {
  if (version === modelSchemaVersion) return;
  const isNewer = typeof version === "number" && version > modelSchemaVersion;
  const advice = isNewer ? "it was saved by a newer churnlab" : "fit the model anew and save it";
  throw new InvalidParameterError(
    `schemaVersion in the JSON of a ${modelName} must be ${modelSchemaVersion}; got ${show(version)}: ${advice}`,
  );
}

function checkFeatures(saved: readonly string[], expected: readonly string[], modelName: string): void {
  if (!Array.isArray(expected) || expected.some((name) => typeof name !== "string")) {
    throw new InvalidParameterError(`featureNames of the options must be an array of names; got ${show(expected)}`);
  }
  const length = Math.max(saved.length, expected.length);
  for (let place = 0; place < length; place++) {
    if (saved[place] === expected[place]) continue;
    const other = (name: string | undefined) => (name === undefined ? "none" : show(name));
    throw new ShapeError(
      `the saved ${modelName} must have the features ${expected.join(", ")}; its feature ${place} is ` +
        `${other(saved[place])} where ${other(expected[place])} is expected`,
    );
  }
}

function fieldsOf(fields: Record<string, unknown>, modelName: string): ModelFields {
  const where = (name: string) => `${name} in the JSON of a ${modelName}`;
  const fail = (name: string, rule: string): never => {
    throw new InvalidParameterError(`${where(name)} must be ${rule}; got ${show(fields[name])}`);
  };
  const array = (name: string, rule: string): unknown[] => {
    const value = fields[name];
    return Array.isArray(value) ? value : fail(name, rule);
  };
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  const strings = (name: string) => {
    const rule = "an array of strings";
    return array(name, rule).map((item) => (typeof item === "string" ? item : fail(name, rule)));
  };
  const vector = (name: string, length?: number) =>
    toVector(array(name, "an array of numbers") as number[], length, where(name));
  const object = (name: string) => {
    const value = fields[name];
    return isObject(value) ? value : fail(name, "an object");
  };
  return {
    featureNames: readNames(strings("featureNames"), fields["nFeatures"], fields["namedFeatures"], where),
    number: (name) => checkNumber(where(name), fields[name]),
    integer: (name) => {
      const value = checkNumber(where(name), fields[name]);
      return Number.isSafeInteger(value) ? value : fail(name, "a whole number");
    },
    boolean: (name) => {
      const value = fields[name];
      return typeof value === "boolean" ? value : fail(name, "true or false");
    },
    string: (name) => {
      const value = fields[name];
      return typeof value === "string" ? value : fail(name, "a string");
    },
    strings,
    oneOf: (name, allowed) => checkOneOf(where(name), fields[name], allowed),
    vector,
    integers: (name, length, { min = -0x80000000, max = 0x7fffffff } = {}) => {
      const values = vector(name, length);
      const place = values.findIndex((value) => !Number.isInteger(value) || value < min || value > max);
      if (place >= 0) {
        const rule = `${where(name)} must hold whole numbers in [${min}, ${max}]`;
        throw new InvalidParameterError(`${rule}; got ${values[place]} at position ${place}`);
      }
      return Int32Array.from(values);
    },
    vectorWithGaps: (name, length) => {
      const values = array(name, "an array of numbers and nulls");
      const filled = values.map((value) => (value === null ? 0 : value)) as number[];
      return toVector(filled, length, where(name)).map((value, place) => (values[place] === null ? Number.NaN : value));
    },
    object,
    objects: (name) => {
      const rule = "an array of objects";
      return array(name, rule).map((item) => (isObject(item) ? item : fail(name, rule)));
    },
    isNull: (name) => fields[name] === null,
    training: () => readTraining(object("training"), where("training")),
  };
}

/** The names with their mark, as they were in training. */
function readNames(
  names: readonly string[],
  nFeatures: unknown,
  named: unknown,
  where: (name: string) => string,
): readonly string[] {
  checkNames(names, nFeatures, where("featureNames"));
  if (typeof named !== "boolean") {
    throw new InvalidParameterError(`${where("namedFeatures")} must be true or false; got ${show(named)}`);
  }
  if (named) return toFeatureNames(names);
  const byPosition = positionalNames(names.length);
  const place = byPosition.findIndex((name, index) => name !== names[index]);
  if (place < 0) return byPosition;
  throw new InvalidParameterError(
    `${where("featureNames")} must be x0, x1, … where namedFeatures is false; got ${show(names[place])} at position ${place}`,
  );
}

function checkNames(names: readonly string[], nFeatures: unknown, where: string): void {
  if (names.length === 0) throw new InvalidParameterError(`${where} must hold at least one name; got none`);
  if (names.length !== nFeatures) {
    throw new ShapeError(`${where} must hold nFeatures = ${show(nFeatures)} names; got ${names.length}`);
  }
  const seen = new Set<string>();
  const repeated = names.find((name) => seen.size === seen.add(name).size);
  if (repeated !== undefined) {
    throw new InvalidParameterError(`${where} must all be different; got ${show(repeated)} twice`);
  }
}

function readTraining(
  { nSamples, nPositives, totalWeight, options }: Record<string, unknown>,
  where: string,
): TrainingSummary {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new InvalidParameterError(`options of ${where} must be an object; got ${show(options)}`);
  }
  const rows = checkInteger(`nSamples of ${where}`, nSamples, { min: 1 });
  return {
    nSamples: rows,
    nPositives: checkInteger(`nPositives of ${where}`, nPositives, { min: 0, max: rows }),
    totalWeight: checkNumber(`totalWeight of ${where}`, totalWeight, { exclusiveMin: 0 }),
    options: { ...options },
  };
}
