import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { kernelspec } from "./kernelspec";

test("the kernelspec starts tslab by absolute paths, with the preload", () => {
  const root = dirname(dirname(__dirname));
  const { argv, interrupt_mode } = kernelspec({ node: process.execPath, root });
  assert.equal(argv[0], process.execPath);
  const preload = argv[argv.indexOf("-r") + 1];
  assert.equal(preload, join(root, "dist", "kernel", "preload.js"));
  assert.ok(existsSync(preload));
  assert.ok(argv.includes(join(root, "node_modules", "tslab", "bin", "tslab")));
  assert.ok(argv.includes("{connection_file}"));
  assert.equal(interrupt_mode, "message");
});
