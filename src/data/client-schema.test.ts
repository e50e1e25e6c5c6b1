import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { clientSchema, columnSpec, featureNames, targetName } from "./client-schema";
import { packageRoot } from "./package-root";

test("the schema has 13 features and the label, in file order", () => {
  assert.equal(clientSchema.length, 14);
  assert.equal(featureNames.length, 13);
  assert.deepEqual(
    [...featureNames, targetName],
    clientSchema.map(({ name }) => name),
  );
  assert.equal(columnSpec("Lifetime").unit, "months");
});

test("the data dictionary says what the schema says", async () => {
  const dictionary = await readFile(join(packageRoot(), "data", "README.md"), "utf8");
  for (const { name, meaning, known, knownReason } of clientSchema) {
    const line = dictionary.split("\n").find((row) => row.startsWith(`| \`${name}\` |`));
    assert.ok(line?.includes(meaning) && line.includes(`${known}: ${knownReason}`), name);
  }
});
