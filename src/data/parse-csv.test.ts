import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseCsv } from "./parse-csv";

test("whatever is quoted by the rules comes back, with the line where it began", () => {
  const field = fc.string({ unit: fc.constantFrom("a", "1", '"', ",", "\n", "\r\n", " ", "é"), maxLength: 8 });
  const table = fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
  fc.assert(
    fc.property(table, fc.constantFrom("\n", "\r\n", "\r"), (rows, lineBreak) => {
      const lines = rows.map((fields) => fields.map((text) => `"${text.replaceAll('"', '""')}"`).join(","));
      const records = Array.from(parseCsv(lines.join(lineBreak)));
      assert.deepEqual(
        records.map(({ fields }) => fields),
        rows,
      );
      let line = 1;
      records.forEach((record, index) => {
        assert.equal(record.line, line);
        line += lines[index].split(/\r\n|\r|\n/).length;
      });
    }),
  );
});

test("plain fields, empty fields and an open quote", () => {
  assert.deepEqual(Array.from(parseCsv('a,,c\n\nd,e"e,\n"x')), [
    { fields: ["a", "", "c"], line: 1, unclosedQuote: false },
    { fields: ["d", 'e"e', ""], line: 3, unclosedQuote: false },
    { fields: ["x"], line: 4, unclosedQuote: true },
  ]);
});
