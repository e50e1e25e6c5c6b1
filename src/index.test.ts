import assert from "node:assert/strict";
import { test } from "node:test";
import * as charts from "./charts";
import * as clustering from "./clustering";
import * as data from "./data";
import * as churnlab from "./index";
import * as modeling from "./modeling";
import * as outliers from "./outliers";
import * as preprocessing from "./preprocessing";
import * as retention from "./retention";
import * as statistics from "./statistics";

const folders = { data, preprocessing, outliers, statistics, modeling, clustering, retention, charts };

test("the package exports everything that its folders export", () => {
  const exported = churnlab as Readonly<Record<string, unknown>>;
  for (const [folder, names] of Object.entries(folders)) {
    for (const [name, value] of Object.entries(names)) {
      assert.equal(exported[name], value, `src/index.ts must export ${name} of ${folder}`);
    }
  }
});
