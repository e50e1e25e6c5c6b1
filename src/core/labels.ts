import { show } from "./checks";
import { InvalidParameterError, ShapeError } from "./errors";

/** Binary labels, 0 or 1, length nSamples: arrays, typed arrays or a danfojs Series (by its `values`). */
export type LabelsLike =
  | ArrayLike<number>
  | {
      /** The labels, an array or a typed array */
      readonly values: unknown;
    };

/**
 * Reads binary labels.
 * @param nSamples the length that they must have, when it is known
 * @throws ShapeError for another length; InvalidParameterError for a value other than 0 or 1
 */
export function toLabels(y: LabelsLike, nSamples?: number, argument = "y"): Uint8Array {
  const values = toArrayLike(y, argument);
  if (nSamples !== undefined && values.length !== nSamples) {
    throw new ShapeError(`${argument} must have one label a sample: ${nSamples}; got ${values.length}`);
  }
  const labels = new Uint8Array(values.length);
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (value !== 0 && value !== 1) {
      throw new InvalidParameterError(`${argument} must hold 0 or 1; got ${show(value)} at position ${index}`);
    }
    labels[index] = value;
  }
  return labels;
}

/** Reads a vector of finite numbers, as {@link toLabels} reads labels. */
export function toVector(x: LabelsLike, length?: number, argument = "x"): Float64Array {
  const values = toArrayLike(x, argument);
  if (length !== undefined && values.length !== length) {
    throw new ShapeError(`${argument} must have ${length} values; got ${values.length}`);
  }
  const vector = new Float64Array(values.length);
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (typeof value !== "number" || !Number.isFinite(value)) {
      throw new InvalidParameterError(`${argument} must hold finite numbers; got ${show(value)} at position ${index}`);
    }
    vector[index] = value;
  }
  return vector;
}

function toArrayLike(y: LabelsLike, argument: string): ArrayLike<number> {
  const values = Array.isArray(y) || ArrayBuffer.isView(y) ? y : (y as { values?: unknown } | null)?.values;
  if (!Array.isArray(values) && !ArrayBuffer.isView(values)) {
    throw new InvalidParameterError(`${argument} must be an array, a typed array or a danfojs Series; got ${show(y)}`);
  }
  return values as ArrayLike<number>;
}
