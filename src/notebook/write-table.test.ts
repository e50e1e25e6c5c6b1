import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { fakeKernel } from "../testing/fake-kernel";
import { readTable } from "./table-data";
import { csvText, writeTable } from "./write-table";

test("a table is written whole, quoted as in RFC 4180, with nothing left beside it", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "churnlab-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const sent = fakeKernel(t);
  const records = Object.freeze([
    { client: 1, reason: 'says "no", twice', p: 0.1 + 0.2 },
    { client: 2, reason: "two\nlines", p: Number.NaN },
  ]);
  const out = join(folder, "new", "report");
  writeTable(records, "clients.csv", { env: { CHURN_OUT: out } });
  writeTable(records, "clients.csv", { env: { CHURN_OUT: out }, columns: ["p", "client"] });
  assert.deepEqual(readdirSync(out), ["clients.csv"]);
  assert.equal(readFileSync(join(out, "clients.csv"), "utf8"), "p,client\n0.30000000000000004,1\n,2\n");
  assert.equal(sent[0].data["text/plain"], "Written to the report's folder: clients.csv (2 rows, 3 columns).");
});

test("any text comes back from the file as it was", () => {
  const texts = fc.array(fc.string(), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(texts, (values) => {
      const table = readTable(values.map((text) => ({ text, n: 1 })));
      assert.ok(table);
      const lines = csvText(table).slice("text,n\n".length);
      const fields = [...lines.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*)),1\n/g)];
      assert.deepEqual(
        fields.map(([, quoted, bare]) => (quoted === undefined ? bare : quoted.replaceAll('""', '"'))),
        values,
      );
    }),
  );
});

test("a name with a folder is refused", () => {
  for (const name of ["../clients.csv", "a/b.csv", ".hidden.csv", "clients", "C:\\x.csv"]) {
    assert.throws(() => writeTable([{ a: 1 }], name), /fileName must be .* without folders; got/);
  }
});

test("a Parquet file holds the same values as the table, and the same bytes for the same table", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "churnlab-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  fakeKernel(t);
  const env = { CHURN_OUT: folder };
  const values = fc.record({
    count: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    large: fc.constantFrom(2 ** 31, 5, -0),
    p: fc.option(fc.double({ noNaN: true }), { nil: null }),
    name: fc.option(fc.string({ unit: "grapheme" }), { nil: null }),
    high: fc.boolean(),
    nothing: fc.constant(null),
  });
  const { parquetReadObjects } = await import("hyparquet");
  await fc.assert(
    fc.asyncProperty(fc.array(values, { minLength: 1, maxLength: 40 }), async (records) => {
      writeTable(records, "clients.parquet", { env });
      const bytes = readFileSync(join(folder, "clients.parquet"));
      writeTable(records, "clients.parquet", { env });
      assert.ok(bytes.equals(readFileSync(join(folder, "clients.parquet"))));
      const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
      const read = await parquetReadObjects({ file });
      assert.deepEqual(
        read.map((record) => ({ ...record })),
        records.map((record) => ({ ...record })),
      );
    }),
    { numRuns: 30 },
  );
  assert.deepEqual(readdirSync(folder), ["clients.parquet"]);
});
