import assert from "node:assert/strict";
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { KMeans } from "../../clustering";
import { DummyClassifier } from "../dummy-classifier";
import { fittedFromJSON, loadModel, saveModel } from ".";

const fitted = new DummyClassifier().fit([[1], [2]], [0, 1]);

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "churnlab-"));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("a file that is replaced keeps its permissions", { skip: process.platform === "win32" }, () =>
  inFolder(async (folder) => {
    const file = join(folder, "model.json");
    for (const mode of [0o600, 0o664, 0o640]) {
      await writeFile(file, "old");
      await chmod(file, mode);
      await saveModel(fitted, file);
      assert.equal((await stat(file)).mode & 0o777, mode);
      assert.deepEqual(await loadModel(file), fitted);
    }
  }),
);

test("a symbolic link stays, and what it leads to is written", { skip: process.platform === "win32" }, () =>
  inFolder(async (folder) => {
    await mkdir(join(folder, "kept"));
    const target = join(folder, "kept", "model.json");
    await symlink(join("kept", "model.json"), join(folder, "link.json"));
    await symlink("link.json", join(folder, "second.json"));
    for (const state of ["not there yet", "there"]) {
      await saveModel(fitted, join(folder, "second.json"));
      assert.equal((await lstat(target)).isFile(), true, state);
      assert.equal(await readlink(join(folder, "second.json")), "link.json");
      assert.equal((await lstat(join(folder, "link.json"))).isSymbolicLink(), true);
      assert.deepEqual(await loadModel(join(folder, "link.json")), fitted);
    }
    assert.deepEqual(await readdir(join(folder, "kept")), ["model.json"]);
    await symlink("circle.json", join(folder, "circle.json"));
    await assert.rejects(
      saveModel(fitted, join(folder, "circle.json")),
      /circle\.json cannot be written: .*symbolic link/,
    );
  }),
);

test("what is no file is not replaced", () =>
  inFolder(async (folder) => {
    await mkdir(join(folder, "model.json"));
    await assert.rejects(saveModel(fitted, join(folder, "model.json")), /cannot be written: it is not a file/);
    assert.deepEqual(await readdir(folder), ["model.json"]);
  }));

test("what could not be read back is refused, unless it has a reader of its own", () =>
  inFolder(async (folder) => {
    const file = join(folder, "model.json");
    const nothing = { toJSON: () => ({}) };
    await assert.rejects(
      saveModel(nothing, file),
      /model in the JSON of a saved model must be one of .*; got undefined/,
    );
    await assert.rejects(saveModel({ toJSON: () => ({ model: "Mine" }) }, file), /must be one of .*; got "Mine"/);
    await assert.rejects(saveModel({ toJSON: () => [] }, file), /must be an object; got an array of 0/);
    assert.deepEqual(await readdir(folder), []);
    await saveModel(nothing, file, { read: (json) => json });
    assert.equal(await readFile(file, "utf8"), "{}\n");
    await assert.rejects(saveModel(fitted, file, { read: 3 as never }), /read must be a function; got 3/);
  }));

test("clusters are saved and opened by their name", () =>
  inFolder(async (folder) => {
    const file = join(folder, "clusters.json");
    const clusters = new KMeans({ nClusters: 2, seed: 1 }).fit([[1], [2], [9], [10]]);
    await saveModel(clusters, file);
    assert.deepEqual(await loadModel(file, { read: fittedFromJSON }), clusters);
    await assert.rejects(loadModel(file), /must be one of .*; got "KMeans"/);
  }));
