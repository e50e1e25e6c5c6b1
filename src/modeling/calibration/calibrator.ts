import type { ModelFields } from "../../core";
import { evaluateMonotone, fitMonotone, type MonotoneFunction, readMonotone } from "./monotone-function";
import { evaluateSigmoid, fitSigmoid, type SigmoidFunction } from "./sigmoid-function";

/** How scores become probabilities: along a logistic curve, or along any curve that does not fall. */
export type CalibrationMethod = "sigmoid" | "isotonic";

/** The names of the methods. */
export const calibrationMethods: readonly CalibrationMethod[] = ["sigmoid", "isotonic"];

/** A fitted map from scores to probabilities. */
export type Calibrator =
  | ({
      /** Along a logistic curve. */
      readonly method: "sigmoid";
    } & SigmoidFunction)
  | ({
      /** Along any curve that does not fall. */
      readonly method: "isotonic";
    } & MonotoneFunction);

/** Learns the map from scores of rows that the model did not see. At least one weight is positive. */
export function fitCalibrator(
  method: CalibrationMethod,
  scores: Float64Array,
  labels: Uint8Array,
  weights: Float64Array,
): Calibrator {
  return method === "sigmoid"
    ? { method, ...fitSigmoid(scores, labels, weights) }
    : { method, ...fitMonotone(scores, Float64Array.from(labels), weights) };
}

/** P(churn) of each score. */
export function applyCalibrator(calibrator: Calibrator, scores: Float64Array): Float64Array {
  return calibrator.method === "sigmoid" ? evaluateSigmoid(calibrator, scores) : evaluateMonotone(calibrator, scores);
}

/** The calibrator as plain JSON. */
export function calibratorToJSON(calibrator: Calibrator): object {
  return calibrator.method === "sigmoid"
    ? { ...calibrator }
    : { ...calibrator, x: Array.from(calibrator.x), y: Array.from(calibrator.y) };
}

/** Reads what {@link calibratorToJSON} wrote. @param fields access to its fields */
export function readCalibrator(fields: ModelFields, where: string): Calibrator {
  const method = fields.oneOf("method", calibrationMethods);
  if (method === "isotonic") return { method, ...readMonotone(fields, where) };
  return { method, slope: fields.number("slope"), center: fields.number("center"), level: fields.number("level") };
}
