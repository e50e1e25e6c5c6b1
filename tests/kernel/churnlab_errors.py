"""Tracebacks that name the cell, its line and its column, whatever fails, and whenever."""

import re

from checks import collector, failed, holds, ok, same
from wire import plain

check, CHECKS = collector("errors")
INTERNALS = re.compile(r"node:internal|node_modules[\\/](tslab|zeromq)|dist[\\/]kernel|processTicksAndRejections|<anonymous>:")


def trace(answer):
    """The traceback of a failed cell, in plain text, without anything of the kernel's own."""
    text = plain(failed(answer).traceback)
    found = INTERNALS.search(text)
    assert not found, f"{found.group()} is in the traceback:\n{text}"
    return text


def points_at(answer, number, code, line, column, text):
    """The traceback has the place, the line of code and a caret below its column."""
    assert re.search(rf"cell\W{{0,3}}{number}\b.{{0,8}}\b{line}:{column}\b", text, re.I), (
        f"no frame says cell {number}, {line}:{column}:\n{text}"
    )
    source = code.split("\n")[line - 1]
    lines = text.split("\n")
    for index, shown in enumerate(lines[:-1]):
        if source in shown:
            caret = re.search(r"[\^~]", lines[index + 1])
            if caret and caret.start() == shown.index(source) + column - 1:
                return
    raise AssertionError(f"no caret at column {column} of {source!r}:\n{text}")


def fails_at(kernel, code, line, column, *parts):
    answer = kernel.run(code)
    text = trace(answer)
    points_at(answer, answer.content["execution_count"], code, line, column, text)
    holds(text, *parts)
    return text


@check("type errors: every one is told, each with its place")
def type_errors(kernel):
    code = "const a: number = 1;\nconst b: string = a;\nconst c = a.nothing;"
    text = fails_at(kernel, code, 2, 7, "Type 'number' is not assignable to type 'string'", "TS2322")
    holds(text, "Property 'nothing' does not exist on type 'number'", "3:13")


@check("a type error: nothing of the cell runs, and earlier values stay")
def type_error_runs_nothing(kernel):
    ok(kernel.run("var before = 1;"))
    answer = failed(kernel.run("before = 2;\nconst s: string = before;"))
    same(answer.text(), "", "output")
    holds(ok(kernel.run("before")).shown, "1")


@check("syntax errors point at what is wrong")
def syntax_errors(kernel):
    fails_at(kernel, "const a = 1;\nif (a {\n}", 2, 7)
    fails_at(kernel, "const text = 'open;\nconst b = 1;", 1, 20)


@check("a cell with tabs, characters beyond ASCII and comments keeps its columns")
def odd_columns(kernel):
    fails_at(kernel, "// größer 𝒳\n/* two\nlines */ const é = 'ü'; throw new Error('é');", 3, 31)
    fails_at(kernel, "enum Kind { A, B }\ninterface X { a: number }\ntype Y = X;\n\nthrow new Error(Kind[Kind.B]);", 5, 7)


@check("the frames of one error name each cell it went through")
def across_cells(kernel):
    first = "// a comment\nfunction inner(x: number): never {\n  throw new Error(`inner ${x}`);\n}"
    one = ok(kernel.run(first)).content["execution_count"]
    second = "const outer = (x: number) => inner(x + 1);"
    two = ok(kernel.run(second)).content["execution_count"]
    code = "\n\nouter(1);"
    answer = kernel.run(code)
    text = trace(answer)
    points_at(answer, one, first, 3, 9, text)
    holds(text, "inner 2")
    for number, place in ((two, "1:30"), (answer.content["execution_count"], "3:1")):
        assert re.search(rf"cell\W{{0,3}}{number}\b.{{0,8}}\b{place}\b", text, re.I), f"no cell {number}, {place}:\n{text}"


@check("a name declared anew does not change the frames of the old one")
def redeclared(kernel):
    first = "function thrower() {\n  throw new Error('old');\n}\nconst keep = thrower;"
    one = ok(kernel.run(first)).content["execution_count"]
    ok(kernel.run("\n\n\nfunction thrower() { return 1; }"))
    answer = kernel.run("keep();")
    points_at(answer, one, first, 2, 9, trace(answer))


@check("errors after an await, in a for await and in a callback keep their place")
def asynchronous(kernel):
    fails_at(kernel, "await Promise.resolve(1);\n\nthrow new Error('after await');", 3, 7)
    fails_at(kernel, "async function* g() { yield 1; }\nfor await (const x of g()) {\n  throw new Error(`x ${x}`);\n}", 3, 9)
    fails_at(kernel, "[1].map((x) => {\n  if (x) throw new TypeError('in map');\n});", 2, 16, "TypeError: in map")


@check("an error of a library names the library's file and the cell that called it")
def library(kernel):
    code = 'import { Matrix } from "ml-matrix";\nconst m = Matrix.zeros(2, 2);\nm.get(5, 5);\nm.mmul(Matrix.zeros(3, 3)).to2DArray();\nMatrix.checkMatrix(undefined as never).add(m as never).mul(new Matrix([[1]]));'
    answer = kernel.run(code)
    text = trace(answer)
    assert re.search(rf"cell\W{{0,3}}{answer.content['execution_count']}\b.{{0,8}}\b[345]:\d+", text, re.I), text
    holds(text, "ml-matrix")
    code = 'import { trainTestSplit } from "churnlab";\n\ntrainTestSplit([[1], [2]], [0, 1], { testSize: 7, seed: 1 });'
    answer = kernel.run(code)
    text = trace(answer)
    number = answer.content["execution_count"]
    # V8 says where the parenthesis is for a call of an imported function.
    found = re.search(rf"cell\W{{0,3}}{number}\b.{{0,8}}\b3:(1|15)\b", text, re.I)
    assert found, f"no frame says cell {number}, 3:1:\n{text}"
    points_at(answer, number, code, 3, int(found.group(1)), text)
    holds(text, "testSize")


@check("a cause and the errors of an aggregate are told")
def causes(kernel):
    holds(trace(kernel.run("throw new Error('outer', { cause: new TypeError('inner cause') });")), "outer", "inner cause")
    holds(trace(kernel.run("await Promise.any([Promise.reject(new Error('one of many'))]);")), "one of many")


@check("what is thrown without being an error is told, with the cell")
def not_errors(kernel):
    for code, part in (("throw 'a string';", "a string"), ("throw { code: 'E1' };", "E1"), ("throw 42;", "42")):
        holds(trace(kernel.run(code)), part)


@check("an error class of one's own keeps its name")
def own_class(kernel):
    answer = failed(kernel.run("class ChurnError extends Error { override name = 'ChurnError'; }\nthrow new ChurnError('own');"))
    same((answer.content["ename"], answer.content["evalue"]), ("ChurnError", "own"), "ename and evalue")


def fails_late(kernel, code, *parts):
    """An error that comes when nobody waits: its cell fails, or an error message comes for it later; the kernel lives."""
    answer = kernel.run(code)
    if answer.status == "error":
        text = trace(answer)
    else:
        messages = kernel.later(30, lambda some: any(m.type == "error" for m in some))
        errors = [m for m in messages if m.type == "error"]
        same(len(errors), 1, "number of error messages")
        same(errors[0].parent_id, answer.request["msg_id"], "the request that it belongs to")
        text = plain("\n".join(errors[0].content["traceback"]))
    holds(text, *parts)
    return answer, text


@check("a rejection that nobody awaits and a throwing timer fail their cell")
def late(kernel):
    for code, line, column in (
        ("const a = 1;\nPromise.reject(new Error('nobody'));", 2, 16),
        ("setTimeout(() => { throw new Error('soon'); }, 0);", 1, 26),
        ("setTimeout(() => { throw new Error('later'); }, 150);", 1, 26),
        ("setTimeout(async () => { throw new Error('async timer'); }, 50);", 1, 32),
        ("process.nextTick(() => { throw new Error('tick'); });", 1, 32),
        ("queueMicrotask(() => { throw new Error('micro'); });", 1, 30),
        ("async function f() { await null; throw new Error('forgot await'); }\nf();\nconst z = 1;", 1, 40),
    ):
        answer = kernel.run(code)
        text = trace(answer)
        points_at(answer, answer.content["execution_count"], code, line, column, text)
    holds(ok(kernel.run("6 * 7")).shown, "42")


@check("an error long after its cell is told, with that cell")
def long_after(kernel):
    fails_late(kernel, "setTimeout(() => {\n  throw new Error('long after');\n}, 4000);\nconst q = 1;", "long after", "2:9")
    # A program that has gone on must learn of it: the next cell may fail by it, once.
    next_one = kernel.run("6 * 7")
    if next_one.status == "error":
        holds(plain(next_one.traceback), "long after")
    holds(ok(kernel.run("6 * 7")).shown, "42")


@check("a rejection that is caught in time is no error")
def caught(kernel):
    ok(kernel.run("const p = Promise.reject(new Error('handled'));\np.catch(() => {});"))
    ok(kernel.run("await Promise.allSettled([Promise.reject(new Error('settled'))]);"))
    ok(kernel.run("try { await Promise.reject(new Error('tried')); } catch {}"))


@check("a stack that overflows is an error like others")
def overflow(kernel):
    text = trace(kernel.run("function deep(n: number): number { return deep(n + 1) + 1; }\ndeep(0);"))
    holds(text, "Maximum call stack size exceeded")
    assert len(text.splitlines()) < 150, f"{len(text.splitlines())} lines of traceback"
    holds(ok(kernel.run("6 * 7")).shown, "42")
