"""Output: nothing is lost, all of it in order, each piece with its cell."""

from checks import collector, failed, holds, ok, same
from dialects import dialect

check, CHECKS = collector("output")


def runs_of(messages):
    """(name, text) of stream messages, neighbours of one name joined."""
    runs = []
    for message in messages:
        name, text = message.content["name"], message.content["text"]
        if runs and runs[-1][0] == name:
            runs[-1][1].append(text)
        else:
            runs.append((name, [text]))
    return [(name, "".join(texts)) for name, texts in runs]


@check("stdout and stderr arrive in the order written")
def interleaved(kernel):
    answer = ok(kernel.run("for (let i = 0; i < 300; i++) { console.log('out', i); console.error('err', i); }"))
    wanted = [(name, f"{name[3:]} {i}\n") for i in range(300) for name in ("stdout", "stderr")]
    same(runs_of(answer.all("stream")), wanted, "streams")


@check("100,000 lines arrive, in order")
def many_lines(kernel):
    answer = ok(kernel.run("for (let i = 0; i < 100000; i++) console.log('line', i);", 180))
    found = answer.text().splitlines()
    same(len(found), 100_000, "number of lines")
    assert found == [f"line {i}" for i in range(100_000)], "the lines are not in order"
    same(answer.kinds[-1], "status:idle", "last message")


@check("100,000 lines with awaits between them arrive, in order")
def many_lines_awaited(kernel):
    code = "for (let i = 0; i < 100000; i++) { console.log('line', i); if (i % 100 === 0) await new Promise((r) => setTimeout(r)); }"
    found = ok(kernel.run(code, 180)).text().splitlines()
    assert found == [f"line {i}" for i in range(100_000)], f"{len(found)} lines, or not in order"


@check("2,000 displays in a burst arrive, in order")
def many_displays(kernel):
    code = dialect(kernel, "html").split("\n")
    body = code[-1].replace('"<b>bold</b>"', "`<b>${i}</b>`")
    code = "\n".join([*code[:-1], f"for (let i = 0; i < 2000; i++) {{ {body} }}"])
    found = [m.content["data"]["text/html"] for m in ok(kernel.run(code, 120)).all("display_data")]
    same(len(found), 2000, "number of displays")
    same(found, [f"<b>{i}</b>" for i in range(2000)], "displays")


@check("one line of 20 MB arrives")
def long_line(kernel):
    text = ok(kernel.run("console.log('x'.repeat(20 * 1024 * 1024) + 'end')", 120)).text()
    same(len(text), 20 * 1024 * 1024 + 4, "length")
    assert text.endswith("xend\n")


@check("text beyond ASCII arrives whole, also in pieces")
def unicode(kernel):
    code = "const line = '𝒳é漢字👩‍👩‍👧'; for (let i = 0; i < 5000; i++) console.log(line);"
    text = ok(kernel.run(code)).text()
    assert text == "𝒳é漢字👩‍👩‍👧\n" * 5000, f"{len(text)} characters, {text.count(chr(0xFFFD))} replaced"


@check("a line without its end arrives before the cell is done")
def unfinished_line(kernel):
    same(ok(kernel.run("process.stdout.write('no'); process.stdout.write(' end');")).text(), "no end", "output")


@check("console.table, dir, warn, info, debug and group reach their streams")
def console_methods(kernel):
    answer = ok(kernel.run(
        "console.info('i'); console.debug('d'); console.group('g'); console.log('inside'); console.groupEnd();"
        "console.table([{ a: 1 }]); console.warn('w'); console.dir({ deep: 1 });"))
    holds(answer.text(), "i\n", "d\n", "g\n", "inside", "deep: 1")
    holds(answer.text("stderr"), "w\n")


@check("what was printed before an error comes before it")
def before_error(kernel):
    answer = failed(kernel.run("for (let i = 0; i < 5000; i++) console.log(i);\nthrow new Error('then');"))
    same(answer.text().splitlines(), [str(i) for i in range(5000)], "lines")
    same(answer.kinds[-2:], ["error", "status:idle"], "end")


@check("a timer's output while its own cell runs belongs to it")
def timer_inside(kernel):
    answer = ok(kernel.run("setTimeout(() => console.log('tick'), 50);\nawait new Promise((r) => setTimeout(r, 300));"))
    same(answer.text(), "tick\n", "output")


@check("output of a timer after its cell arrives with that cell")
def timer_later(kernel):
    answer = ok(kernel.run("setTimeout(() => console.log('late', 1), 700);"))
    found = answer.text()
    if not found:
        messages = kernel.later(60, lambda some: any(m.type == "stream" for m in some))
        streams = [m for m in messages if m.type == "stream"]
        same([m.content["text"] for m in streams], ["late 1\n"], "output")
        same([m.parent_id for m in streams], [answer.request["msg_id"]], "the request that it belongs to")
    else:
        same(found, "late 1\n", "output")


@check("output of an earlier cell's timer while another cell runs belongs to either")
def timer_across(kernel):
    first = kernel.execute("setTimeout(() => console.log('from before'), 400);")
    second = kernel.execute("await new Promise((r) => setTimeout(r, 1500)); console.log('own');")
    one, two = kernel.answer(first), kernel.answer(second)
    found = [m for answer in (one, two) for m in answer.all("stream")] + [m for m in kernel.unclaimed if m.type == "stream"]
    same(sorted(m.content["text"] for m in found), ["from before\n", "own\n"], "output")
    own = next(m for m in found if m.content["text"] == "own\n")
    same(own.parent_id, second["msg_id"], "request of the running cell's output")
    stray = next(m for m in found if m.content["text"] == "from before\n")
    assert stray.parent_id in (first["msg_id"], second["msg_id"]), f"parent {stray.parent}"


@check("output of a promise that nobody awaits arrives")
def promise_later(kernel):
    answer = ok(kernel.run(
        "(async () => { for (let i = 0; i < 3; i++) { await new Promise((r) => setTimeout(r, 100)); console.log('p', i); } })();\nconst here = 1;"))
    count = lambda some: answer.text().count("\n") + sum(m.content["text"].count("\n") for m in some if m.type == "stream")
    messages = kernel.later(60, lambda some: count(some) == 3)
    same(answer.text() + "".join(m.content["text"] for m in messages if m.type == "stream"), "p 0\np 1\np 2\n", "output")


@check("display_data carries its MIME type, data and metadata")
def display(kernel):
    shown = ok(kernel.run(dialect(kernel, "html"))).all("display_data")
    same(len(shown), 1, "number of displays")
    same(shown[0].content["data"]["text/html"], "<b>bold</b>", "data")
    assert isinstance(shown[0].content["metadata"], dict)
