import assert from "node:assert/strict";
import { test } from "node:test";
import { parseArguments } from "./parse-arguments";
import { ReportError } from "./report-error";

test("options are read, and absent ones stay absent", () => {
  assert.deepEqual(parseArguments([]), { help: false });
  assert.deepEqual(parseArguments(["--data", "a.csv", "--out=b", "--timeout", "2.5"]), {
    help: false,
    data: "a.csv",
    out: "b",
    timeout: 2.5,
  });
  assert.equal(parseArguments(["-h"]).help, true);
});

test("unknown options, missing values, stray words and bad times are refused", () => {
  for (const argv of [["--colour"], ["--data"], ["--data="], ["clients.csv"], ["--timeout", "0"], ["--timeout", "x"]]) {
    assert.throws(() => parseArguments(argv), ReportError, argv.join(" "));
  }
});
