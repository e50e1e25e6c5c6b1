import { type FeatureMatrix, type FittedTransformer, InvalidParameterError, ShapeError, show } from "../../core";

/** The columns after some steps of a pipeline, and the features that they are counted as. */
export interface TracedColumns {
  readonly matrix: FeatureMatrix;
  /** Raw features first, then those that steps derived. */
  readonly features: readonly NamedColumn[];
  /** For each column of `matrix` the place of its feature in `features`. */
  readonly origins: readonly number[];
}

/** A feature by name, with its value for each row. */
export interface NamedColumn {
  readonly name: string;
  readonly values: Float64Array;
}

/** Before the first step every column is a raw feature. */
export function rawColumns(matrix: FeatureMatrix): TracedColumns {
  return {
    matrix,
    features: matrix.featureNames.map((name, column) => ({ name, values: matrix.column(column) })),
    origins: matrix.featureNames.map((_, column) => column),
  };
}

/**
 * Goes through one step. A step with `sources` says which column each of its columns is made from. Of another step, a
 * column under the name of one that it was given must be that column, unchanged; a new name is a new feature.
 * @throws InvalidParameterError for a column that is neither
 */
export function traceStep(before: TracedColumns, step: FittedTransformer, place: number): TracedColumns {
  const matrix = step.transform(before.matrix);
  if (step.sources !== undefined) return { ...before, matrix, origins: originsBySources(before, step.sources, matrix) };
  const features = [...before.features];
  const origins = matrix.featureNames.map((name, column) => {
    const given = before.matrix.featureNames.indexOf(name);
    const values = matrix.column(column);
    if (given < 0) return addFeature(features, { name, values });
    if (areEqual(values, before.matrix.column(given))) return before.origins[given];
    throw new InvalidParameterError(
      `step ${place} of the pipeline changes ${show(name)} and does not say which columns it is computed from ` +
        "(`sources`), so that SHAP values cannot be attributed to raw features; explain the last step on transformed rows",
    );
  });
  return { matrix, features, origins };
}

/** @returns the place of the new feature */
export function addFeature(features: NamedColumn[], feature: NamedColumn): number {
  if (features.some(({ name }) => name === feature.name)) {
    throw new InvalidParameterError(
      `a derived feature must have a name of its own to have SHAP values; got ${show(feature.name)} twice`,
    );
  }
  return features.push(feature) - 1;
}

function originsBySources(before: TracedColumns, sources: readonly number[], matrix: FeatureMatrix): number[] {
  if (sources.length !== matrix.nFeatures) {
    throw new ShapeError(
      `sources of a transformer must have one place a column: ${matrix.nFeatures}; got ${sources.length}`,
    );
  }
  return sources.map((source) => before.origins[source]);
}

function areEqual(left: Float64Array, right: Float64Array): boolean {
  return left.every((value, row) => value === right[row]);
}
