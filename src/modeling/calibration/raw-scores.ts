import type { FittedClassifier, MatrixLike } from "../../core";
import { FittedPipeline } from "../../preprocessing";

/**
 * The scores that a calibration works on, as scikit-learn chooses them: log-odds (`decisionFunction`) where the model
 * has them, else P(churn). A pipeline has them when its classifier has.
 */
export function rawScores(fitted: FittedClassifier, X: MatrixLike): Float64Array {
  if (fitted instanceof FittedPipeline) return rawScores(fitted.classifier, fitted.transform(X));
  return hasDecisionFunction(fitted) ? fitted.decisionFunction(X) : fitted.predictProba(X);
}

interface WithDecisionFunction {
  decisionFunction(X: MatrixLike): Float64Array;
}

function hasDecisionFunction(fitted: FittedClassifier): fitted is FittedClassifier & WithDecisionFunction {
  return typeof (fitted as Partial<WithDecisionFunction>).decisionFunction === "function";
}
