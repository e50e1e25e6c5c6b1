import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

test("outside a kernel the text twin goes to standard output", () => {
  const script = `
    const { show, markdown, finding, progress } = require("./dist/notebook");
    markdown("prose");
    show([{ a: 1 }]);
    finding("found");
    const onProgress = progress("Work");
    onProgress(1, 2);
    onProgress(2, 2);`;
  assert.equal(
    execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }),
    "prose\na\n-\n1\nFinding. found\nWork: 2 of 2 done\n",
  );
});
