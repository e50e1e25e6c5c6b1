/** One record of a CSV text: its fields, and the line of the file where it starts, from 1. */
export interface CsvRecord {
  readonly fields: readonly string[];
  readonly line: number;
  /** True when a quote of this record is still open at the end of the text. */
  readonly unclosedQuote: boolean;
}

/**
 * Reads comma-separated records one by one (RFC 4180): fields may be quoted, a doubled quote inside quotes is a quote,
 * lines end with LF, CRLF or CR. Blank lines are passed over. A quote inside an unquoted field is an ordinary character.
 */
export function* parseCsv(text: string): Generator<CsvRecord, void, void> {
  const end = text.length;
  let position = 0;
  let line = 1;
  while (position < end) {
    const lineEnd = endOfLine(text, position);
    const plain = text.slice(position, lineEnd);
    if (!plain.includes('"')) {
      if (plain.trim() !== "") yield { fields: plain.split(","), line, unclosedQuote: false };
      position = afterBreak(text, lineEnd);
      line += 1;
      continue;
    }
    const { fields, next, unclosedQuote, breaks } = quotedRecord(text, position);
    yield { fields, line, unclosedQuote };
    position = next;
    line += breaks;
  }
}

function endOfLine(text: string, from: number): number {
  let position = from;
  while (position < text.length) {
    const code = text.charCodeAt(position);
    if (code === 10 || code === 13) return position;
    position += 1;
  }
  return position;
}

/** The position after the line break that starts at `position`; CRLF is one break. */
function afterBreak(text: string, position: number): number {
  return text.startsWith("\r\n", position) ? position + 2 : position + 1;
}

function quotedRecord(text: string, start: number) {
  const fields: string[] = [];
  let position = start;
  let breaks = 1;
  for (;;) {
    let field = "";
    if (text[position] === '"') {
      position += 1;
      for (;;) {
        const close = text.indexOf('"', position);
        if (close < 0) {
          fields.push(field + text.slice(position));
          return { fields, next: text.length, unclosedQuote: true, breaks };
        }
        const part = text.slice(position, close);
        field += part;
        breaks += part.split(/\r\n|\r|\n/).length - 1;
        position = close + 1;
        if (text[position] !== '"') break;
        field += '"';
        position += 1;
      }
    }
    const rest = /[,\r\n]/g;
    rest.lastIndex = position;
    const stop = rest.exec(text)?.index ?? text.length;
    fields.push(field + text.slice(position, stop));
    if (text[stop] !== ",") return { fields, next: afterBreak(text, stop), unclosedQuote: false, breaks };
    position = stop + 1;
  }
}
