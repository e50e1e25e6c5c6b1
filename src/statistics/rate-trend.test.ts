import assert from "node:assert/strict";
import { test } from "node:test";
import { assertClose } from "../testing/assert-close";
import { readFixture } from "../testing/read-fixture";
import { type GroupRate, rateByGroup } from "./rate-by-group";
import { rateTrend } from "./rate-trend";

interface Oracle {
  readonly cases: readonly { readonly stayedAndLeft: [number, number][]; readonly z: number; readonly p: number }[];
}

function groupsOf(stayedAndLeft: readonly (readonly [number, number])[]): GroupRate[] {
  const groups = stayedAndLeft.flatMap(([stayed, left], group) => new Array<number>(stayed + left).fill(group));
  const labels = stayedAndLeft.flatMap(([stayed, left]) => [
    ...new Array<number>(stayed).fill(0),
    ...new Array<number>(left).fill(1),
  ]);
  return rateByGroup(groups, labels);
}

test("statistic and p-value agree with statsmodels", () => {
  const { cases } = readFixture<Oracle>("statistics", "rate-trend");
  for (const { stayedAndLeft, z, p } of cases) {
    const trend = rateTrend(groupsOf(stayedAndLeft));
    assertClose(trend.statistic, z, { relative: 1e-9 });
    assertClose(trend.pValue, p, { relative: 1e-9 });
  }
});

test("the verb follows the data, and turns with the order of the groups", () => {
  const falling = groupsOf([
    [40, 60],
    [70, 50],
    [90, 12],
  ]);
  const trend = rateTrend(falling);
  assert.equal(trend.verb, "falls");
  assert.equal(trend.monotone, true);
  assert.deepEqual(
    [trend.first.group, trend.last.group, trend.lowest.group, trend.highest.group],
    ["0", "2", "2", "0"],
  );
  assert.ok(trend.change.upper < 0);
  assert.equal(rateTrend([...falling].reverse()).verb, "rises");
  const level = rateTrend(
    groupsOf([
      [50, 50],
      [40, 60],
      [50, 50],
    ]),
  );
  assert.deepEqual([level.verb, level.monotone], ["does not change clearly", false]);
});

test("one group, empty groups and one class: no test, no crash", () => {
  const alone = rateTrend(groupsOf([[7, 3]]));
  assert.deepEqual([alone.verb, alone.nGroups, alone.pValue], ["does not change clearly", 1, Number.NaN]);
  const loyal = rateTrend(
    groupsOf([
      [5, 0],
      [6, 0],
    ]),
  );
  assert.equal(loyal.verb, "does not change clearly");
  const withGap = rateTrend(rateByGroup([1, 1, 5, 5], [1, 0, 0, 0], { bins: [0, 2, 4, 6] }));
  assert.equal(withGap.nGroups, 2);
  assert.throws(() => rateTrend([]), { message: /needs a group with clients/ });
});
