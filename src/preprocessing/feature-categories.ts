import { InvalidParameterError, show } from "../core";
import type { Category } from "./category-table";

/** What an encoder knows of one column. */
export interface FeatureCategories {
  /** The column's name */
  readonly feature: string;
  /** Categories with a column of their own, and a dropped one, in order: numbers by size, texts by code */
  readonly frequent: readonly Category[];
  /** Categories that share the column "infrequent", in the same order */
  readonly infrequent: readonly Category[];
  /** How many training rows had each of `frequent`, then each of `infrequent` */
  readonly counts: readonly number[];
}

/** Which categories are too rare for a column of their own. */
export interface RarityRule {
  /** Rows that a category needs, or its share of the rows when below 1 */
  readonly minFrequency: number | undefined;
  /** Columns that a feature may have, the shared one included */
  readonly maxCategories: number | undefined;
}

/** Learns the categories of one column. @throws InvalidParameterError for numbers and texts in one column */
export function learnCategories(feature: string, cells: ArrayLike<Category>, rule: RarityRule): FeatureCategories {
  const counts = countCells(cells);
  const ordered = [...counts.keys()];
  if (new Set(ordered.map((category) => typeof category)).size > 1) {
    throw new InvalidParameterError(`column ${show(feature)} must hold texts or numbers; got both`);
  }
  ordered.sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  const isRare = rareOnes(
    ordered.map((category) => counts.get(category) as number),
    cells.length,
    rule,
  );
  const frequent = ordered.filter((_, place) => !isRare[place]);
  const infrequent = ordered.filter((_, place) => isRare[place]);
  const countsInOrder = [...frequent, ...infrequent].map((category) => counts.get(category) as number);
  return { feature, frequent, infrequent, counts: countsInOrder };
}

function countCells(cells: ArrayLike<Category>): Map<Category, number> {
  const counts = new Map<Category, number>();
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row];
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return counts;
}

/** As scikit-learn: first by `minFrequency`, then, if there are too many columns, the rarest, of equals the first. */
function rareOnes(counts: readonly number[], nSamples: number, { minFrequency, maxCategories }: RarityRule): boolean[] {
  const least = minFrequency === undefined ? 0 : minFrequency < 1 ? minFrequency * nSamples : minFrequency;
  const isRare = counts.map((count) => count < least);
  const nColumns = isRare.filter((rare) => !rare).length + 1;
  if (maxCategories === undefined || maxCategories >= nColumns) return isRare;
  const byCount = counts.map((_, place) => place).sort((a, b) => counts[a] - counts[b]);
  for (const place of byCount.slice(0, counts.length - (maxCategories - 1))) isRare[place] = true;
  return isRare;
}
