import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { History } from "./history";

function exampleHistory(): History {
  const history = new History();
  for (const [i, input] of ["a = 1", "print(a)", "a = 1", "b = 2"].entries()) {
    history.add(i + 1, input);
    if (input.startsWith("print")) history.setOutput("1");
  }
  return history;
}

suite("history", () => {
  test("the tail is the last n, with outputs on request", () => {
    const history = exampleHistory();
    assert.deepEqual(history.find({ hist_access_type: "tail", n: 2 }), [
      [0, 3, "a = 1"],
      [0, 4, "b = 2"],
    ]);
    assert.deepEqual(history.find({ hist_access_type: "tail", n: 3, output: true })[0], [0, 2, ["print(a)", "1"]]);
  });

  test("a range includes its start and excludes its stop; other sessions are not kept", () => {
    const history = exampleHistory();
    const lines = (request: Record<string, unknown>) =>
      history.find({ hist_access_type: "range", ...request }).map(([, line]) => line);
    assert.deepEqual(lines({ session: 0, start: 2, stop: 4 }), [2, 3]);
    assert.deepEqual(lines({ session: 0, start: 3, stop: null }), [3, 4]);
    assert.deepEqual(lines({ session: 5, start: 1, stop: 9 }), []);
  });

  test("a search takes patterns of the shell, and each input once if asked", () => {
    const search = (request: Record<string, unknown>) =>
      exampleHistory().find({ hist_access_type: "search", ...request });
    assert.deepEqual(
      search({ pattern: "? = *" }).map(([, line]) => line),
      [1, 3, 4],
    );
    assert.deepEqual(
      search({ pattern: "a*", unique: true }).map(([, line]) => line),
      [3],
    );
    assert.deepEqual(search({ pattern: "print(a)" }).length, 1);
  });
});
