"""Messages on the wire: signatures, headers, heartbeat, what a kernel has to survive."""

import json
import re

import zmq
from checks import collector, holds, ok, same
from wire import DELIMITER, Message, sign

check, CHECKS = collector("wire")
ISO_DATE = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


def parts_of(kernel, header, content):
    return [json.dumps(part).encode() for part in (header, {}, {}, content)]


def survives(kernel):
    """Whatever was sent before, the next request is answered."""
    holds(ok(kernel.run("40 + 2")).shown, "42")


@check("every message is signed, with a whole header")
def whole_headers(kernel):
    answer = ok(kernel.run("console.log(1); 2"))
    messages = [answer.reply, *answer.published]
    for message in messages:
        assert message.signed, f"{message} has a wrong signature"
        for key in ("msg_id", "msg_type", "session", "username", "version"):
            assert isinstance(message.header.get(key), str), f"{message} has no {key}: {message.header}"
        assert message.header["version"].startswith("5."), f"version {message.header['version']}"
        assert ISO_DATE.match(message.header.get("date", "")), f"{message} has the date {message.header.get('date')!r}"
        assert isinstance(message.metadata, dict)
    same(len({message.header["msg_id"] for message in messages}), len(messages), "number of different msg_ids")


@check("parent headers are whole copies of the request's header")
def parents(kernel):
    answer = ok(kernel.run("console.log(1); 2"))
    header = {key: value for key, value in answer.request.items() if key != "sent"}
    for message in [answer.reply, *answer.published]:
        same(message.parent, header, f"parent of {message}")


@check("each client gets its own replies; all see what is published")
def two_clients(kernel):
    other = kernel.context.socket(zmq.DEALER)
    other.linger = 0
    other.identity = b"somebody-else"
    info = kernel.manager.get_connection_info()
    other.connect(f"tcp://{info['ip']}:{info['shell_port']}")
    try:
        header = {**kernel.header("execute_request"), "session": "somebody-else"}
        content = {"code": "console.log('for all')", "silent": False, "store_history": True}
        parts = parts_of(kernel, header, content)
        other.send_multipart([DELIMITER, sign(kernel.key, parts), *parts])
        assert other.poll(30_000), "the second client gets no reply"
        same(Message(other.recv_multipart(), kernel.key, "shell").parent_id, header["msg_id"], "parent of the reply")
        message = kernel.wait(lambda m: m.type == "stream" and m.parent_id == header["msg_id"])
        same(message.content["text"].strip(), "for all", "published")
        kernel.wait(lambda m: m.parent_id == header["msg_id"] and m.content.get("execution_state") == "idle")
        assert not any(m.channel == "shell" for m in kernel.unclaimed), "a reply went to the wrong client"
    finally:
        other.close()


@check("a request with a wrong signature is ignored")
def wrong_signature(kernel):
    ok(kernel.run("var touched = 0;"))
    forged = kernel.send("execute_request", {"code": "touched = 1; console.log('forged')"}, key=b"not the key")
    unsigned = kernel.header("execute_request")
    parts = parts_of(kernel, unsigned, {"code": "touched = 2; console.log('unsigned')"})
    kernel.send_frames([DELIMITER, b"", *parts])
    holds(ok(kernel.run("`touched ${touched}`")).shown, "touched 0")
    for request in (forged, unsigned):
        answers = [m for m in kernel.unclaimed if m.parent_id == request["msg_id"]]
        assert not answers, f"a forged request was answered: {answers}"


@check("an unknown type of message is survived, on shell and on control")
def unknown_type(kernel):
    kernel.send("tea_request", {"sugar": 2})
    kernel.send("tea_request", {"sugar": 2}, channel="control")
    survives(kernel)


@check("unknown fields and extra buffers are survived")
def unknown_fields(kernel):
    header = {**kernel.header("execute_request"), "subshell_id": None, "colour": "blue"}
    parts = parts_of(kernel, header, {"code": "'ext' + 'ra'", "silent": False, "later_field": [1]})
    kernel.send_frames([DELIMITER, sign(kernel.key, parts), *parts, b"\x00\xff", b"second"])
    answer = kernel.answer({**header, "sent": 0})
    holds(ok(answer).shown, "extra")


def malformed(name, make):
    @check(f"{name} is survived")
    def test(kernel):
        for channel in ("shell", "control"):
            kernel.send_frames(make(kernel), channel)
        survives(kernel)


def signed(kernel, parts):
    return [DELIMITER, sign(kernel.key, parts), *parts]


malformed("a message without a delimiter", lambda kernel: [b"nonsense"])
malformed("a message with too few parts", lambda kernel: [DELIMITER, sign(kernel.key, [b"{}"]), b"{}"])
malformed("a header that is no JSON", lambda kernel: signed(kernel, [b"{not json", b"{}", b"{}", b"{}"]))
malformed("bytes that are no UTF-8", lambda kernel: signed(kernel, [b"\xff\xfe", b"\xff", b"{}", b"{}"]))
malformed("a header without a type", lambda kernel: signed(kernel, [b"{}", b"{}", b"{}", b"{}"]))
malformed(
    "an execute_request without code",
    lambda kernel: signed(kernel, parts_of(kernel, kernel.header("execute_request"), {})),
)
malformed(
    "an execute_request whose code is a number",
    lambda kernel: signed(kernel, parts_of(kernel, kernel.header("execute_request"), {"code": 7})),
)
malformed(
    "a complete_request without a cursor",
    lambda kernel: signed(kernel, parts_of(kernel, kernel.header("complete_request"), {"code": "Mat"})),
)


@check("the heartbeat echoes, also while a loop keeps the kernel busy")
def heartbeat(kernel):
    kernel.heartbeat(30)
    request = kernel.execute("const until = Date.now() + 3000; while (Date.now() < until) {}\n'looped'")
    kernel.wait(lambda m: m.content.get("execution_state") == "busy" and m.parent_id == request["msg_id"])
    echo = kernel.heartbeat(30)
    kernel.gather()
    assert not any(m.channel == "shell" for m in kernel.unclaimed), f"the echo came after the cell, in {echo:.1f} s"
    holds(ok(kernel.answer(request)).shown, "looped")


@check("requests on the control channel are answered while a cell awaits")
def control_while_busy(kernel):
    request = kernel.execute("await new Promise<void>((done) => setTimeout(done, 4000)); 'waited'")
    kernel.wait(lambda m: m.content.get("execution_state") == "busy" and m.parent_id == request["msg_id"])
    answer = kernel.ask("kernel_info_request", channel="control")
    assert answer.status == "ok" and answer.reply.type == "kernel_info_reply"
    assert not any(m.channel == "shell" for m in kernel.unclaimed), "the answer came after the cell"
    holds(ok(kernel.answer(request)).shown, "waited")
