"""Execution: order, counting, results, silence, expressions, the queue behind an error."""

from checks import collector, failed, holds, ok, same

check, CHECKS = collector("execute")


@check("busy, execute_input, outputs, result, idle, in this order")
def order(kernel):
    answer = ok(kernel.run("console.log('one'); console.error('two'); console.log('three'); 4"))
    wanted = ["status:busy", "execute_input", "stream:stdout", "stream:stderr", "stream:stdout", "execute_result"]
    same(answer.kinds, [*wanted, "status:idle"], "published")


@check("execute_input repeats the code and the count")
def execute_input(kernel):
    code = "const héllo = '𝒳'; // ü\n\n"
    answer = ok(kernel.run(code))
    same(len(answer.all("execute_input")), 1, "number of execute_input")
    content = answer.all("execute_input")[0].content
    same(content["code"], code, "code")
    same(content["execution_count"], answer.content["execution_count"], "count")


@check("a request that is not executed is busy and idle too")
def busy_and_idle(kernel):
    for request in ("kernel_info_request", "comm_info_request"):
        same(kernel.ask(request).kinds, ["status:busy", "status:idle"], f"published for {request}")


@check("the count goes up by one a cell, failed cells included")
def counting(kernel):
    first = ok(kernel.run("0")).content["execution_count"]
    counts = [kernel.run(code).content.get("execution_count") for code in ("1", "throw new Error('x')", "let n = (;", "3")]
    same(counts, [first + 1, first + 2, first + 3, first + 4], "counts")


@check("a reply that succeeds has payload and user_expressions")
def reply_fields(kernel):
    content = ok(kernel.run("1")).content
    assert isinstance(content.get("payload", []), list)
    same(content.get("user_expressions"), {}, "user_expressions")


@check("the last expression is the execute_result, with text/plain and the count")
def result(kernel):
    answer = ok(kernel.run("const six = 6;\nsix * 7"))
    results = answer.all("execute_result")
    same(len(results), 1, "number of results")
    holds(results[0].content["data"]["text/plain"], "42")
    same(results[0].content["execution_count"], answer.content["execution_count"], "count")
    assert isinstance(results[0].content["metadata"], dict)


@check("declarations, statements and undefined have no result")
def no_result(kernel):
    for code in ("const nothing = 1;", "for (let i = 0; i < 3; i++) {}", "function f() { return 1; }", "undefined", ""):
        same(ok(kernel.run(code)).outputs, [], f"outputs of {code!r}")


@check("strings, objects and awaited values are results")
def results(kernel):
    for code, part in (("'te' + 'xt'", "text"), ("({ age: 41 })", "age: 41"), ("await Promise.resolve(43)", "43"),
                       ("[1, 2].map((x) => x + 40)", "42"), ("null", "null"), ("0", "0"), ("false", "false")):
        shown = ok(kernel.run(code)).result
        assert shown is not None, f"{code} has no result"
        holds(shown, part)


@check("silent: nothing is published, nothing counted, no history")
def silent(kernel):
    before = ok(kernel.run("var quiet = 0;")).content["execution_count"]
    answer = ok(kernel.run("quiet = 1; console.log('psst'); 5", silent=True))
    same([kind for kind in answer.kinds if kind not in ("status:busy", "status:idle")], [], "published")
    after = ok(kernel.run("quiet"))
    holds(after.shown, "1")
    same(after.content["execution_count"], before + 1, "count afterwards")


@check("store_history false: outputs come, the count stays")
def no_history(kernel):
    before = ok(kernel.run("1")).content["execution_count"]
    holds(ok(kernel.run("console.log('kept out'); 'shown'", store_history=False)).text(), "kept out")
    same(ok(kernel.run("2")).content["execution_count"], before + 1, "count afterwards")


@check("user_expressions: values as bundles, an error for its own name only")
def user_expressions(kernel):
    asked = {"good": "base + 1", "bad": "noSuchName", "text": "'t'.repeat(3)"}
    found = ok(kernel.run("var base = 41;", user_expressions=asked)).content["user_expressions"]
    same(sorted(found), sorted(asked), "names")
    same(found["good"]["status"], "ok", "status of good")
    holds(found["good"]["data"]["text/plain"], "42")
    holds(found["text"]["data"]["text/plain"], "ttt")
    same(found["bad"]["status"], "error", "status of bad")
    for key in ("ename", "evalue", "traceback"):
        assert key in found["bad"], f"the error has no {key}"


@check("state is kept; names can be declared again; later cells see the last")
def state(kernel):
    for code in ("const a = 1; let b = 2; class C { m() { return a; } } function f() { return b; }",
                 "const a = 10;", "let b = 20; function g() { return a + b; }"):
        ok(kernel.run(code))
    holds(ok(kernel.run("[a, b, g(), new C().m()].join()")).shown, "10,20,30")


@check("an error: message and reply with ename, evalue and traceback")
def error(kernel):
    answer = failed(kernel.run("console.log('first');\nthrow new RangeError('out of it');"))
    same(answer.content["ename"], "RangeError", "ename")
    holds(answer.content["evalue"], "out of it")
    assert isinstance(answer.content.get("execution_count"), int), "no execution_count in the reply"
    same(answer.kinds, ["status:busy", "execute_input", "stream:stdout", "error", "status:idle"], "published")


@check("things other than errors can be thrown")
def odd_throws(kernel):
    for code in ("throw 'a string';", "throw 42;", "throw null;", "throw undefined;", "throw { code: 'E1' };",
                 "await Promise.reject();", "class Odd extends Error { get message(): string { throw 1; } }\nthrow new Odd();"):
        answer = kernel.run(code)
        same(answer.status, "error", f"status of {code}")
        same(len(answer.all("error")), 1, f"error messages of {code}")
    holds(ok(kernel.run("6 * 7")).shown, "42")


def queue_behind_error(kernel, stop_on_error):
    """Sends a failing request and three behind it at once; answers of all."""
    ok(kernel.run("var ran: number[] = [];"))
    first = "await new Promise((done) => setTimeout(done, 300));\nthrow new Error('stop here');"
    requests = [kernel.execute(first, stop_on_error=stop_on_error)]
    requests += [kernel.execute(f"ran.push({i}); console.log('ran {i}')") for i in (1, 2)]
    requests.append(kernel.send("kernel_info_request"))
    return [kernel.answer(request) for request in requests]


@check("requests queued behind an error are aborted, others answered")
def aborted(kernel):
    answers = queue_behind_error(kernel, True)
    failed(answers[0])
    for answer in answers[1:3]:
        same(answer.reply.type, "execute_reply", "type of the reply")
        same(answer.status, "aborted", "status of a queued request")
        same(answer.outputs, [], "outputs of a queued request")
        same([kind for kind in answer.kinds if kind.startswith("status")], ["status:busy", "status:idle"], "status")
    same(answers[3].status, "ok", "kernel_info behind the error")
    holds(ok(kernel.run("ran.length")).shown, "0")


@check("with stop_on_error false the queue runs on")
def not_aborted(kernel):
    answers = queue_behind_error(kernel, False)
    failed(answers[0])
    for number, answer in enumerate(answers[1:3], 1):
        same(ok(answer).text(), f"ran {number}\n", "output")


@check("a request sent after the error was reported runs")
def after_error(kernel):
    for number in range(5):
        failed(kernel.run("throw new Error('again')"))
        same(ok(kernel.run(f"console.log({number})")).text(), f"{number}\n", "output")


@check("many requests at once are answered in their order")
def many(kernel):
    requests = [kernel.execute(f"console.log({number}); {number}") for number in range(100)]
    answers = [kernel.answer(request, 120) for request in requests]
    same([ok(answer).text() for answer in answers], [f"{n}\n" for n in range(100)], "outputs")
    counts = [answer.content["execution_count"] for answer in answers]
    same(counts, list(range(counts[0], counts[0] + 100)), "counts")
