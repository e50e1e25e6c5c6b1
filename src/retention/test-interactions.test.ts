import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { FeatureMatrix, InvalidParameterError, Random } from "../core";
import { featuresAndLabels, readClients } from "../data";
import { assertClose } from "../testing/assert-close";
import { readFixture } from "../testing/read-fixture";
import { testInteractions } from "./test-interactions";

interface Fixture {
  readonly nRows: number;
  readonly features: readonly string[];
  readonly tests: readonly { first: string; second: string; statistic: number; pValue: number; pAdjusted: number }[];
}

const fixture = readFixture<Fixture>("retention", "interactions");

test("score tests on the sample are those of statsmodels", async () => {
  const all = featuresAndLabels(await readClients(join(process.cwd(), "data/gym_churn_simulated.csv")));
  const rows = Array.from({ length: fixture.nRows }, (_, row) => row);
  const X = all.X.selectRows(rows).selectColumns(fixture.features);
  const tests = testInteractions(X, all.y.slice(0, fixture.nRows));
  assert.equal(tests.length, fixture.tests.length);
  for (const oracle of fixture.tests) {
    const own = tests.find(({ first, second }) => first === oracle.first && second === oracle.second);
    assert.ok(own !== undefined, `${oracle.first} and ${oracle.second}`);
    for (const field of ["statistic", "pValue", "pAdjusted"] as const) {
      assertClose(
        own[field],
        oracle[field],
        { absolute: 1e-7, relative: 1e-5 },
        `${oracle.first} ${oracle.second} ${field}`,
      );
    }
  }
  assert.deepEqual(
    tests.map(({ statistic }) => statistic),
    tests.map(({ statistic }) => statistic).sort((a, b) => b - a),
  );
});

const random = new Random(3);
const rows = Array.from({ length: 500 }, () => [random.normal(), random.normal(), Number(random.uniform() < 0.4)]);

test("a bent effect of one feature does not pass for an interaction with its twin", () => {
  const twins = rows.map(([a, b, c]) => [a, a + 0.2 * b, c]);
  const y = twins.map(([a]) => Number(a * a + random.normal() > 1));
  const [clearest] = testInteractions(twins, y);
  assert.ok(clearest.pAdjusted > 0.01, `${clearest.first} ${clearest.second}: ${clearest.pAdjusted}`);
});

test("units and order of rows do not matter; copies and constants are left out", () => {
  const y = rows.map(([a, , c]) => Number((c === 1 ? a : -a) + random.normal() > 0));
  const plain = testInteractions(rows, y);
  assert.deepEqual([plain[0].first, plain[0].second], ["x0", "x2"]);
  assert.ok(plain[0].coefficient > 0 && plain[0].pAdjusted < 1e-6);
  const other = rows.map(([a, b, c]) => [1000 * a + 5, -b / 7, c, 4, c]);
  const rescaled = testInteractions([...other].reverse(), [...y].reverse());
  assert.ok(rescaled.every(({ first, second }) => first !== "x3" && second !== "x3"));
  const same = rescaled.find(({ first, second }) => first === "x0" && second === "x2");
  assertClose(same?.statistic ?? Number.NaN, plain[0].statistic, { relative: 1e-6 });
  assert.ok(!rescaled.some(({ first, second }) => first === "x2" && second === "x4")); // a code's square is the code
});

test("perfectly separated classes have no answer; one class is refused; nothing is changed", () => {
  const separated = new FeatureMatrix(Float64Array.of(1, 2, 3, 4, 5, 1, 6, 2, 7, 9, 8, 3), 6, ["a", "b"]);
  const before = separated.data.slice();
  assert.deepEqual(testInteractions(separated, [0, 0, 0, 1, 1, 1]), []);
  assert.deepEqual(separated.data, before);
  assert.throws(() => testInteractions(rows, new Array(rows.length).fill(0)), InvalidParameterError);
});
