export { type BrierDecomposition, type BrierDecompositionOptions, brierDecomposition } from "./brier-decomposition";
export {
  CalibratedClassifier,
  type CalibratedClassifierOptions,
  type CalibrateOptions,
  calibrate,
} from "./calibrated-classifier";
export { type CalibrationCurve, type CalibrationCurveOptions, calibrationCurve } from "./calibration-curve";
export type { CalibrationMethod, Calibrator } from "./calibrator";
export { type ExpectedCalibrationErrorOptions, expectedCalibrationError } from "./expected-calibration-error";
export { type CalibratedMember, FittedCalibratedClassifier } from "./fitted-calibrated-classifier";
export { type IsotonicRegressionOptions, isotonicRegression } from "./isotonic-regression";
export type { MonotoneFunction } from "./monotone-function";
export type { SigmoidFunction } from "./sigmoid-function";
