import assert from "node:assert/strict";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { suite, test } from "node:test";
import { startPython } from "./support/python";
import { outcome } from "./support/report";

interface Result {
  readonly section: string;
  readonly name: string;
  readonly verdict: "passed" | "FAILED" | "skipped";
  readonly why: string;
  readonly seconds: number;
}

/** What the kernel does not do yet: told as "todo", and not held against it. Take off the list what passes. */
const notYet = new Set<string>([]);

const runner = resolve("tests/kernel/run.py");

/** The names of a suite's checks, in order, without running any. */
async function listed(name: string): Promise<string[]> {
  const { code, stdout, stderr } = await outcome(startPython([runner, "--list", "--suite", name]));
  assert.equal(code, 0, stderr);
  return stdout.trimEnd().split("\n");
}

// The two share the machine's processors; each of them has one kernel at a time.
suite("the kernel, checked over its sockets", { concurrency: 2 }, () => {
  for (const name of ["spec", "churnlab"]) {
    test(name, async (t) => {
      const wanted = await listed(name);
      const child = startPython([runner, "--kernel", "tslab", "--suite", name, "--json", "--soon", "10"], "notebooks");
      const found: string[] = [];
      const ended = outcome(child);
      for await (const line of createInterface({ input: child.stdout! })) {
        const { section, name: check, verdict, why, seconds }: Result = JSON.parse(line);
        const label = `${section}: ${check}`;
        found.push(label);
        const options = { todo: notYet.has(label) };
        await t.test(`${label} (${seconds.toFixed(1)} s)`, options, () => assert.equal(verdict, "passed", why));
      }
      const { stderr } = await ended;
      assert.deepEqual(found, wanted, `not every check ran:\n${stderr}`);
    });
  }
});
