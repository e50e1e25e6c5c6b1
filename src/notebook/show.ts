import type { Figure } from "../charts";
import { show as describe, InvalidParameterError } from "../core";
import { checkTableOptions, formatTable, type TableOptions } from "./format-table";
import { type MimeBundle, publish } from "./kernel-output";
import { tableHtml, tableText } from "./render-table";
import { readTable, type TableLike } from "./table-data";

/**
 * Shows a chart or a table in the running cell.
 * @param value a figure of the chart builders; or a danfojs DataFrame, a FeatureMatrix or an array of records
 * @param options of a table; a figure takes none
 * @throws InvalidParameterError for another value, an unknown option, or a column that the table does not have
 * @example
 * ```ts
 * import { show } from "churnlab/notebook";
 *
 * show([{ group: "new", rate: 0.52 }, { group: "regular", rate: 0.11 }], { percent: ["rate"] }); // shows 52.0%
 * ```
 */
export function show(value: Figure | TableLike, options: TableOptions = {}): void {
  publish(isFigure(value) ? figureBundle(value, options) : tableBundle(value, options));
}

/** A figure for plotly's renderers, with its title and description as text. */
export function figureBundle({ data, layout, config }: Figure, options: TableOptions = {}): MimeBundle {
  if (Object.keys(options).length > 0) throw new InvalidParameterError("show takes no options for a figure");
  return {
    "application/vnd.plotly.v1+json": { data, layout, config },
    "text/plain": `${layout.meta.title}\n${layout.meta.alt}`,
  };
}

/** A table as HTML and as text. */
export function tableBundle(value: unknown, options: TableOptions = {}): MimeBundle {
  checkTableOptions(options);
  const table = readTable(value, options.columns);
  if (table === null) {
    throw new InvalidParameterError(
      `show takes a figure, a danfojs DataFrame, a FeatureMatrix or an array of records; got ${describe(value)}`,
    );
  }
  const formatted = formatTable(table, options);
  return { "text/html": tableHtml(formatted), "text/plain": tableText(formatted) };
}

function isFigure(value: unknown): value is Figure {
  const candidate = value as Partial<Figure> | null;
  return (
    typeof value === "object" &&
    candidate !== null &&
    Array.isArray(candidate.data) &&
    typeof candidate.layout?.meta?.alt === "string"
  );
}
