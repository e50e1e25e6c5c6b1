import { type DataProblem, DataValidationError, FeatureMatrix } from "../core";
import { type ColumnSpec, clientSchema } from "./client-schema";
import { type CsvRecord, parseCsv } from "./parse-csv";
import { describeRule, readValue } from "./read-value";

/** More than this many problems are one problem: the file is another kind of file. */
const problemLimit = 100_000;
const width = clientSchema.length;
const contractColumn = clientSchema.findIndex(({ name }) => name === "Contract_period");
const monthsLeftColumn = clientSchema.findIndex(({ name }) => name === "Month_to_end_contract");

/**
 * Reads the text of a client file into a matrix of 14 columns in schema order and checks every value.
 * @param source the file's name, for messages
 * @param onNote told of things that are no error, such as columns that are not used
 * @throws DataValidationError with all problems in file order
 */
export function parseClients(text: string, source: string, onNote: (note: string) => void = () => {}): FeatureMatrix {
  const records = parseCsv(text);
  const first = records.next();
  if (first.done) throw new DataValidationError(source, [fileProblem("the file is empty; it must have a header line")]);
  const header = readHeader(first.value, source);
  if (header.extra.length > 0) onNote(`${source}: columns that are not used: ${header.extra.join(", ")}`);
  const values: number[] = [];
  const problems: DataProblem[] = [];
  let row = 0;
  for (const record of records) {
    row += 1;
    readRecord(record, row, header, values, problems);
    if (problems.length > problemLimit) {
      problems.push(fileProblem(`reading stopped at row ${row}: too many problems`));
      break;
    }
  }
  if (row === 0) problems.push(fileProblem("the file has a header but no clients; it must have at least one row"));
  if (problems.length > 0) throw new DataValidationError(source, problems);
  return new FeatureMatrix(
    Float64Array.from(values),
    row,
    clientSchema.map(({ name }) => name),
  );
}

interface Header {
  /** Position in the file of each schema column. */
  readonly positions: readonly number[];
  readonly nFields: number;
  readonly extra: readonly string[];
}

/** Names are compared without regard to case and surrounding blanks; columns may come in any order. */
function readHeader({ fields, line, unclosedQuote }: CsvRecord, source: string): Header {
  const names = fields.map((field) => field.trim());
  const keys = names.map((name) => name.toLowerCase());
  const problems: DataProblem[] = [];
  const positions = clientSchema.map(({ name }) => {
    const key = name.toLowerCase();
    const position = keys.indexOf(key);
    if (position < 0) problems.push(headerProblem(name, "the column is missing", line));
    else if (keys.indexOf(key, position + 1) >= 0) {
      problems.push(headerProblem(name, "the column must appear once; it appears more than once", line));
    }
    return position;
  });
  if (unclosedQuote) problems.push(headerProblem(null, "a quote in the header is not closed", line));
  const separator = otherSeparator(fields);
  if (separator !== null) {
    const rule = `fields must be separated by commas, with a point in decimals; this file is separated by ${separator}`;
    throw new DataValidationError(source, [headerProblem(null, rule, line)]);
  }
  if (positions.every((position) => position < 0)) {
    const rule = "the first line must name the columns; it names none of them. The columns are";
    const list = clientSchema.map(({ name }) => name).join(", ");
    throw new DataValidationError(source, [headerProblem(null, `${rule} ${list}`, line)]);
  }
  if (problems.length > 0) throw new DataValidationError(source, problems);
  return { positions, nFields: names.length, extra: names.filter((_, index) => !positions.includes(index)) };
}

function otherSeparator(fields: readonly string[]): string | null {
  if (fields.length > 1) return null;
  const separators: readonly [string, string][] = [
    [";", "semicolons"],
    ["\t", "tabs"],
    ["|", "vertical bars"],
  ];
  return separators.find(([character]) => fields[0].split(character).length > 2)?.[1] ?? null;
}

function readRecord(record: CsvRecord, row: number, header: Header, values: number[], problems: DataProblem[]): void {
  const { fields, line } = record;
  if (record.unclosedQuote) {
    problems.push({ column: null, row, line, value: null, rule: "a quote is opened and never closed" });
    return;
  }
  if (fields.length !== header.nFields) {
    const rule = `must have as many fields as the header, ${header.nFields}`;
    problems.push({ column: null, row, line, value: `${fields.length}`, rule });
    return;
  }
  const start = values.length;
  for (let column = 0; column < width; column++) {
    const spec = clientSchema[column];
    const text = fields[header.positions[column]];
    const value = readValue(text, spec);
    if (Number.isNaN(value)) problems.push(valueProblem(text, spec, row, line));
    values.push(value);
  }
  if (values[start + monthsLeftColumn] > values[start + contractColumn]) {
    problems.push({
      column: "Month_to_end_contract",
      row,
      line,
      value: fields[header.positions[monthsLeftColumn]].trim(),
      rule: `must be at most Contract_period, ${values[start + contractColumn]}`,
    });
  }
}

function valueProblem(text: string, spec: ColumnSpec, row: number, line: number): DataProblem {
  const { value, rule } = describeRule(text, spec);
  return { column: spec.name, row, line, value, rule };
}

function headerProblem(column: string | null, rule: string, line: number): DataProblem {
  return { column, row: null, line, value: null, rule };
}

function fileProblem(rule: string): DataProblem {
  return { column: null, row: null, line: null, value: null, rule };
}
