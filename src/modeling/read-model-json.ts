import { checkNumber, checkOneOf, InvalidParameterError, show, toVector } from "../core";

/** Typed access to the fields of a model's JSON; every reader names the field that is not as it must be. */
export interface ModelFields {
  number(name: string): number;
  boolean(name: string): boolean;
  strings(name: string): string[];
  oneOf<T extends string>(name: string, allowed: readonly T[]): T;
  vector(name: string, length?: number): Float64Array;
  objects(name: string): Record<string, unknown>[];
  isNull(name: string): boolean;
}

/** Opens the JSON of a fitted model. @throws InvalidParameterError when it is of another model or not one at all */
export function readModelJSON(json: object, modelName: string): ModelFields {
  if (typeof json !== "object" || json === null) {
    throw new InvalidParameterError(`the JSON of a ${modelName} must be an object; got ${show(json)}`);
  }
  const fields = json as Record<string, unknown>;
  checkOneOf("model", fields["model"], [modelName]);
  return fieldsOf(fields, modelName);
}

function fieldsOf(fields: Record<string, unknown>, modelName: string): ModelFields {
  const fail = (name: string, rule: string): never => {
    throw new InvalidParameterError(`${name} in the JSON of a ${modelName} must be ${rule}; got ${show(fields[name])}`);
  };
  const array = (name: string, rule: string): unknown[] => {
    const value = fields[name];
    return Array.isArray(value) ? value : fail(name, rule);
  };
  return {
    number: (name) => checkNumber(name, fields[name]),
    boolean: (name) => {
      const value = fields[name];
      return typeof value === "boolean" ? value : fail(name, "true or false");
    },
    strings: (name) => {
      const rule = "an array of strings";
      return array(name, rule).map((item) => (typeof item === "string" ? item : fail(name, rule)));
    },
    oneOf: (name, allowed) => checkOneOf(name, fields[name], allowed),
    vector: (name, length) => toVector(array(name, "an array of numbers") as number[], length, name),
    objects: (name) => {
      const rule = "an array of objects";
      const isObject = (item: unknown) => typeof item === "object" && item !== null;
      return array(name, rule).map((item) => (isObject(item) ? (item as Record<string, unknown>) : fail(name, rule)));
    },
    isNull: (name) => fields[name] === null,
  };
}
