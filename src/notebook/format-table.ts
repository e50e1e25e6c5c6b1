import { formatNumber, formatPercent } from "../charts";
import { checkInteger, checkOptionNames, InvalidParameterError, show } from "../core";
import type { TableData } from "./table-data";

/** Options of a table in a cell. Columns go by their own names, not by their labels. */
export interface TableOptions {
  /** A sentence above the table. */
  readonly caption?: string;
  /** Longer tables show their head and tail, this many rows together; an integer ≥ 2. Default 20. */
  readonly maxRows?: number;
  /** Which columns, in which order. Default: all. */
  readonly columns?: readonly string[];
  /** Headers by column. Default: the column's name. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Units by column, shown after the header in parentheses. */
  readonly units?: Readonly<Record<string, string>>;
  /** Columns of shares in [0, 1] that are shown as percentages. */
  readonly percent?: readonly string[];
  /** Decimals of number columns, for all or by column, in [0, 10]. Default: about three significant digits. */
  readonly digits?: number | Readonly<Record<string, number>>;
  /** Columns whose numbers are names (row numbers): shown without a comma between thousands. */
  readonly plain?: readonly string[];
}

/** A table as text, ready to be laid out. */
export interface FormattedTable {
  readonly caption: string | null;
  readonly headers: readonly string[];
  /** Whether a column holds numbers, or numbers as text: these stand at the right. */
  readonly numeric: readonly boolean[];
  /** Rows of cells; null stands for the rows left out. */
  readonly rows: readonly (readonly string[] | null)[];
  /** "4,000 rows × 14 columns" when rows were left out. */
  readonly shape: string | null;
}

const optionNames = ["caption", "maxRows", "columns", "labels", "units", "percent", "digits", "plain"];

/** @throws InvalidParameterError */
export function checkTableOptions(options: TableOptions): void {
  checkOptionNames("show", options, optionNames);
  checkInteger("maxRows", options.maxRows ?? 20, { min: 2 });
  const digits = typeof options.digits === "object" ? Object.entries(options.digits) : [["", options.digits ?? 0]];
  for (const [column, value] of digits) {
    checkInteger(`digits${column === "" ? "" : `.${column}`}`, value, { min: 0, max: 10 });
  }
}

/**
 * Turns the cells of a table into text.
 * @throws InvalidParameterError when an option names a column that the table does not have
 */
export function formatTable(table: TableData, options: TableOptions): FormattedTable {
  const { caption, maxRows = 20, labels = {}, units = {} } = options;
  checkColumns(table, options);
  const shown = shownRows(table.nRows, maxRows);
  const formatters = table.columns.map((name, column) => {
    const numbers = shown.flatMap((row) => {
      const value = row === null ? null : table.cell(row, column);
      return typeof value === "number" && Number.isFinite(value) ? [value] : [];
    });
    const cells = shown.flatMap((row) => (row === null ? [] : [table.cell(row, column)]));
    return { format: numberFormat(name, numbers, options), numeric: readsAsNumbers(cells) };
  });
  return {
    caption: caption ?? null,
    headers: table.columns.map((name) => header(name, labels, units)),
    numeric: formatters.map(({ numeric }) => numeric),
    rows: shown.map((row) =>
      row === null
        ? null
        : table.columns.map((_, column) => cellText(table.cell(row, column), formatters[column].format)),
    ),
    shape: table.nRows <= maxRows ? null : `${formatNumber(table.nRows)} rows × ${table.columns.length} columns`,
  };
}

/** A number that was made text before: "4.71", "−3", "42.3%", "1.6e-40". */
const numberText = /^[−-]?[\d,]*\.?\d+(e[−-]?\d+)?%?$/;

function readsAsNumbers(cells: readonly unknown[]): boolean {
  const present = cells.filter((cell) => cell !== null && cell !== undefined && cell !== "" && cell !== "–");
  return (
    present.length > 0 &&
    present.every((cell) => typeof cell === "number" || (typeof cell === "string" && numberText.test(cell)))
  );
}

/** Positions of the rows to show; null where rows are left out. */
function shownRows(nRows: number, maxRows: number): (number | null)[] {
  if (nRows <= maxRows) return Array.from({ length: nRows }, (_, row) => row);
  const head = Math.ceil(maxRows / 2);
  const tail = maxRows - head;
  return [
    ...Array.from({ length: head }, (_, row) => row),
    null,
    ...Array.from({ length: tail }, (_, row) => nRows - tail + row),
  ];
}

function header(
  name: string,
  labels: Readonly<Record<string, string>>,
  units: Readonly<Record<string, string>>,
): string {
  const label = Object.hasOwn(labels, name) ? labels[name] : name;
  return Object.hasOwn(units, name) ? `${label} (${units[name]})` : label;
}

type NumberFormat = (value: number) => string;

function numberFormat(name: string, numbers: readonly number[], options: TableOptions): NumberFormat {
  const { percent = [], plain = [], digits } = options;
  const stated = typeof digits === "object" ? (Object.hasOwn(digits, name) ? digits[name] : undefined) : digits;
  if (percent.includes(name)) return (value) => formatPercent(value, stated ?? 1);
  if (plain.includes(name)) return String;
  const allWhole = numbers.every(Number.isInteger);
  // One number of decimals for all columns leaves columns of whole numbers whole.
  const decimals = allWhole && typeof digits !== "object" ? 0 : (stated ?? (allWhole ? 0 : usualDecimals(numbers)));
  return (value) => {
    const vanishes = value !== 0 && Math.abs(value) < 0.5 * 10 ** -decimals;
    return vanishes && stated === undefined ? value.toExponential(1).replace(/-/g, "−") : formatNumber(value, decimals);
  };
}

/** Decimals that give a number of middling size three significant digits: one count a column, so that points align. */
function usualDecimals(numbers: readonly number[]): number {
  const sizes = numbers
    .map(Math.abs)
    .filter((size) => size > 0)
    .sort((a, b) => a - b);
  const middle = sizes[Math.floor(sizes.length / 2)] ?? 1;
  return Math.min(4, Math.max(0, 2 - Math.floor(Math.log10(middle))));
}

function cellText(value: unknown, format: NumberFormat): string {
  if (value === null || value === undefined || (typeof value === "number" && Number.isNaN(value))) return "–";
  if (typeof value === "number") return Number.isFinite(value) ? format(value) : value > 0 ? "∞" : "−∞";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    return Array.from(value as ArrayLike<unknown>, (item) => cellText(item, formatNumber)).join(", ");
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function checkColumns(table: TableData, options: TableOptions): void {
  // Labels are not checked: one dictionary serves all tables of a notebook.
  const { units = {}, percent = [], plain = [], digits } = options;
  const named = [
    ...Object.keys(units),
    ...percent,
    ...plain,
    ...(typeof digits === "object" ? Object.keys(digits) : []),
  ];
  for (const name of named) {
    if (!table.columns.includes(name)) {
      throw new InvalidParameterError(`no column ${show(name)}; the columns are ${table.columns.join(", ")}`);
    }
  }
}
