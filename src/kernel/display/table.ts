/** A part of a table that is small enough to be read. */
export interface Table {
  readonly columns: readonly string[];
  /** Labels of the rows that are shown. */
  readonly labels: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  /** Before which of the rows some are left out, or null. */
  readonly rowGap: number | null;
  readonly columnGap: number | null;
  /** What stands below the table: its full size. */
  readonly size: string;
}

const shownRows = 20;
const shownEnds = 5;
const shownColumns = 24;

/** Which of n items to show: all of them, or some from both ends. */
export function headAndTail(n: number, limit: number, ends: number): { indices: number[]; gap: number | null } {
  if (n <= limit) return { indices: Array.from({ length: n }, (_, i) => i), gap: null };
  const indices = Array.from({ length: 2 * ends }, (_, i) => (i < ends ? i : n - 2 * ends + i));
  return { indices, gap: ends };
}

/** The head and the tail of a table that is given by its size and its cells. */
export function cutTable(source: {
  readonly columns: readonly string[];
  readonly nRows: number;
  readonly label: (row: number) => unknown;
  readonly value: (row: number, column: number) => unknown;
}): Table {
  const rows = headAndTail(source.nRows, shownRows, shownEnds);
  const columns = headAndTail(source.columns.length, shownColumns, shownColumns / 2);
  return {
    columns: columns.indices.map((column) => source.columns[column]),
    labels: rows.indices.map((row) => String(source.label(row))),
    rows: rows.indices.map((row) => columns.indices.map((column) => source.value(row, column))),
    rowGap: rows.gap,
    columnGap: columns.gap,
    size: `${count(source.nRows, "row")} × ${count(source.columns.length, "column")}`,
  };
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
