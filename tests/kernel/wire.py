"""A small Jupyter client of our own: the wire protocol over ZMQ, with nothing hidden.

jupyter_client starts, interrupts and ends the process; every message is packed, signed, sent, received and checked
here, so that a test sees what a kernel really says, and can send what a well-behaved client never would.
"""

import hashlib
import hmac
import json
import os
import re
import subprocess
import time
import uuid
from datetime import datetime, timezone

import zmq
from jupyter_client.manager import KernelManager

DELIMITER = b"<IDS|MSG>"
ANSI = re.compile(r"\x1b\[[0-9;]*m")
PROTOCOL = "5.3"
# Patience with anything that a healthy kernel does soon, on a machine that has other things to do.
PATIENCE = 60
START_PATIENCE = 90
# What an interrupt may take.
SOON = 1.0


class NoAnswer(Exception):
    """The kernel did not say in time what the test waited for."""


class Died(Exception):
    """The process of the kernel has ended."""


class Message:
    """A message as it came: `topic` or identity, header, parent, metadata, content, buffers and its signature's state."""

    def __init__(self, frames, key, channel):
        split = frames.index(DELIMITER)
        self.channel = channel
        self.prefix = frames[:split]
        signature, *parts = frames[split + 1 : split + 6]
        self.signed = hmac.compare_digest(sign(key, parts), signature)
        self.header, self.parent, self.metadata, self.content = (json.loads(part) for part in parts)
        self.buffers = frames[split + 6 :]
        self.at = time.monotonic()

    @property
    def type(self):
        return self.header["msg_type"]

    @property
    def parent_id(self):
        return self.parent.get("msg_id")

    def __repr__(self):
        return f"<{self.channel} {self.type} {json.dumps(self.content)[:200]}>"


def plain(text):
    """Text without the colours of a terminal."""
    return ANSI.sub("", text)


def sign(key, parts):
    digest = hmac.new(key, digestmod=hashlib.sha256)
    for part in parts:
        digest.update(part)
    return digest.hexdigest().encode()


class Answer:
    """All that a kernel said to one request."""

    def __init__(self, request, reply, published):
        self.request = request
        self.reply = reply
        self.published = published

    @property
    def content(self):
        return self.reply.content

    @property
    def status(self):
        return self.reply.content.get("status")

    @property
    def seconds(self):
        """From sending to the later of reply and idle."""
        return max(self.reply.at, self.published[-1].at if self.published else 0) - self.request["sent"]

    def all(self, *types):
        return [message for message in self.published if message.type in types]

    @property
    def outputs(self):
        return self.all("stream", "display_data", "update_display_data", "execute_result", "error", "clear_output")

    @property
    def kinds(self):
        """Types in the order published, with the state of a status; repeated streams of a kind are one."""
        kinds = []
        for message in self.published:
            extra = message.content.get("execution_state") or message.content.get("name")
            kind = f"{message.type}:{extra}" if extra and message.type in ("status", "stream") else message.type
            if not kinds or kinds[-1] != kind or not kind.startswith("stream"):
                kinds.append(kind)
        return kinds

    def text(self, *names):
        names = names or ("stdout",)
        return "".join(m.content["text"] for m in self.all("stream") if m.content["name"] in names)

    @property
    def result(self):
        """text/plain of the execute_result, or None."""
        results = self.all("execute_result")
        return plain(results[-1].content["data"].get("text/plain")) if results else None

    @property
    def shown(self):
        """The result, or what a kernel that has no results printed in its place."""
        return self.result if self.result is not None else plain(self.text())

    @property
    def traceback(self):
        return "\n".join(self.content.get("traceback", []))


class Kernel:
    """A running kernel of a kernelspec, with its five channels open."""

    def __init__(self, name, cwd=None, env=None):
        self.name = name
        self.manager = KernelManager(kernel_name=name)
        env = {**os.environ, **(env or {})}
        self.manager.start_kernel(cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.context = zmq.Context()
        self.session = uuid.uuid4().hex
        self.sent = 0
        self.unclaimed = []
        self._open()
        self._await_iopub()

    def _open(self):
        info = self.manager.get_connection_info()
        self.key = info["key"] if isinstance(info["key"], bytes) else info["key"].encode()
        self.channels = {}
        identity = self.session.encode()
        for channel, kind in (("shell", zmq.DEALER), ("control", zmq.DEALER), ("stdin", zmq.DEALER),
                              ("iopub", zmq.SUB), ("hb", zmq.REQ)):
            socket = self.context.socket(kind)
            socket.linger = 0
            socket.rcvhwm = 0
            if kind == zmq.DEALER:
                socket.identity = identity
            if kind == zmq.SUB:
                socket.subscribe(b"")
            socket.connect(f"{info['transport']}://{info['ip']}:{info[channel + '_port']}")
            self.channels[channel] = socket
        self.poller = zmq.Poller()
        for channel in ("shell", "control", "stdin", "iopub"):
            self.poller.register(self.channels[channel], zmq.POLLIN)

    def _await_iopub(self):
        """A subscriber that connects late misses the first messages: ask until something comes back."""
        deadline = time.monotonic() + START_PATIENCE
        requests = []
        while time.monotonic() < deadline:
            requests.append(self.send("kernel_info_request"))
            try:
                self.wait(lambda m: m.channel == "iopub" and m.parent_id == requests[-1]["msg_id"]
                          and m.content.get("execution_state") == "idle", 1)
            except NoAnswer:
                continue
            # Every answer to those before is on its way or lost; the last one's reply comes after theirs.
            self.wait(lambda m: m.channel == "shell" and m.parent_id == requests[-1]["msg_id"])
            self.unclaimed.clear()
            return
        raise NoAnswer("the kernel does not publish anything")

    # Sending

    def header(self, msg_type):
        self.sent += 1
        return {
            "msg_id": f"{self.session}-{self.sent}",
            "msg_type": msg_type,
            "session": self.session,
            "username": "tester",
            "date": datetime.now(timezone.utc).isoformat(),
            "version": PROTOCOL,
        }

    def send(self, msg_type, content=None, channel="shell", parent=None, key=None):
        """Sends a message and returns its header (with the time of sending)."""
        header = self.header(msg_type)
        parts = [json.dumps(part).encode() for part in (header, parent or {}, {}, content or {})]
        self.send_frames([DELIMITER, sign(key or self.key, parts), *parts], channel)
        return {**header, "sent": time.monotonic()}

    def send_frames(self, frames, channel="shell"):
        self.channels[channel].send_multipart(frames)

    def execute(self, code, **options):
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False,
                   "stop_on_error": True, **options}
        return self.send("execute_request", content)

    # Receiving

    def receive(self, seconds):
        """The next message of any channel, or None."""
        for socket, _ in self.poller.poll(max(0, seconds) * 1000):
            channel = next(name for name, other in self.channels.items() if other is socket)
            return Message(socket.recv_multipart(), self.key, channel)
        return None

    def wait(self, wanted, seconds=None):
        """The first message that `wanted` accepts, of those that came and nobody claimed, or that come in time."""
        for index, message in enumerate(self.unclaimed):
            if wanted(message):
                return self.unclaimed.pop(index)
        seconds = PATIENCE if seconds is None else seconds
        deadline = time.monotonic() + seconds
        while True:
            left = deadline - time.monotonic()
            message = self.receive(min(max(left, 0), 0.5))
            if message is None:
                if not self.is_alive():
                    raise Died("the kernel died")
                if left <= 0:
                    raise NoAnswer(f"no answer within {seconds} s")
                continue
            if wanted(message):
                return message
            self.unclaimed.append(message)

    def gather(self):
        """Takes in what has come, for nobody yet."""
        while (message := self.receive(0)) is not None:
            self.unclaimed.append(message)

    def answer(self, request, seconds=None, channel="shell"):
        """Waits for the reply to a request and for its idle status; takes what was published for it."""
        mine = request["msg_id"]
        reply, published = None, []
        idle = False
        seconds = PATIENCE if seconds is None else seconds
        deadline = time.monotonic() + seconds
        while reply is None or not idle:
            try:
                message = self.wait(lambda m: m.parent_id == mine, max(0, deadline - time.monotonic()))
            except NoAnswer:
                missing = " and ".join(["reply"] * (reply is None) + ["idle status"] * (not idle))
                raise NoAnswer(f"no {missing} within {seconds:.0f} s; there came {published}"[:800]) from None
            if message.channel == channel:
                reply = message
            elif message.channel == "iopub":
                published.append(message)
                idle = message.type == "status" and message.content["execution_state"] == "idle"
        return Answer(request, reply, published)

    def ask(self, msg_type, content=None, channel="shell", seconds=None):
        return self.answer(self.send(msg_type, content, channel), seconds, channel)

    def run(self, code, seconds=None, **options):
        return self.answer(self.execute(code, **options), seconds)

    def later(self, seconds, enough):
        """Messages that come after idle, until `enough` of the list so far holds or time is up."""
        found = list(self.unclaimed)
        self.unclaimed.clear()
        deadline = time.monotonic() + seconds
        while not enough(found) and time.monotonic() < deadline:
            message = self.receive(0.2)
            if message is not None:
                found.append(message)
        return found

    # Life and death

    def is_alive(self):
        return self.manager.is_alive()

    def wait_for_death(self, seconds):
        deadline = time.monotonic() + seconds
        while self.is_alive():
            if time.monotonic() > deadline:
                raise NoAnswer("the kernel still lives")
            time.sleep(0.05)

    def interrupt(self):
        self.manager.interrupt_kernel()

    def restart(self):
        self._close_channels()
        self.manager.restart_kernel(now=True)
        self._open()
        self._await_iopub()

    def heartbeat(self, seconds):
        """Seconds until the heartbeat's echo."""
        socket = self.channels["hb"]
        start = time.monotonic()
        socket.send(b"ping")
        if not socket.poll(seconds * 1000):
            raise NoAnswer(f"no heartbeat within {seconds} s")
        assert socket.recv() == b"ping"
        return time.monotonic() - start

    def _close_channels(self):
        for socket in self.channels.values():
            socket.close()
        self.unclaimed.clear()

    def close(self):
        self._close_channels()
        self.manager.shutdown_kernel(now=True)
        self.context.destroy(linger=0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
