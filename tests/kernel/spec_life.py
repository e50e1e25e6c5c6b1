"""Interrupts, shutdown, death and restart."""

import time

import wire
from checks import collector, holds, ok, same
from dialects import dialect
from wire import Died

check, CHECKS = collector("life")


def interrupted(kernel, code, how=None):
    """Runs code that never ends, interrupts it, and looks at what is left of the kernel."""
    ok(kernel.run("var kept = 41; var beats = 0; kept"))
    request = kernel.execute(code)
    kernel.wait(lambda m: m.type == "stream" and "begun" in m.content["text"] and m.parent_id == request["msg_id"])
    time.sleep(0.3)
    start = time.monotonic()
    (how or kernel.interrupt)()
    answer = kernel.answer(request)
    same(answer.status, "error", "status of the interrupted cell")
    assert answer.reply.at - start < wire.SOON, f"it took {answer.reply.at - start:.2f} s"
    same(len(answer.all("error")), 1, "number of error messages")
    holds(ok(kernel.run("kept + 1")).shown, "42")
    return answer


SYNC = "console.log('begun');\n{ let n = 0; while (true) n++; }"
AWAIT = "console.log('begun');\nawait new Promise(() => {});"
LOOP_AFTER_AWAIT = (
    "console.log('begun');\nawait new Promise((r) => setTimeout(r, 20));\n{ let n = 0; while (true) n++; }"
)


@check("an interrupt ends a synchronous loop within 1 s; state is kept")
def loop(kernel):
    # The line has to leave before the loop begins to hold the thread: that is a kernel's own concern.
    interrupted(kernel, SYNC)


@check("an interrupt ends an await that never ends within 1 s; state is kept")
def endless_await(kernel):
    interrupted(kernel, AWAIT)


@check("an interrupt ends a synchronous loop after an await within 1 s; state is kept")
def loop_after_await(kernel):
    interrupted(kernel, LOOP_AFTER_AWAIT)


@check("an interrupt ends a loop inside of a timer's callback that the cell awaits")
def loop_in_timer(kernel):
    interrupted(kernel, "console.log('begun');\nawait new Promise(() => setTimeout(() => { while (true) {} }, 50));")


@check("interrupts work again and again, and timers, promises and files work afterwards")
def again(kernel):
    for code in (SYNC, AWAIT, LOOP_AFTER_AWAIT, LOOP_AFTER_AWAIT, SYNC, AWAIT):
        interrupted(kernel, code)
    code = (
        "import { readFile } from 'node:fs/promises';\nawait new Promise((r) => setTimeout(r, 10));\n"
        "const own = await readFile('/proc/self/comm', 'utf8').catch(() => 'file');\n"
        "console.log(own.length > 0, await Promise.all([1, Promise.resolve(2)]));"
    )
    holds(ok(kernel.run(code)).text(), "true [ 1, 2 ]")


@check("an interrupt aborts what is queued behind the cell")
def interrupt_queue(kernel):
    request = kernel.execute(AWAIT)
    behind = kernel.execute("console.log('not to be run')")
    kernel.wait(lambda m: m.type == "stream" and "begun" in m.content["text"])
    kernel.interrupt()
    same(kernel.answer(request).status, "error", "status of the interrupted cell")
    answer = kernel.answer(behind)
    same((answer.status, answer.outputs), ("aborted", []), "status and outputs of the queued cell")
    same(ok(kernel.run("console.log('on')")).text(), "on\n", "output afterwards")


@check("an interrupt while nothing runs changes nothing")
def interrupt_idle(kernel):
    ok(kernel.run("var here = 7;"))
    kernel.interrupt()
    time.sleep(0.2)
    holds(ok(kernel.run("here")).shown, "7")


@check("interrupt_request is answered by interrupt_reply")
def interrupt_message(kernel):
    replies = []
    interrupted(kernel, AWAIT, lambda: replies.append(kernel.send("interrupt_request", channel="control")))
    reply = kernel.wait(lambda m: m.channel == "control" and m.parent_id == replies[0]["msg_id"])
    same((reply.type, reply.content.get("status")), ("interrupt_reply", "ok"), "reply")


def shuts_down(kernel, restart, channel):
    answer = kernel.send("shutdown_request", {"restart": restart}, channel)
    reply = kernel.wait(lambda m: m.channel == channel and m.parent_id == answer["msg_id"])
    same(reply.type, "shutdown_reply", "type of the reply")
    same(reply.content["restart"], restart, "restart")
    same(reply.content.get("status"), "ok", "status")
    kernel.wait_for_death(20)


@check("shutdown is answered with its restart flag, and the process ends, whatever lives in it")
def shutdown(kernel):
    ok(kernel.run("import http from 'node:http';\nsetInterval(() => {}, 10);\nhttp.createServer().listen(0);\nconst on = 1;"))
    shuts_down(kernel, False, "control")


@check("shutdown for a restart says so, also while a cell awaits")
def shutdown_busy(kernel):
    kernel.execute(AWAIT)
    kernel.wait(lambda m: m.type == "stream")
    shuts_down(kernel, True, "control")


@check("a restart gives a new state and counts from 1")
def restart(kernel):
    ok(kernel.run("var old = 1; old"))
    kernel.restart()
    answer = ok(kernel.run("typeof (globalThis as any).old"))
    same(answer.content["execution_count"], 1, "count")
    holds(answer.shown, "undefined")


def dies(kernel, code, seconds):
    """Nothing that looks like success comes from a cell that ends the process."""
    request = kernel.execute(code)
    try:
        answer = kernel.answer(request, seconds)
    except Died:
        answer = None
    assert answer is None or answer.status != "ok", "the cell that ended the kernel was reported as a success"
    kernel.wait_for_death(30)
    kernel.restart()
    holds(ok(kernel.run("40 + 2")).shown, "42")


@check("a cell that ends the process is the kernel's death; a restart works")
def exit_process(kernel):
    dies(kernel, dialect(kernel, "exit"), 60)


# Little memory, so that it is soon used up.
LITTLE = {"NODE_OPTIONS": "--max-old-space-size=200", "DENO_V8_FLAGS": "--max-old-space-size=200"}


@check("memory used up is the kernel's death; a restart works", env=LITTLE.items())
def out_of_memory(kernel):
    dies(kernel, "const hoard: unknown[] = []; for (;;) hoard.push(new Array(1e6).fill({ a: 1 }).map((x, i) => ({ i })));", 180)
