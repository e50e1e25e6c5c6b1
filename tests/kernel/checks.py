"""The register of checks, and what they share."""

from dataclasses import dataclass
from typing import Callable


class Skip(Exception):
    """The check does not apply to this kernel."""


@dataclass(frozen=True)
class Check:
    section: str
    name: str
    test: Callable
    env: tuple


def collector(section):
    """A decorator that registers a check of this section, and the list that it fills.

    A check gets a kernel that earlier ones have used, unless it asks for one of its own with more in its `env`; after
    a check that fails, or that ends its kernel, the next one gets a new kernel.
    """
    checks = []

    def check(name, env=()):
        def register(test):
            checks.append(Check(section, name, test, tuple(env)))
            return test

        return register

    return check, checks


def same(found, wanted, what="found"):
    assert found == wanted, f"{what}: {found!r}, not {wanted!r}"


def holds(text, *parts):
    for part in parts:
        assert part in text, f"{part!r} is not in {text[:1500]!r}"


def ok(answer):
    """The answer itself, after a look at its status."""
    errors = [f"{m.content['ename']}: {m.content['evalue']}" for m in answer.all("error")]
    said = (errors or [answer.text("stderr")])[0]
    assert answer.status == "ok", f"status {answer.status!r}, not 'ok': {said[:600]}"
    return answer


def failed(answer):
    """The answer itself, after a check that it is an error by reply and by message, both with the same content."""
    same(answer.status, "error", "status of the reply")
    same(len(answer.all("error")), 1, "number of error messages")
    message = answer.all("error")[0].content
    for key in ("ename", "evalue", "traceback"):
        same(answer.content.get(key), message.get(key), f"{key} of the reply and of the message")
        assert message.get(key), f"{key} is empty"
    assert isinstance(message["traceback"], list) and all(isinstance(line, str) for line in message["traceback"])
    return answer
