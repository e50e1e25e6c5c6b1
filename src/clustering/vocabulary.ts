import { type FeatureMatrix, InvalidParameterError, show } from "../core";

/**
 * How to say a bound on a number: `{ before: "contract of", one: "month", many: "months" }` gives "contract of at most
 * 1 month".
 */
export interface BoundWords {
  /** Said before the bound. Default: nothing */
  readonly before?: string;
  /** The unit after the number 1 */
  readonly one: string;
  /** The unit after any other number */
  readonly many: string;
  /** Said of numbers under a bound, such as "fewer than". Default "less than" */
  readonly below?: string;
}

/** How to say that a feature is low or high in a group, for example "younger" and "older". */
export interface FeatureWords {
  /** Said of a mean below that of all clients */
  readonly low: string;
  /** Said of a mean above that of all clients */
  readonly high: string;
  /** How a rule says a bound. Default: the feature's name before the number. A yes/no feature needs none. */
  readonly bound?: BoundWords;
}

/** Words by feature name; null keeps a feature out of names and rules. */
export type Vocabulary = Readonly<Record<string, FeatureWords | null>>;

const wordNames: readonly string[] = ["low", "high", "bound"];
const boundNames: readonly string[] = ["before", "one", "many", "below"];

/** @throws InvalidParameterError for words of a feature that X has not, or words that are not text */
export function checkVocabulary(vocabulary: Vocabulary, { featureNames }: FeatureMatrix): void {
  if (typeof vocabulary !== "object" || vocabulary === null || Array.isArray(vocabulary)) {
    throw new InvalidParameterError(`vocabulary must be an object of words by feature name; got ${show(vocabulary)}`);
  }
  for (const [feature, words] of Object.entries(vocabulary)) {
    if (!featureNames.includes(feature)) {
      throw new InvalidParameterError(
        `vocabulary names no feature of X: ${show(feature)}; the features are ${featureNames.join(", ")}`,
      );
    }
    if (words !== null) checkWords(`vocabulary[${show(feature)}]`, words);
  }
}

function checkWords(place: string, words: FeatureWords): void {
  checkTexts(place, words, wordNames, ["low", "high"]);
  if (words.bound !== undefined) checkTexts(`${place}.bound`, words.bound, boundNames, ["one", "many"]);
}

function checkTexts(place: string, given: object, known: readonly string[], needed: readonly string[]): void {
  if (typeof given !== "object" || given === null) {
    throw new InvalidParameterError(
      `${place} must be an object of words (${known.join(", ")}) or null; got ${show(given)}`,
    );
  }
  const fields = given as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(fields)) {
    if (!known.includes(name)) {
      throw new InvalidParameterError(`${place} has ${show(name)}; its words are ${known.join(", ")}`);
    }
  }
  for (const name of known) {
    if (name === "bound" || (fields[name] === undefined && !needed.includes(name))) continue;
    if (typeof fields[name] !== "string") {
      throw new InvalidParameterError(`${place}.${name} must be text; got ${show(fields[name])}`);
    }
  }
}

/** Features that hold nothing but 0 and 1. */
export function binaryFeatures({ data, featureNames, nFeatures }: FeatureMatrix): Set<string> {
  const binary = new Set(featureNames);
  for (let index = 0; index < data.length; index++) {
    if (data[index] !== 0 && data[index] !== 1) binary.delete(featureNames[index % nFeatures]);
  }
  return binary;
}
