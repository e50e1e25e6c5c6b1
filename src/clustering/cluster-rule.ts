import {
  checkInteger,
  checkNumber,
  checkOneOf,
  checkOptionNames,
  columnsOf,
  type FeatureMatrix,
  InvalidParameterError,
  type LabelsLike,
  type MatrixLike,
  ShapeError,
  show,
  toFeatureMatrix,
} from "../core";
import { type Interval, wilsonInterval } from "../statistics";
import { toLabelGroups } from "./cluster-labels";
import { type Branch, nearestBranches, type Step } from "./nearest-branches";
import { type PortraitCondition, ruleText } from "./rule-text";
import { type Cut, codesOf, sayableCuts } from "./sayable-cuts";
import { type CodedFeatures, growTree } from "./shallow-tree";
import { contentOrder, dealFolds } from "./shuffled-folds";
import { binaryFeatures, checkVocabulary, type Vocabulary } from "./vocabulary";

/** Options of {@link clusterRule}. */
export interface ClusterRuleOptions {
  /** Words of the features; one with null is left out of the rule. Default: the features' names. */
  readonly vocabulary?: Vocabulary;
  /** Most conditions in a row, an integer in [1, 3]. Default 3. */
  readonly maxDepth?: number;
  /** Folds of the cross-validation, an integer ≥ 2; fewer where the cluster or the rest has fewer clients. Default 5. */
  readonly nFolds?: number;
  /** Confidence level of the intervals, in (0, 1). Default 0.95. */
  readonly level?: number;
  /** Seed of the folds, an integer in [0, 2^32 − 1]. Default 0. */
  readonly seed?: number;
}

/** A rule for who belongs to a cluster that a front desk can apply without a computer. */
export interface ClusterRule {
  /** The rule as a sentence, such as "contract of at most 1 month and fewer than 1.5 visits a week". */
  readonly text: string;
  /** It holds where all conditions of one alternative hold; an alternative without conditions always holds. */
  readonly alternatives: readonly (readonly PortraitCondition[])[];
  /** Share of the clients it names that are in the cluster, in [0, 1], on held-out rows; NaN where it named nobody. */
  readonly precision: Interval;
  /** Share of the cluster that it names (recall), in [0, 1], on held-out rows. */
  readonly coverage: Interval;
  /** Folds that were held out; 0 where the cluster or the rest has one client at most, and nothing could be. */
  readonly nFolds: number;
}

/** What all clusters of one matrix have in common. */
export interface RuleGround {
  readonly matrix: FeatureMatrix;
  /** Columns of the matrix that the rule may use. */
  readonly columns: readonly number[];
  /** For each of them its cuts. */
  readonly cuts: readonly (readonly Cut[])[];
  readonly features: CodedFeatures;
  /** Rows in the order in which folds are dealt out. */
  readonly order: Uint32Array;
  readonly binary: ReadonlySet<string>;
}

/** {@link ClusterRuleOptions} with every default filled in. */
export type CompleteRuleOptions = Required<ClusterRuleOptions>;

/**
 * The nearest rule that a front desk can apply: a classification tree of at most three levels of the cluster against all
 * other clients, by Gini impurity, cut at numbers that a person can say. Its leaves are taken, the purest first, as long
 * as they bring the rule nearer to the cluster (F1); levels and leaves that hardly matter are left out.
 * Precision and coverage are honest: each client is judged by a rule learned, in the same way, without its fold; their
 * Wilson intervals take the clients as independent. Neither rule nor folds depend on the order of the rows.
 * @param X nSamples × nFeatures, in the features' own units
 * @param labels the cluster of each row, integers ≥ 0
 * @param cluster the label to describe
 * @returns the rule learned from all rows, with its precision and coverage on held-out rows
 * @throws ShapeError for other lengths; InvalidParameterError for a label that does not occur, or a bad or unknown option
 * @see Breiman et al. (1984); scikit-learn `DecisionTreeClassifier(max_depth=3)`, which grows the same tree on data that
 *   is cut at the same numbers
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { clusterRule } from "churnlab";
 *
 * const X = [[1], [1], [1], [6], [12], [12]];
 * const vocabulary = { x0: { low: "short", high: "long", bound: { before: "contract of", one: "month", many: "months" } } };
 * const { text, coverage } = clusterRule(X, [0, 0, 0, 1, 1, 1], 0, { vocabulary });
 * assert.equal(text, "contract of at most 1 month");
 * assert.equal(coverage.estimate, 1);
 * ```
 */
export function clusterRule(
  X: MatrixLike,
  labels: LabelsLike,
  cluster: number,
  options: ClusterRuleOptions = {},
): ClusterRule {
  const matrix = toFeatureMatrix(X);
  if (matrix.nSamples === 0) throw new ShapeError("X must have at least one row; got none");
  const { groups, values } = toLabelGroups(labels, matrix.nSamples);
  const group = values.indexOf(cluster);
  if (group < 0) {
    throw new InvalidParameterError(`cluster must be one of the labels ${listed(values)}; got ${show(cluster)}`);
  }
  const complete = completeRuleOptions(options, matrix);
  return ruleOf(ruleGround(matrix, complete), isIn(groups, group), complete);
}

/**
 * Whether a rule holds for each client, for example for new ones.
 * @param rule as {@link clusterRule} and `describeClusters` return it
 * @param X nSamples × nFeatures, in the features' own units, with the features of the rule under their names
 * @returns 1 where it holds, else 0, length nSamples
 * @throws InvalidParameterError when X lacks a feature of the rule or a condition is none
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { clusterRule, matchesRule } from "churnlab";
 *
 * const rule = clusterRule([[20], [22], [50], [54]], [0, 0, 1, 1], 0);
 * assert.equal(rule.text, "x0 at most 22");
 * assert.deepEqual(Array.from(matchesRule(rule, [[18], [35]])), [1, 0]);
 * ```
 */
export function matchesRule(rule: Pick<ClusterRule, "alternatives">, X: MatrixLike): Uint8Array {
  const matrix = toFeatureMatrix(X);
  return holds(checkAlternatives(rule), matrix);
}

/** The conditions of a rule, which may come from a file. */
function checkAlternatives(rule: Pick<ClusterRule, "alternatives">): ClusterRule["alternatives"] {
  const alternatives: unknown = rule?.alternatives;
  if (!Array.isArray(alternatives) || !alternatives.every(Array.isArray)) {
    throw new InvalidParameterError(
      `rule must have alternatives, an array of arrays of conditions, as clusterRule returns; got ${show(alternatives)}`,
    );
  }
  for (const condition of alternatives.flat() as unknown[]) {
    if (typeof condition !== "object" || condition === null) {
      throw new InvalidParameterError(`a condition of rule must be an object; got ${show(condition)}`);
    }
    const { operator, value } = condition as { readonly operator?: unknown; readonly value?: unknown };
    checkOneOf("operator", operator, ["<", "<=", ">="]);
    checkNumber("value", value);
  }
  return alternatives as ClusterRule["alternatives"];
}

/** Checks the options and fills in the defaults. */
export function completeRuleOptions(options: ClusterRuleOptions, matrix: FeatureMatrix): CompleteRuleOptions {
  checkOptionNames("clusterRule", options, ["vocabulary", "maxDepth", "nFolds", "level", "seed"]);
  const { vocabulary = {}, maxDepth = 3, nFolds = 5, level = 0.95, seed = 0 } = options;
  checkVocabulary(vocabulary, matrix);
  checkInteger("maxDepth", maxDepth, { min: 1, max: 3 });
  checkInteger("nFolds", nFolds, { min: 2 });
  checkNumber("level", level, { exclusiveMin: 0, exclusiveMax: 1 });
  checkInteger("seed", seed, { min: 0, max: 0xffffffff });
  return { vocabulary, maxDepth, nFolds, level, seed };
}

/** Cuts and folds come from X alone, so that rules learned on part of the rows may share them. */
export function ruleGround(
  matrix: FeatureMatrix,
  { vocabulary, seed }: Pick<CompleteRuleOptions, "vocabulary" | "seed">,
): RuleGround {
  const isLeftOut = (feature: string) => Object.hasOwn(vocabulary, feature) && vocabulary[feature] === null;
  const columns = Array.from(matrix.featureNames.keys()).filter((column) => !isLeftOut(matrix.featureNames[column]));
  const values = columnsOf(matrix);
  const cuts = columns.map((column) => sayableCuts(values[column].slice().sort()));
  const codes = columns.map((column, place) => codesOf(values[column], cuts[place]));
  const features = { codes, nCuts: cuts.map((list) => list.length) };
  return { matrix, columns, cuts, features, order: contentOrder(matrix, seed), binary: binaryFeatures(matrix) };
}

/** The rule of one cluster. Prior validation is assumed. */
export function ruleOf(ground: RuleGround, isMember: Uint8Array, options: CompleteRuleOptions): ClusterRule {
  const { matrix, binary } = ground;
  const { maxDepth, level, vocabulary } = options;
  const alternatives = learn(ground, isMember, Uint32Array.from(isMember.keys()), maxDepth);
  const size = isMember.reduce((sum, member) => sum + member, 0);
  const mostFolds = Math.min(options.nFolds, size, matrix.nSamples - size);
  const nFolds = mostFolds < 2 ? 0 : mostFolds;
  // Where all clients are in the cluster, "any client" is true of all and there is nothing to learn.
  const isNamed =
    size === matrix.nSamples ? isMember : nFolds === 0 ? null : namedUnseen(ground, isMember, nFolds, maxDepth);
  const { hits, claimed, seen } = count(isNamed, isMember);
  return {
    text: ruleText(alternatives, vocabulary, binary),
    alternatives,
    precision: wilsonInterval(hits, claimed, level),
    coverage: wilsonInterval(hits, seen, level),
    nFolds,
  };
}

/** 1 for the rows of one group. */
export function isIn(groups: Uint32Array, group: number): Uint8Array {
  return Uint8Array.from(groups, (own) => (own === group ? 1 : 0));
}

function learn(ground: RuleGround, isMember: Uint8Array, rows: Uint32Array, maxDepth: number): PortraitCondition[][] {
  const root = growTree(ground.features, isMember, rows, maxDepth);
  return nearestBranches(root, maxDepth).map((branch) => conditionsOf(branch, ground));
}

/** For each row whether the rule that was learned without its fold names it. */
function namedUnseen(ground: RuleGround, isMember: Uint8Array, nFolds: number, maxDepth: number): Uint8Array {
  const { matrix, order } = ground;
  const folds = dealFolds(order, isMember, nFolds);
  const isNamed = new Uint8Array(matrix.nSamples);
  for (let fold = 0; fold < nFolds; fold++) {
    const rule = learn(ground, isMember, outsideFold(folds, fold), maxDepth);
    const answers = holds(rule, matrix);
    for (let row = 0; row < folds.length; row++) if (folds[row] === fold) isNamed[row] = answers[row];
  }
  return isNamed;
}

/** Ascending, so that the features are read in the order in which they stand. */
function outsideFold(folds: Uint32Array, fold: number): Uint32Array {
  const rows = new Uint32Array(folds.length);
  let length = 0;
  for (let row = 0; row < folds.length; row++) if (folds[row] !== fold) rows[length++] = row;
  return rows.subarray(0, length);
}

function count(isNamed: Uint8Array | null, isMember: Uint8Array): { hits: number; claimed: number; seen: number } {
  let hits = 0;
  let claimed = 0;
  let seen = 0;
  if (isNamed === null) return { hits, claimed, seen };
  for (let row = 0; row < isMember.length; row++) {
    seen += isMember[row];
    claimed += isNamed[row];
    hits += isMember[row] * isNamed[row];
  }
  return { hits, claimed, seen };
}

/** The turns of a branch as conditions, of which only the narrowest on either side of a feature says anything. */
function conditionsOf({ steps }: Branch, { matrix, columns, cuts }: RuleGround): PortraitCondition[] {
  const features = [...new Set(steps.map(({ feature }) => feature))];
  return features.flatMap((feature) => {
    const own = steps.filter((step) => step.feature === feature);
    const sideOf = ({ cut, isBelow }: Step) => (isBelow ? cuts[feature][cut].below : cuts[feature][cut].above);
    // Down a branch every turn on one side of a feature is narrower than those before.
    const narrowest = [own.filter((step) => !step.isBelow).pop(), own.filter((step) => step.isBelow).pop()];
    return narrowest
      .filter((step) => step !== undefined)
      .map((step) => ({ feature: matrix.featureNames[columns[feature]], ...sideOf(step) }));
  });
}

function holds(alternatives: ClusterRule["alternatives"], matrix: FeatureMatrix): Uint8Array {
  const answers = new Uint8Array(matrix.nSamples);
  for (const conditions of alternatives) {
    const all = new Uint8Array(matrix.nSamples).fill(1);
    for (const condition of conditions) narrow(all, condition, matrix);
    for (let row = 0; row < all.length; row++) answers[row] |= all[row];
  }
  return answers;
}

function narrow(holding: Uint8Array, { feature, operator, value }: PortraitCondition, matrix: FeatureMatrix): void {
  const { data, nFeatures } = matrix;
  const column = matrix.indexOf(feature);
  for (let row = 0, place = column; row < holding.length; row++, place += nFeatures) {
    const own = data[place];
    const isTrue = operator === "<" ? own < value : operator === "<=" ? own <= value : own >= value;
    if (!isTrue) holding[row] = 0;
  }
}

function listed(values: readonly number[]): string {
  return values.length <= 10 ? values.join(", ") : `${values.slice(0, 10).join(", ")}, …`;
}
