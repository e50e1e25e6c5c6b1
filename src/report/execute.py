"""Executes notebooks with their Jupyter kernel and tells how it goes.

The first line of stdin is the job, one JSON object:

  notebooks    list of absolute paths, in the order to start them
  cwd          folder that the kernels run in
  parallel     how many notebooks run at a time
  cellTimeout  seconds a cell may take
  executed     folder for the executed notebooks
  failed       folder for a notebook that failed, as far as it ran

Each line of stdout is an event, one JSON object: "start", "cell", "done" or "failed" (one at most, the last event).
The end of stdin means stop: the kernels are killed. The exit code is 0 when every notebook ran, 3 when one failed or
the run was stopped.
"""

import asyncio
import json
import os
import re
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

NOT_ALL_RAN = 3
# Patience with each start of a kernel. One usually takes two seconds; one that lost a port to another program never
# answers, so the first wait is short, and the later ones allow for a busy machine.
STARTUP_SECONDS = (15, 30, 60)
# The kernel says "idle" right behind its reply. When that message does not come, output was lost on the way.
LOST_OUTPUT_SECONDS = 15
ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
# A cell that shows this ends its chapter: there are too few clients for what would follow.
END_TYPE = "application/vnd.churnlab.end+json"


class Failure(Exception):
    """A notebook that did not run to its end. `cell` counts from 0 over all cells; None: before the first one."""

    def __init__(self, kind, message, cell=None):
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.cell = cell


class StudyClient(NotebookClient):
    """An nbclient that takes nothing but status "ok" for success, and watches for errors between the cells."""

    def __init__(self, notebook, log, **options):
        super().__init__(notebook, on_cell_executed=self._check_reply, raise_on_iopub_timeout=True, **options)
        self.iopub_timeout = LOST_OUTPUT_SECONDS
        self._log = log
        self._requests = {}
        self._answered = set()
        self._stray = None
        self.current = None

    async def start(self, cwd):
        """Starts the kernel; again, when it dies or stays silent (another program may have taken one of its ports)."""
        for seconds in STARTUP_SECONDS:
            self.startup_timeout = seconds
            self.km = self.create_kernel_manager()
            try:
                await self.async_start_new_kernel(cwd=cwd, stdout=self._log, stderr=self._log)
                await self.async_start_new_kernel_client()
                await self._await_output_channel()
                return
            except Exception as error:
                await self.stop()
                if seconds == STARTUP_SECONDS[-1]:
                    raise Failure("start", f"the kernel {self.kernel_name!r} does not start: {error}") from error

    async def _await_output_channel(self):
        # A subscriber that connects late misses the first messages, so ask until something comes back.
        for _ in range(40):
            self.kc.kernel_info()
            try:
                await self.kc.iopub_channel.get_msg(timeout=0.25)
            except Exception:
                continue
            break
        else:
            raise RuntimeError("the kernel does not publish any output")
        self._wrap_channels()

    def _wrap_channels(self):
        send, receive = self.kc.execute, self.kc.iopub_channel.get_msg

        def send_and_note(*args, **kwargs):
            request = send(*args, **kwargs)
            self._requests[request] = self.current
            return request

        async def receive_and_watch(*args, **kwargs):
            message = await receive(*args, **kwargs)
            self._watch(message)
            return message

        self.kc.execute = send_and_note
        self.kc.iopub_channel.get_msg = receive_and_watch

    async def stop(self):
        """Kills the kernel. Safe to call at any time, more than once."""
        if self.km is not None:
            self.shutdown_kernel = "immediate"
            await self._async_cleanup_kernel()
            self.km = None

    async def settle(self):
        """Waits until the kernel has answered one more request: errors right behind the last cell come before it."""
        request = self.kc.kernel_info()
        while True:
            message = await self.kc.iopub_channel.get_msg(timeout=LOST_OUTPUT_SECONDS)
            idle = message["msg_type"] == "status" and message["content"]["execution_state"] == "idle"
            if idle and message["parent_header"].get("msg_id") == request:
                return

    def check_stray(self):
        """Raises for an error that came outside of a cell's own run, such as a promise that nobody waited for."""
        if self._stray is not None:
            raise self._stray

    def _watch(self, message):
        """An error message of a cell that has had its answer: of a timer or a promise that it left behind."""
        request = message["parent_header"].get("msg_id")
        if message["msg_type"] == "error" and request in self._answered and self._stray is None:
            text = "\n".join(message["content"]["traceback"])
            self._stray = Failure("stray", ANSI.sub("", text).strip("\n"), self._requests.get(request, self.current))

    def _check_reply(self, cell, cell_index, execute_reply):
        content = execute_reply["content"]
        self._answered.add(execute_reply["parent_header"]["msg_id"])
        if content["status"] != "ok":
            raise Failure("error", error_text(cell, content), cell_index)


def error_text(cell, reply):
    """The error as the kernel gave it: a traceback where there is one, else what it wrote to stderr."""
    if reply["status"] not in ("error", "ok"):
        return f"the kernel did not run this cell (it answered {reply['status']!r})"
    parts = ["\n".join(reply.get("traceback") or [])]
    parts += ["\n".join(output["traceback"]) for output in cell.outputs if output["output_type"] == "error"]
    parts += ["".join(out["text"] for out in cell.outputs if out["output_type"] == "stream" and out["name"] == "stderr")]
    text = next((part for part in parts if part.strip()), "the kernel gave no error text")
    return ANSI.sub("", text).strip("\n")


async def run_cells(client, notebook, tell):
    """Runs all code cells in order. @raises Failure"""
    done = 0
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        client.current = index
        try:
            await client.async_execute_cell(cell, index, execution_count=done + 1)
        except DeadKernelError as error:
            raise Failure("died", "the kernel died", index) from error
        except CellTimeoutError as error:
            raise Failure("timeout", timeout_text(error, client), index) from error
        client.check_stray()
        done += 1
        tell("cell", done=done)
        if ends_here(cell):
            del notebook.cells[index + 1 :]
            break
    if done > 0:
        await client.settle()
        client.check_stray()


def ends_here(cell):
    """Whether the cell said that the chapter has nothing to say about these data from here on."""
    return any(END_TYPE in output.get("data", {}) for output in cell.outputs)


def timeout_text(error, client):
    if "IOPub" in str(error):
        return "the kernel lost a part of this cell's output (it never reported the end of it)"
    return f"the cell ran for more than {client.timeout} seconds"


async def run_notebook(path, job, tell):
    """Executes one notebook and writes it to the folder `executed`, or what there is of it to `failed`."""
    started = time.monotonic()
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    tell("start")
    with tempfile.TemporaryFile() as log:
        client = StudyClient(
            notebook, log, timeout=job["cellTimeout"], record_timing=False, coalesce_streams=True
        )
        try:
            await client.start(job["cwd"])
            await run_cells(client, notebook, tell)
        except Failure as failure:
            target = Path(job["failed"], Path(path).name)
            write_notebook(notebook, target)
            tell("failed", **describe(failure, notebook, log), written=str(target))
            raise
        finally:
            await client.stop()
    write_notebook(notebook, Path(job["executed"], Path(path).name))
    tell("done", seconds=time.monotonic() - started)


def describe(failure, notebook, log):
    """A failure as the event tells it; `cell` counts from 1 over all cells, or is 0."""
    index = failure.cell
    message = failure.message
    if failure.kind in ("died", "start"):
        log.seek(0)
        said = ANSI.sub("", log.read().decode("utf-8", "replace")).strip()
        message = f"{message}\n{said}" if said else message
    lines = [] if index is None else [line for line in notebook.cells[index].source.splitlines() if line.strip()]
    return {
        "kind": failure.kind,
        "cell": 0 if index is None else index + 1,
        "cells": len(notebook.cells),
        "source": lines[0] if lines else "",
        "error": message,
    }


def write_notebook(notebook, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


async def run_all(job):
    """Runs the notebooks, `parallel` at a time, until all are done, one fails or stdin ends."""
    stop = asyncio.Event()
    stop_when_asked(stop)
    waiting = list(enumerate(job["notebooks"]))
    lines = threading.Lock()

    def teller(index):
        def tell(event, **facts):
            with lines:
                print(json.dumps({"event": event, "notebook": index, **facts}), flush=True)

        return tell

    async def worker():
        while waiting:
            index, path = waiting.pop(0)
            await run_notebook(path, job, teller(index))

    workers = [asyncio.ensure_future(worker()) for _ in range(job["parallel"])]
    stopped = asyncio.ensure_future(stop.wait())
    pending = set(workers)
    while pending:
        done, _ = await asyncio.wait({*pending, stopped}, return_when=asyncio.FIRST_COMPLETED)
        pending -= done
        if stopped in done or any(task.exception() for task in done):
            break
    for task in pending:
        task.cancel()
    results = await asyncio.gather(*workers, return_exceptions=True)
    stopped.cancel()
    errors = [result for result in results if isinstance(result, BaseException)]
    unexpected = [error for error in errors if not isinstance(error, (Failure, asyncio.CancelledError))]
    if unexpected:
        raise unexpected[0]
    return NOT_ALL_RAN if errors else 0


def stop_when_asked(stop):
    """Sets the event when stdin ends (whoever started us is gone or wants us to stop) or a signal asks to."""
    loop = asyncio.get_running_loop()

    def watch_stdin():
        # Below Python's own buffer, whose lock would be held when the interpreter ends.
        while os.read(0, 4096):
            pass
        try:
            loop.call_soon_threadsafe(stop.set)
        except RuntimeError:
            pass  # The loop is closed: all is done.

    threading.Thread(target=watch_stdin, daemon=True).start()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        try:
            loop.add_signal_handler(getattr(signal, name), stop.set)
        except (AttributeError, NotImplementedError):
            pass  # Windows: the end of stdin is the way to stop.


def main():
    job = json.loads(sys.stdin.readline())
    return asyncio.run(run_all(job))


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    sys.exit(code)
