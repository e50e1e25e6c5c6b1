import {
  areNamesGiven,
  checkOneOf,
  FeatureMatrix,
  type FittedTransformer,
  InvalidParameterError,
  type ModelFields,
  type ModelHeader,
  makeImmutable,
  modelHeader,
  type ReadModelOptions,
  readModelJSON,
  ShapeError,
  show,
  toFeatureNames,
} from "../core";
import { type Category, type CategoryTable, type CategoryTableLike, toCategoryTable } from "./category-table";
import type { FeatureCategories } from "./feature-categories";

/** What a category that was not in training comes to. */
export type HandleUnknown = "error" | "ignore" | "infrequent";

export const unknownRules: readonly HandleUnknown[] = ["error", "ignore", "infrequent"];

/** Categories that an error lists. */
const categoriesShown = 10;

/** A category that was not in training. */
export interface UnknownCategory {
  /** The column's name */
  readonly feature: string;
  /** The text or number */
  readonly category: Category;
  /** Rows that have it */
  readonly count: number;
}

/** The plain-object form of a {@link FittedOneHotEncoder}. */
export interface OneHotEncoderJSON extends ModelHeader {
  readonly model: "OneHotEncoder";
  /** What happens to a category that was not in training. */
  readonly handleUnknown: HandleUnknown;
  /** Length of `encoded` */
  readonly nEncoded: number;
  /** What is known of each encoded column */
  readonly encoded: readonly FeatureCategories[];
  /** For each encoded column whether its first output column is left out */
  readonly dropFirst: readonly number[];
}

/** How one input column is written into the output. */
interface ColumnPlan {
  /** Place of the input column */
  readonly source: number;
  /** Its output columns; one for a column that passes as it is */
  readonly names: readonly string[];
  /** Output column, from 0 within the feature, of each known category, −1 for none; null where the column passes */
  readonly placeOf: ReadonlyMap<Category, number> | null;
  /** Output column of an unknown category, −1 for none */
  readonly ofUnknown: number;
}

/**
 * Categories learned by `OneHotEncoder`.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { FittedOneHotEncoder, OneHotEncoder } from "churnlab";
 *
 * const encoder = new OneHotEncoder({ handleUnknown: "ignore" }).fit([["Perm"], ["Omsk"]]);
 * const same = FittedOneHotEncoder.fromJSON(JSON.parse(JSON.stringify(encoder)));
 * assert.deepEqual(same.transform([["Omsk"], ["Orel"]]).toArrays(), [[1, 0], [0, 0]]);
 * assert.deepEqual(same.unknown([["Orel"]]), [{ feature: "x0", category: "Orel", count: 1 }]);
 * ```
 */
export class FittedOneHotEncoder implements FittedTransformer {
  /** Names of the columns that `transform` gives */
  readonly outputNames: readonly string[];
  readonly #plans: readonly ColumnPlan[];

  /**
   * @param featureNames the columns of training, in order
   * @param encoded what is known of each encoded column, in their order; the other columns pass
   * @param dropFirst for each of `encoded` whether its first output column is left out
   * @param handleUnknown what an unknown category comes to
   * @throws InvalidParameterError when two output columns have one name or none is left
   */
  constructor(
    readonly featureNames: readonly string[],
    readonly encoded: readonly FeatureCategories[],
    readonly dropFirst: readonly boolean[],
    readonly handleUnknown: HandleUnknown,
  ) {
    this.#plans = featureNames.map((feature, source) => {
      const place = encoded.findIndex((entry) => entry.feature === feature);
      if (place < 0) return { source, names: [feature], placeOf: null, ofUnknown: -1 };
      return planOf(source, encoded[place], dropFirst[place], handleUnknown);
    });
    const outputNames = this.#plans.flatMap(({ names }) => names);
    checkOutputNames(outputNames);
    this.outputNames = encoded.length === 0 ? featureNames : toFeatureNames(outputNames);
    makeImmutable(this);
  }

  /** Place of the input column of every output column. */
  get sources(): number[] {
    return this.#plans.flatMap(({ source, names }) => names.map(() => source));
  }

  /**
   * The encoded columns, and those that pass, in the order of the input.
   * @param X nSamples × nFeatures, the columns of training in their order
   * @throws InvalidParameterError for an unknown category where that is an error, naming it, row and column
   */
  transform(X: CategoryTableLike): FeatureMatrix {
    const table = toMatchingTable(X, this.featureNames);
    const width = this.outputNames.length;
    const data = new Float64Array(table.nSamples * width);
    let offset = 0;
    for (const plan of this.#plans) {
      const cells = table.columns[plan.source];
      if (plan.placeOf === null) {
        checkNumbers(cells, this.featureNames[plan.source]);
        copyNumbers(cells as ArrayLike<number>, data, offset, width);
      } else this.mark(plan, plan.placeOf, cells, data, offset);
      offset += plan.names.length;
    }
    return new FeatureMatrix(data, table.nSamples, this.outputNames);
  }

  /** The categories of X that were not in training, in the order of columns and rows. @param X nSamples × nFeatures */
  unknown(X: CategoryTableLike): UnknownCategory[] {
    const table = toMatchingTable(X, this.featureNames);
    return this.#plans.flatMap(({ source, placeOf }) => {
      const counts = new Map<Category, number>();
      const cells = table.columns[source];
      for (let row = 0; placeOf !== null && row < cells.length; row++) {
        if (!placeOf.has(cells[row])) counts.set(cells[row], (counts.get(cells[row]) ?? 0) + 1);
      }
      const feature = this.featureNames[source];
      return Array.from(counts, ([category, count]) => ({ feature, category, count }));
    });
  }

  toJSON(): OneHotEncoderJSON {
    return {
      ...modelHeader("OneHotEncoder", this.featureNames),
      handleUnknown: this.handleUnknown,
      nEncoded: this.encoded.length,
      encoded: this.encoded,
      dropFirst: this.dropFirst.map(Number),
    };
  }

  /**
   * Reads what `toJSON` wrote.
   * @throws InvalidParameterError or ShapeError for another object, or one of other features than `options` names
   */
  static fromJSON(json: object, options: ReadModelOptions = {}): FittedOneHotEncoder {
    const fields = readModelJSON(json, "OneHotEncoder", options);
    const encoded = fields.objects("encoded").map((entry, place) => readCategories(entry, fields, place));
    if (fields.integer("nEncoded") !== encoded.length) {
      throw new ShapeError(`encoded in the JSON of a OneHotEncoder must have nEncoded entries; got ${encoded.length}`);
    }
    const dropFirst = Array.from(fields.integers("dropFirst", encoded.length, { min: 0, max: 1 }), Boolean);
    const handleUnknown = checkOneOf("handleUnknown", fields.string("handleUnknown"), unknownRules);
    return new FittedOneHotEncoder(fields.featureNames, encoded, dropFirst, handleUnknown);
  }

  private mark(
    plan: ColumnPlan,
    placeOf: ReadonlyMap<Category, number>,
    cells: ArrayLike<Category>,
    data: Float64Array,
    offset: number,
  ): void {
    const width = this.outputNames.length;
    for (let row = 0; row < cells.length; row++) {
      const known = placeOf.get(cells[row]);
      if (known === undefined && this.handleUnknown === "error") {
        throw unknownError(this.featureNames[plan.source], cells[row], row, placeOf);
      }
      const place = known ?? plan.ofUnknown;
      if (place >= 0) data[row * width + offset + place] = 1;
    }
  }
}

function planOf(
  source: number,
  { feature, frequent, infrequent }: FeatureCategories,
  dropFirst: boolean,
  handleUnknown: HandleUnknown,
): ColumnPlan {
  const all = frequent.map((category) => `${feature}=${category}`);
  if (infrequent.length > 0) all.push(`${feature}=(infrequent)`);
  const shift = dropFirst ? 1 : 0;
  const placeOf = new Map<Category, number>();
  frequent.forEach((category, place) => {
    placeOf.set(category, place - shift);
  });
  for (const category of infrequent) placeOf.set(category, frequent.length - shift);
  const isShared = handleUnknown === "infrequent" && infrequent.length > 0;
  return { source, names: all.slice(shift), placeOf, ofUnknown: isShared ? frequent.length - shift : -1 };
}

function checkOutputNames(names: readonly string[]): void {
  if (names.length === 0) throw new InvalidParameterError("OneHotEncoder must leave at least one column; got none");
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) {
      throw new InvalidParameterError(
        `columns of a OneHotEncoder must have names of their own; got ${show(name)} twice`,
      );
    }
    seen.add(name);
  }
}

function toMatchingTable(X: CategoryTableLike, featureNames: readonly string[]): CategoryTable {
  const table = toCategoryTable(X);
  if (table.columns.length !== featureNames.length) {
    throw new ShapeError(
      `X must have the ${featureNames.length} features of training (${featureNames.join(", ")}); got ${table.columns.length}`,
    );
  }
  if (!areNamesGiven(table.featureNames) || !areNamesGiven(featureNames)) return table;
  const place = featureNames.findIndex((name, column) => name !== table.featureNames[column]);
  if (place < 0) return table;
  throw new ShapeError(
    `X must have the features of training in their order; column ${place} must be ${show(featureNames[place])}; got ${show(table.featureNames[place])}`,
  );
}

/** Refuses texts in a column that passes as it is. */
export function checkNumbers(cells: ArrayLike<Category>, name: string): void {
  for (let row = 0; row < cells.length; row++) {
    if (typeof cells[row] === "number") continue;
    throw new InvalidParameterError(
      `X must hold numbers in columns that are not encoded; got ${show(cells[row])} in row ${row}, column ${name}`,
    );
  }
}

function copyNumbers(cells: ArrayLike<number>, data: Float64Array, offset: number, width: number): void {
  for (let row = 0; row < cells.length; row++) data[row * width + offset] = cells[row];
}

function unknownError(
  feature: string,
  category: Category,
  row: number,
  known: ReadonlyMap<Category, number>,
): InvalidParameterError {
  const names = [...known.keys()].slice(0, categoriesShown).map(show);
  if (known.size > categoriesShown) names.push(`… (${known.size} in all)`);
  return new InvalidParameterError(
    `column ${feature} must hold categories of training (${names.join(", ")}), or set handleUnknown to "ignore" or "infrequent"; got ${show(category)} in row ${row}`,
  );
}

function readCategories(entry: Record<string, unknown>, fields: ModelFields, place: number): FeatureCategories {
  const where = `encoded[${place}] in the JSON of a OneHotEncoder`;
  const { feature, frequent, infrequent, counts } = entry;
  if (typeof feature !== "string" || !fields.featureNames.includes(feature)) {
    throw new InvalidParameterError(`feature of ${where} must be one of training; got ${show(feature)}`);
  }
  const lists = [categoryList(frequent, `frequent of ${where}`), categoryList(infrequent, `infrequent of ${where}`)];
  const all = lists.flat();
  if (all.length === 0 || new Set(all).size < all.length || new Set(all.map((one) => typeof one)).size > 1) {
    throw new InvalidParameterError(`categories of ${where} must be different, of one kind, at least one`);
  }
  if (
    !Array.isArray(counts) ||
    counts.length !== all.length ||
    !counts.every((n) => Number.isSafeInteger(n) && n > 0)
  ) {
    throw new InvalidParameterError(`counts of ${where} must be one integer > 0 a category; got ${show(counts)}`);
  }
  return { feature, frequent: lists[0], infrequent: lists[1], counts };
}

function categoryList(list: unknown, where: string): Category[] {
  if (Array.isArray(list) && list.every((one) => typeof one === "string" || Number.isFinite(one))) return [...list];
  throw new InvalidParameterError(`${where} must be an array of texts or finite numbers; got ${show(list)}`);
}
