import type { CutSide } from "./sayable-cuts";
import type { BoundWords, FeatureWords, Vocabulary } from "./vocabulary";

/** One condition of a rule. */
export interface PortraitCondition extends CutSide {
  /** The column's name */
  readonly feature: string;
}

/**
 * A rule as a sentence: conditions joined by "and", alternatives by "; or". No alternative with a condition: "any client".
 * @param alternatives of which one must hold, each a list of conditions that must all hold
 * @param binary features that are 0 or 1
 */
export function ruleText(
  alternatives: readonly (readonly PortraitCondition[])[],
  vocabulary: Vocabulary,
  binary: ReadonlySet<string>,
): string {
  return alternatives.map((conditions) => conjunctionText(conditions, vocabulary, binary)).join("; or ");
}

function conjunctionText(
  conditions: readonly PortraitCondition[],
  vocabulary: Vocabulary,
  binary: ReadonlySet<string>,
): string {
  const features = [...new Set(conditions.map(({ feature }) => feature))];
  if (features.length === 0) return "any client";
  return features
    .map((feature) => {
      const own = conditions.filter((condition) => condition.feature === feature);
      const words = Object.hasOwn(vocabulary, feature) ? vocabulary[feature] : null;
      return binary.has(feature) ? answerText(own, words) : boundsText(own, words?.bound);
    })
    .join(" and ");
}

function answerText([{ feature, operator }]: readonly PortraitCondition[], words: FeatureWords | null): string {
  if (operator === ">=") return words?.high ?? `${feature} is 1`;
  return words?.low ?? `${feature} is 0`;
}

function boundsText(conditions: readonly PortraitCondition[], words: BoundWords | undefined): string {
  const { before, one, many, below = "less than" } = words ?? { before: conditions[0].feature, one: "", many: "" };
  const last = conditions[conditions.length - 1].value;
  const isOne = conditions.every(({ value }) => value === last) && conditions.length === 2;
  const sayings = { "<": below, "<=": "at most", ">=": "at least" };
  const bounds = conditions.map(({ operator, value }) => `${sayings[operator]} ${numberText(value)}`);
  const said = isOne ? `exactly ${numberText(last)}` : bounds.join(" and ");
  return [before, said, last === 1 ? one : many].filter((part) => part !== undefined && part !== "").join(" ");
}

function numberText(value: number): string {
  return value < 0 ? `−${-value}` : String(value);
}
