import { show } from "./checks";
import { InvalidParameterError } from "./errors";
import type { Classifier, FittedClassifier } from "./estimator";

/** Refuses what cannot be fitted, before any work. @throws InvalidParameterError */
export function checkClassifier(classifier: Classifier, argument = "classifier"): void {
  const { fit } = (classifier ?? {}) as Partial<Classifier>;
  if (typeof fit !== "function") {
    throw new InvalidParameterError(`${argument} must be a classifier with a fit method; got ${show(classifier)}`);
  }
}

/** Refuses what cannot forecast, before any work. @throws InvalidParameterError */
export function checkFitted(fitted: FittedClassifier, argument = "fitted"): void {
  const { predictProba, featureNames } = (fitted ?? {}) as Partial<FittedClassifier>;
  if (typeof predictProba !== "function" || !Array.isArray(featureNames)) {
    throw new InvalidParameterError(
      `${argument} must be a fitted classifier with predictProba and featureNames; got ${show(fitted)}`,
    );
  }
}
