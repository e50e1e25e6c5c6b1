import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type DataProblem, DataValidationError } from "../core";
import { clientSchema } from "./client-schema";
import { formatClientsCsv } from "./format-clients-csv";
import { readClients } from "./read-clients";
import { simulateClients } from "./simulate-clients";

const header = clientSchema.map(({ name }) => name).join(",");
const good = "1,1,0,0,1,6,0,29,14.5,5.0,3,0.25,0,0";

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "churnlab-data-"));
});
after(() => rm(folder, { recursive: true }));

async function read(content: string | Uint8Array, notes: string[] = []) {
  const path = join(folder, "clients.csv");
  await writeFile(path, content);
  return readClients(path, { onNote: (note) => notes.push(note) });
}

async function problemsOf(content: string | Uint8Array): Promise<readonly DataProblem[]> {
  try {
    await read(content);
  } catch (error) {
    assert.ok(error instanceof DataValidationError, String(error));
    return error.problems;
  }
  return assert.fail("the file was accepted");
}

async function rulesOf(content: string | Uint8Array): Promise<string[]> {
  return (await problemsOf(content)).map(({ rule }) => rule);
}

/** The good row with some fields replaced. */
function row(changes: Readonly<Record<string, string>>): string {
  const fields = good.split(",");
  for (const [name, value] of Object.entries(changes)) fields[header.split(",").indexOf(name)] = value;
  return fields.join(",");
}

test("values arrive in schema order, whatever the order and the case of the columns", async () => {
  const names = header.split(",").reverse().join(",").toUpperCase();
  const clients = await read(`${names}\n${good.split(",").reverse().join(",")}\n`);
  assert.deepEqual(clients.featureNames, header.split(","));
  assert.deepEqual(Array.from(clients.row(0)), [1, 1, 0, 0, 1, 6, 0, 29, 14.5, 5, 3, 0.25, 0, 0]);
});

test("a byte order mark, CRLF or CR, quotes, blanks and blank lines do no harm", async () => {
  const quoted = good.split(",").map((field) => `"${field}"`);
  const variants = [
    `\uFEFF${header}\r\n${good}\r\n`,
    `${header}\r${good}`,
    `${header}\n\n${good}\n\n`,
    `"${header.replaceAll(",", '","')}"\n${quoted.join(",")}`,
    `${header}\n ${good.replaceAll(",", " , ")} \n`,
  ];
  for (const variant of variants) {
    const clients = await read(variant);
    assert.deepEqual(Array.from(clients.row(0)), [1, 1, 0, 0, 1, 6, 0, 29, 14.5, 5, 3, 0.25, 0, 0], variant);
    assert.equal(clients.nSamples, 1);
  }
});

test("columns that the schema does not know are left out and told", async () => {
  const notes: string[] = [];
  const clients = await read(`client_id,${header},remark\n"A, 7",${good},"says ""hi""\non two lines"\n`, notes);
  assert.equal(clients.nFeatures, 14);
  assert.deepEqual(notes, ["clients.csv: columns that are not used: client_id, remark"]);
});

test("all problems are reported together, in file order, with row, line, column, value and rule", async () => {
  const rows = [
    good,
    row({ Age: "-5", gender: "2" }),
    "",
    row({ Lifetime: "2.5", Avg_class_frequency_total: "abc" }),
    row({ Age: "", Phone: "NaN" }),
    `${good},9`,
    row({ Contract_period: "1", Month_to_end_contract: "5.0", Avg_additional_charges_total: "-0.01" }),
    row({ Churn: "yes", Avg_class_frequency_current_month: "15" }),
  ];
  const problems = await problemsOf(`${header}\n${rows.join("\n")}\n`);
  const missing = "the value is missing; it must be";
  const visits = "must be a number (with a decimal point) in [0, 14]";
  assert.deepEqual(
    problems.map(({ row, line, column, value, rule }) => [row, line, column, value, rule]),
    [
      [2, 3, "gender", "2", "must be 0 or 1"],
      [2, 3, "Age", "-5", "must be a whole number in [10, 110]"],
      [3, 5, "Lifetime", "2.5", "must be a whole number in [0, 600]"],
      [3, 5, "Avg_class_frequency_total", '"abc"', visits],
      [4, 6, "Phone", "NaN", `${missing} 0 or 1`],
      [4, 6, "Age", null, `${missing} a whole number in [10, 110]`],
      [5, 7, null, "15", "must have as many fields as the header, 14"],
      [6, 8, "Avg_additional_charges_total", "-0.01", "must be a number (with a decimal point) of 0 or more"],
      [6, 8, "Month_to_end_contract", "5.0", "must be at most Contract_period, 1"],
      [7, 9, "Avg_class_frequency_current_month", "15", visits],
      [7, 9, "Churn", '"yes"', "must be 0 or 1"],
    ],
  );
});

test("the message names file, row, line, column and rule", async () => {
  await assert.rejects(read(`${header}\n${good}\n${row({ Age: "-5" })}\n`), {
    name: "DataValidationError",
    message: "clients.csv: row 2 (line 3), column Age: must be a whole number in [10, 110]; got -5",
  });
});

test("numbers in other notations than decimal are refused", async () => {
  for (const text of ["0x1F", "Infinity", "1e999", "--3", "1_000", '"29,5"', "twenty"]) {
    const problems = await problemsOf(`${header}\n${row({ Age: text })}\n`);
    assert.equal(problems[0].column, "Age", text);
  }
});

test("every missing and every repeated column is named", async () => {
  const names = header.replace("Age,", "").replace("Phone", "gender");
  const problems = await problemsOf(`${names}\n${good}\n`);
  assert.deepEqual(
    problems.map(({ column, rule }) => [column, rule]),
    [
      ["gender", "the column must appear once; it appears more than once"],
      ["Phone", "the column is missing"],
      ["Age", "the column is missing"],
    ],
  );
});

test("files that are no comma-separated client table say what they are", async () => {
  const cases: readonly [string | Uint8Array, RegExp][] = [
    ["", /^the file is empty/],
    ["\uFEFF\n \n", /^the file is empty/],
    [header, /has a header but no clients/],
    [`${header.replaceAll(",", ";")}\n${good.replaceAll(",", ";")}`, /separated by semicolons$/],
    [`${header.replaceAll(",", "\t")}\n`, /separated by tabs$/],
    [`${good}\n${good}\n`, /^the first line must name the columns/],
    [Buffer.from(`${header}\n`, "utf16le"), /holds zero bytes/],
    [Buffer.from(`\uFEFF${header}\n`, "utf16le"), /UTF-16/],
    [Uint8Array.from([0x50, 0x4b, 3, 4, 0]), /Excel/],
    [Buffer.concat([Buffer.from(`${header},`), Uint8Array.from([0xc8, 0xec, 0xff])]), /UTF-8/],
    [`${header}\n${good.replace("29", '"29')}\n${good}\n`, /a quote is opened and never closed/],
  ];
  for (const [content, rule] of cases) {
    const rules = await rulesOf(content);
    assert.equal(rules.length, 1, rules.join());
    assert.match(rules[0], rule);
  }
});

test("a file of another kind stops early instead of listing millions of problems", async () => {
  const rules = await rulesOf(`${header}\n${"x,\n".repeat(150_000)}`);
  assert.match(rules[rules.length - 1], /^reading stopped at row \d+: too many problems$/);
});

test("a path that leads to no file is a data error, too", async () => {
  await assert.rejects(readClients(join(folder, "none.csv")), { name: "DataValidationError", message: /no such file/ });
  await assert.rejects(readClients(folder), { name: "DataValidationError", message: /a folder, not a file/ });
});

test("what is written is read back exactly", async () => {
  const clients = simulateClients({ nClients: 300, seed: 5 });
  clients.data[8] = 1 / 3; // a value with all its digits
  assert.deepEqual(await read(formatClientsCsv(clients)), clients);
});
