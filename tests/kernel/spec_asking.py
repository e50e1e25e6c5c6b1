"""Questions about code: completion, inspection, completeness, history, comms, the kernel itself, input."""

import re

from checks import Skip, collector, failed, holds, ok, same
from dialects import dialect

check, CHECKS = collector("questions")


def complete(kernel, code, cursor=None):
    answer = kernel.ask("complete_request", {"code": code, "cursor_pos": len(code) if cursor is None else cursor})
    same(answer.reply.type, "complete_reply", "type of the reply")
    same(answer.status, "ok", "status")
    content = answer.content
    assert isinstance(content["matches"], list) and isinstance(content.get("metadata"), dict), content
    return content


def completed(code, content, match):
    """The code after a front end has taken this match."""
    assert match in content["matches"], f"{match!r} is not among {content['matches'][:30]}"
    return code[: content["cursor_start"]] + match + code[content["cursor_end"] :]


def inspect(kernel, code, cursor=None, level=0):
    asked = {"code": code, "cursor_pos": len(code) if cursor is None else cursor, "detail_level": level}
    answer = kernel.ask("inspect_request", asked)
    same(answer.reply.type, "inspect_reply", "type of the reply")
    same(answer.status, "ok", "status")
    assert isinstance(answer.content["data"], dict) and isinstance(answer.content["metadata"], dict)
    return answer.content


@check("kernel_info: protocol, implementation, an honest language")
def kernel_info(kernel):
    answer = kernel.ask("kernel_info_request")
    same(answer.reply.type, "kernel_info_reply", "type of the reply")
    content = answer.content
    same(content["status"], "ok", "status")
    assert re.fullmatch(r"5\.\d+(\.\d+)?", content["protocol_version"]), content["protocol_version"]
    for key in ("implementation", "implementation_version", "banner"):
        assert isinstance(content[key], str) and content[key], f"{key} is {content.get(key)!r}"
    language = content["language_info"]
    for key in ("name", "version", "mimetype", "file_extension"):
        assert isinstance(language.get(key), str) and language[key], f"language_info.{key} is {language.get(key)!r}"
    assert language["file_extension"].startswith(".")
    assert re.match(r"\d+\.\d+\.\d+", language["version"]), f"language version {language['version']!r}"
    if language["name"] == "typescript":
        same(language["file_extension"], ".ts", "file_extension")
        holds(language["mimetype"], "typescript")
        assert not language["version"].startswith("0."), language["version"]


@check("kernel_info says TypeScript's own version as the language's")
def language_version(kernel):
    version = kernel.ask("kernel_info_request").content["language_info"]["version"]
    assert re.match(r"[4-9]\.\d+", version), f"{version}: no version of TypeScript"


@check("complete: members of a value of an earlier cell")
def complete_member(kernel):
    ok(kernel.run("const person = { firstName: 'A', lastName: 'B' };"))
    code = "person.first"
    same(completed(code, complete(kernel, code), "firstName"), "person.firstName", "completed")


@check("complete: names of the cell itself, and globals")
def complete_names(kernel):
    code = "const veryLongName = 1;\nveryLo"
    same(completed(code, complete(kernel, code), "veryLongName"), "const veryLongName = 1;\nveryLongName", "completed")
    same(completed("Math.sq", complete(kernel, "Math.sq"), "sqrt"), "Math.sqrt", "completed")


@check("complete: in the middle of a line, and behind a point")
def complete_middle(kernel):
    code = "Math.flo + Math.max(1, 2)"
    taken = completed(code, complete(kernel, code, len("Math.flo")), "floor")
    same(taken.replace("floorflo", "floor"), "Math.floor + Math.max(1, 2)", "completed")
    code = "Math."
    same(completed(code, complete(kernel, code), "abs"), "Math.abs", "completed")


@check("complete: positions count code points, not UTF-16 units")
def complete_astral(kernel):
    code = "const s = '𝒳𝒳𝒳'; Math.sq"
    same(completed(code, complete(kernel, code), "sqrt"), "const s = '𝒳𝒳𝒳'; Math.sqrt", "completed")


@check("complete: nothing to complete gives no matches, not an error")
def complete_nothing(kernel):
    same(complete(kernel, "noSuchThingAnywhere.xyz")["matches"], [], "matches")
    complete(kernel, "")
    complete(kernel, "const broken = ((({")


@check("inspect: a value of an earlier cell, with its type")
def inspect_value(kernel):
    ok(kernel.run("/** How old somebody is. */\nconst ageInYears: number = 41;"))
    found = inspect(kernel, "ageInYears", 3)
    same(found["found"], True, "found")
    holds(found["data"]["text/plain"], "ageInYears", "number")


@check("inspect: a global function, at either end of its name and in a line")
def inspect_function(kernel):
    for code, cursor in (("parseInt", 8), ("parseInt", 0), ("const n = parseInt('3');", 13), ("Math.max", 8)):
        found = inspect(kernel, code, cursor)
        same(found["found"], True, f"found for {code!r} at {cursor}")
        holds(found["data"]["text/plain"], "number")


@check("inspect: positions count code points")
def inspect_astral(kernel):
    code = "const s = '𝒳𝒳𝒳𝒳𝒳𝒳𝒳𝒳𝒳𝒳'; parseInt('1')"
    found = inspect(kernel, code, code.index("parseInt") + 4)
    same(found["found"], True, "found")
    holds(found["data"]["text/plain"], "parseInt")


@check("inspect: what is not there is not found")
def inspect_nothing(kernel):
    for code in ("noSuchName", "", "   ", "1 + "):
        same(inspect(kernel, code)["found"], False, f"found for {code!r}")


@check("is_complete: complete, incomplete with an indent, invalid")
def is_complete(kernel):
    for code, status in (
        ("const a = 1;", "complete"), ("a", "complete"), ("await f()", "complete"), ("", "complete"),
        ("for await (const x of y) {}", "complete"), ("const t = `one\ntwo`;", "complete"), ("// note", "complete"),
        ("function f() {", "incomplete"), ("const o = {", "incomplete"), ("f(1,", "incomplete"),
        ("const t = `one", "incomplete"), ("if (a) {\n  b();", "incomplete"), ("/* note", "incomplete"),
        ("const = 1", "invalid"), ("let x = );", "invalid"), ("a b c", "invalid"),
    ):
        answer = kernel.ask("is_complete_request", {"code": code})
        same(answer.reply.type, "is_complete_reply", "type of the reply")
        same(answer.content["status"], status, f"status of {code!r}")
        assert ("indent" in answer.content) <= (status == "incomplete"), "an indent where nothing is to be indented"


@check("history: tail, range and search")
def history(kernel):
    before = ok(kernel.run("const h0 = 0;")).content["execution_count"]
    cells = ["const h1 = 1;", "h1 + 1", "const h3 = 'needle';", "h1 + 2"]
    for code in cells:
        ok(kernel.run(code))
    ok(kernel.run("const hidden = 0;", store_history=False))

    def ask(**how):
        answer = kernel.ask("history_request", {"output": False, "raw": True, **how})
        same(answer.reply.type, "history_reply", "type of the reply")
        same(answer.status, "ok", "status")
        return answer.content["history"]

    tail = ask(hist_access_type="tail", n=4)
    same([entry[2] for entry in tail], cells, "tail")
    same([entry[1] for entry in tail], [before + 1, before + 2, before + 3, before + 4], "numbers")
    same([entry[2] for entry in ask(hist_access_type="tail", n=2)], cells[-2:], "tail of 2")
    same([entry[2] for entry in ask(hist_access_type="range", session=0, start=before + 2, stop=before + 4)], cells[1:3], "range")
    same([entry[2] for entry in ask(hist_access_type="range", session=tail[0][0], start=before + 1, stop=before + 2)], cells[:1], "range")
    same([entry[2] for entry in ask(hist_access_type="search", pattern="*needle*", n=10)], cells[2:3], "search")
    same([entry[2] for entry in ask(hist_access_type="search", pattern="h1 + ?", n=1)], cells[3:], "the last of a search")
    with_output = ask(hist_access_type="tail", n=3, output=True)
    same([len(entry[2]) for entry in with_output], [2, 2, 2], "entries with output")
    holds(str(with_output[0][2][1]), "2")


@check("comm_info, and a comm for nobody is closed")
def comms(kernel):
    answer = kernel.ask("comm_info_request", {})
    same(answer.reply.type, "comm_info_reply", "type of the reply")
    same((answer.status, answer.content["comms"]), ("ok", {}), "status and comms")
    same(kernel.ask("comm_info_request", {"target_name": "none"}).content["comms"], {}, "comms of a target")
    request = kernel.send("comm_open", {"comm_id": "c1", "target_name": "no-such-target", "data": {}})
    kernel.wait(lambda m: m.parent_id == request["msg_id"] and m.content.get("execution_state") == "idle")
    closed = [m for m in kernel.unclaimed if m.type == "comm_close" and m.channel == "iopub"]
    same([m.content["comm_id"] for m in closed], ["c1"], "comms closed")
    kernel.send("comm_msg", {"comm_id": "c1", "data": {}})
    kernel.send("comm_close", {"comm_id": "c1", "data": {}})
    ok(kernel.run("1"))


@check("input: a request on stdin, its answer in the cell")
def input_request(kernel):
    request = kernel.execute(dialect(kernel, "input"), allow_stdin=True)
    asked = kernel.wait(lambda m: m.channel == "stdin" or (m.channel == "shell" and m.parent_id == request["msg_id"]))
    assert asked.channel == "stdin", f"the cell ended without asking: {asked.content}"
    same(asked.type, "input_request", "type")
    same(asked.parent_id, request["msg_id"], "parent")
    same(asked.content["prompt"].strip(), "Your name?", "prompt")
    same(asked.content.get("password", False), False, "password")
    kernel.send("input_reply", {"value": "Zoë 𝒳"}, channel="stdin", parent=asked.header)
    holds(ok(kernel.answer(request)).text(), "hello Zoë 𝒳")


@check("input where the front end has none is an error, not a wait")
def input_refused(kernel):
    code = dialect(kernel, "input")
    answer = kernel.run(code, 20, allow_stdin=False)
    if "deno" in kernel.info["implementation"].lower():
        raise Skip("prompt() answers null there")
    failed(answer)
