/** Width in characters at which a title breaks: it then fits a phone. */
const titleWidth = 46;
/** Width at which titles of horizontal axes break: below the whole figure, and beside long row labels. */
const axisTitleWidth = { wide: 44, besideRows: 30 };
/** Width at which labels of categories break. */
const labelWidth = 22;

/**
 * Makes text safe for plotly, which reads a small set of HTML tags, `%{…}` in templates and, where MathJax is loaded,
 * `$…$`: a column name must show as it is.
 */
export function escapeText(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/\{/g, "&#123;")
    .replace(/\$/g, "&#36;");
}

/** Lines of at most `width` characters, broken at spaces and after underscores; a longer word stays whole. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  // The no-break space is not a place to break.
  for (const piece of text.trim().split(/(?<=_)|(?<=[ \n\t])/)) {
    if (line !== "" && line.length + piece.trimEnd().length > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece.replace(/[\n\t]/g, " ");
  }
  if (line.trim() !== "") lines.push(line.trimEnd());
  return lines;
}

/** The lines of a title, escaped. */
export function titleLines(title: string): string[] {
  return wrapText(title, titleWidth).map(escapeText);
}

/** Title of a horizontal axis, escaped, on as many lines as it needs. */
export function axisTitle(text: string, place: keyof typeof axisTitleWidth = "wide"): { text: string } {
  return { text: wrapText(text, axisTitleWidth[place]).map(escapeText).join("<br>") };
}

/** A label of a category, escaped, on as many lines as it needs. */
export function categoryLabel(text: string): string {
  return wrapText(text, labelWidth).map(escapeText).join("<br>");
}

/** The label of a column and its unit: "Age (years)". Without a label the column name itself. */
export function columnLabel(name: string, labels: Readonly<Record<string, string>> = {}, unit?: string): string {
  const label = Object.hasOwn(labels, name) ? labels[name] : name;
  return unit === undefined || unit === "" ? label : `${label} (${unit})`;
}
