import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { GainQueue } from "./gain-queue";

test("what gains most comes first, of equals what was added first, also when adding goes on", () => {
  const step = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant("take" as const));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const queue = new GainQueue<{ gain: number; number: number }>();
      let waiting: { gain: number; number: number }[] = [];
      steps.forEach((gain, number) => {
        if (gain === "take") {
          const [best] = [...waiting].sort((a, b) => b.gain - a.gain || a.number - b.number);
          assert.deepEqual(queue.take(), best);
          waiting = waiting.filter((item) => item !== best);
        } else {
          const item = { gain, number };
          queue.add(item);
          waiting.push(item);
        }
      });
    }),
  );
});
