import type { FormattedTable } from "./format-table";

/** The table as HTML with every text escaped. Colours come from the page, so that it reads in light and dark mode. */
export function tableHtml({ caption, headers, numeric, rows, shape }: FormattedTable): string {
  const numberClass = (column: number) => (numeric[column] ? ' class="n"' : "");
  const head = headers.map((text, column) => `<th scope="col"${numberClass(column)}>${escapeHtml(text)}</th>`).join("");
  const body = rows
    .map((row) =>
      row === null
        ? `<tr class="gap"><td colspan="${headers.length}">⋯</td></tr>`
        : `<tr>${row.map((text, column) => `<td${numberClass(column)}>${escapeHtml(text)}</td>`).join("")}</tr>`,
    )
    .join("\n");
  return (
    `<div class="churnlab-table"><style>${style}</style><table>` +
    (caption === null ? "" : `<caption>${escapeHtml(caption)}</caption>`) +
    `<thead><tr>${head}</tr></thead>\n<tbody>${body}</tbody></table>` +
    (shape === null ? "" : `<p>${escapeHtml(shape)}</p>`) +
    "</div>"
  );
}

// Twice the class, so that the rules win over those of JupyterLab for all tables.
const table = ".churnlab-table.churnlab-table table";
const style = [
  ".churnlab-table{overflow-x:auto;margin:.4em 0}",
  `${table}{border-collapse:collapse;margin:0;font-size:.92em;font-variant-numeric:tabular-nums}`,
  `${table} caption{caption-side:top;text-align:left;font-weight:600;padding:0 0 .4em}`,
  `${table} :is(th,td){text-align:left;vertical-align:top;max-width:28em;white-space:normal;padding:.25em .75em;border:0;border-bottom:1px solid rgba(128,128,128,.3)}`,
  `${table} thead th{vertical-align:bottom;border-bottom:2px solid rgba(128,128,128,.6)}`,
  `${table} .n{text-align:right}`,
  `${table} td.n{white-space:nowrap}`,
  `${table} .gap td{text-align:center;opacity:.6}`,
  ".churnlab-table p{margin:.3em 0;opacity:.75;font-size:.85em}",
].join("");

/** Text that is safe between tags and in attributes. */
export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");
}

/** The table in columns of characters. */
export function tableText({ caption, headers, numeric, rows, shape }: FormattedTable): string {
  const lines = [headers, ...rows.flatMap((row) => (row === null ? [] : [row]))];
  const widths = headers.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const layOut = (cells: readonly string[]) =>
    cells
      .map((text, column) => (numeric[column] ? text.padStart(widths[column]) : text.padEnd(widths[column])))
      .join("  ")
      .trimEnd();
  return [
    ...(caption === null ? [] : [caption]),
    layOut(headers),
    layOut(widths.map((width) => "-".repeat(width))),
    ...rows.map((row) => (row === null ? "⋯" : layOut(row))),
    ...(shape === null ? [] : [shape]),
  ].join("\n");
}
