import type { LabelsLike, Transformer } from "../core";
import {
  checkInteger,
  checkNumber,
  checkOneOf,
  checkOptionNames,
  InvalidParameterError,
  ShapeError,
  show,
} from "../core";
import { type CategoryTableLike, toCategoryTable } from "./category-table";
import { learnCategories, type RarityRule } from "./feature-categories";
import { checkNumbers, FittedOneHotEncoder, type HandleUnknown, unknownRules } from "./fitted-one-hot-encoder";

/** Options of {@link OneHotEncoder}. */
export interface OneHotEncoderOptions {
  /** The columns to encode; the others must hold numbers and pass as they are. Default: all */
  readonly columns?: readonly string[];
  /**
   * What a category that was not in training comes to: an error that names it, zeros in all columns of its feature
   * ("ignore"), or the column of the infrequent ones where there is one, else zeros. Default: "error"
   */
  readonly handleUnknown?: HandleUnknown;
  /** Rarer categories share one column: rows, an integer ≥ 1, or a share of the rows in (0, 1). Default: none */
  readonly minFrequency?: number;
  /** Most columns of a feature, the shared one included, an integer ≥ 1; the rarest share. Default: no limit */
  readonly maxCategories?: number;
  /** Leaves out the first column of each feature, or of those with two, for a model without collinear columns. Default: "none" */
  readonly drop?: "none" | "first" | "ifBinary";
}

const optionNames = ["columns", "handleUnknown", "minFrequency", "maxCategories", "drop"];

/**
 * Makes a column of zeros and ones of every category. Takes texts or numbers: a danfojs DataFrame, columns by name
 * (`{ City: ["Perm", "Omsk"], Months: [1, 12] }`), rows of cells or any matrix of codes; gives a matrix of numbers.
 *
 * Categories are in order, numbers by size and texts by code, the infrequent ones last; columns are called
 * `<feature>=<category>` and `<feature>=(infrequent)`.
 * @see scikit-learn `OneHotEncoder`
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { OneHotEncoder } from "churnlab";
 *
 * const clients = { City: ["Perm", "Omsk", "Perm", "Tver"], Months: [1, 12, 6, 1] };
 * const encoder = new OneHotEncoder({ columns: ["City"], minFrequency: 2, handleUnknown: "infrequent" }).fit(clients);
 * const encoded = encoder.transform({ City: ["Perm", "Orel"], Months: [3, 4] });
 * assert.deepEqual(encoded.featureNames, ["City=Perm", "City=(infrequent)", "Months"]);
 * assert.deepEqual(encoded.toArrays(), [[1, 0, 3], [0, 1, 4]]);
 * ```
 */
export class OneHotEncoder implements Transformer {
  private readonly columns: readonly string[] | undefined;
  private readonly handleUnknown: HandleUnknown;
  private readonly rule: RarityRule;
  private readonly drop: "none" | "first" | "ifBinary";

  /** @throws InvalidParameterError for a bad or unknown option */
  constructor(options: OneHotEncoderOptions = {}) {
    checkOptionNames("OneHotEncoder", options, optionNames);
    const { columns, minFrequency, maxCategories } = options;
    if (columns !== undefined && (!Array.isArray(columns) || columns.length === 0)) {
      throw new InvalidParameterError(`columns must name at least one column; got ${show(columns)}`);
    }
    this.columns = columns === undefined ? undefined : [...columns];
    this.handleUnknown = checkOneOf("handleUnknown", options.handleUnknown ?? "error", unknownRules);
    this.rule = {
      minFrequency: minFrequency === undefined ? undefined : checkFrequency(minFrequency),
      maxCategories: maxCategories === undefined ? undefined : checkInteger("maxCategories", maxCategories, { min: 1 }),
    };
    this.drop = checkOneOf("drop", options.drop ?? "none", ["none", "first", "ifBinary"]);
  }

  /**
   * Learns the categories.
   * @param X nSamples × nFeatures, at least one row; texts or finite numbers, of one kind within a column
   * @throws ShapeError without rows; InvalidParameterError for another cell, naming row and column, a missing column, or
   *   when no output column is left
   */
  fit(X: CategoryTableLike, _y?: LabelsLike): FittedOneHotEncoder {
    const { featureNames, nSamples, columns } = toCategoryTable(X);
    if (nSamples === 0) throw new ShapeError("X must have at least one row; got none");
    const unknown = this.columns?.find((name) => !featureNames.includes(name));
    if (unknown !== undefined) {
      throw new InvalidParameterError(`no column ${show(unknown)}; the columns are ${featureNames.join(", ")}`);
    }
    const encoded = featureNames.flatMap((feature, column) => {
      if (this.columns !== undefined && !this.columns.includes(feature)) {
        checkNumbers(columns[column], feature);
        return [];
      }
      return [learnCategories(feature, columns[column], this.rule)];
    });
    const dropFirst = encoded.map(({ frequent, infrequent }) => {
      const count = frequent.length + (infrequent.length > 0 ? 1 : 0);
      return this.drop === "first" || (this.drop === "ifBinary" && count === 2);
    });
    return new FittedOneHotEncoder(featureNames, encoded, dropFirst, this.handleUnknown);
  }
}

function checkFrequency(minFrequency: number): number {
  if (minFrequency < 1) return checkNumber("minFrequency", minFrequency, { exclusiveMin: 0, exclusiveMax: 1 });
  return checkInteger("minFrequency", minFrequency, { min: 1 });
}
