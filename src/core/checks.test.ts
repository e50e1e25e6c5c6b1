import assert from "node:assert/strict";
import { test } from "node:test";
import { checkInteger, checkNumber, checkOneOf, checkOptionNames } from "./checks";
import { DataValidationError } from "./errors";

test("a number outside its range is refused with the range and the value", () => {
  assert.equal(checkInteger("nClusters", 3, { min: 1, max: 5 }), 3);
  assert.throws(() => checkInteger("nClusters", 0, { min: 1, max: 5 }), {
    name: "InvalidParameterError",
    message: "nClusters must be an integer in [1, 5]; got 0",
  });
  assert.throws(() => checkNumber("C", 0, { exclusiveMin: 0 }), {
    message: "C must be a finite number in (0, ∞); got 0",
  });
  assert.throws(() => checkNumber("C", "1"), { message: 'C must be a finite number; got "1"' });
});

test("a word outside its list and an unknown option are refused with the list", () => {
  assert.throws(() => checkOneOf("penalty", "l1", ["none", "l2"]), {
    message: 'penalty must be one of "none", "l2"; got "l1"',
  });
  assert.throws(() => checkOptionNames("KMeans", { nCluster: 3 }, ["nClusters", "seed"]), {
    message: 'KMeans has no option "nCluster"; its options are nClusters, seed',
  });
});

test("options that are left out are asked for by name", () => {
  assert.throws(() => checkOptionNames("KMeans", undefined as never, ["nClusters", "seed"]), {
    message: "KMeans needs an object of options (nClusters, seed); got undefined",
  });
});

test("an array in the place of options does not fill the message", () => {
  assert.throws(() => checkOptionNames("f", new Float64Array(1000), ["seed"]), {
    message: 'f has no option "0", "1", "2", "3", "4", … (1000 in all); its options are seed',
  });
});

test("a data error tells every problem by row, column, rule and value", () => {
  const problem = { row: 3, column: "Age", value: "-1", rule: "must be at least 0" };
  const error = new DataValidationError("clients.csv", [problem, { ...problem, row: 5 }]);
  assert.equal(
    error.message,
    "clients.csv: 2 problems\n  - row 3, column Age: must be at least 0; got -1\n  - row 5, column Age: must be at least 0; got -1",
  );
  assert.match(
    new DataValidationError("x", Array(30).fill(problem)).message,
    /… and 10 more\n {2}all problems by column: Age 30$/,
  );
});
