"""Times kernels with nbclient, in turn; prints one JSON line a measurement: {kernel, task, seconds} or {…, error}.

  python measure.py ROUNDS KERNEL …

Runs in the folder of the notebooks. Each round starts every kernel twice: a short session for the first result, a
trivial cell and the import of churnlab, and a long one for completion and inspection behind its 50th cell.
"""

import asyncio
import json
import statistics
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

TRIVIAL_CELLS = 15
IMPORT = 'import * as churnlab from "churnlab";\nchurnlab.Random.name'
DANFOJS = (
    'import { DataFrame } from "danfojs-node";\n'
    'const frame = new DataFrame([[1, 2], [3, 4]], { columns: ["a", "b"] });\nframe.shape'
)
LONG_SESSION = 50


class Failed(Exception):
    """A cell did not do what it should."""


async def run(client, code, shows=True):
    """Seconds until nbclient is done with a cell, which has to show something or need not. @raises Failed"""
    cell = nbformat.v4.new_code_cell(code)
    client.nb.cells.append(cell)
    start = time.perf_counter()
    try:
        await client.async_execute_cell(cell, len(client.nb.cells) - 1)
    except CellExecutionError as error:
        raise Failed(f"{error.ename}: {error.evalue}") from error
    seconds = time.perf_counter() - start
    if (shows and not cell.outputs) or any(output.get("name") == "stderr" for output in cell.outputs):
        raise Failed("".join(output.get("text", "") for output in cell.outputs) or "the cell shows nothing")
    return seconds


async def ask(client, request):
    """Seconds until the reply, and the reply."""
    start = time.perf_counter()
    sent = request()
    while True:
        reply = await client.kc.shell_channel.get_msg(timeout=60)
        if reply["parent_header"].get("msg_id") == sent:
            return time.perf_counter() - start, reply["content"]


class Session:
    """A kernel from its start to its end."""

    def __init__(self, kernel):
        notebook = nbformat.v4.new_notebook()
        self.client = NotebookClient(notebook, kernel_name=kernel, timeout=120, startup_timeout=120)

    async def __aenter__(self):
        self.client.km = self.client.create_kernel_manager()
        await self.client.async_start_new_kernel()
        await self.client.async_start_new_kernel_client()
        return self.client

    async def __aexit__(self, *_):
        self.client.shutdown_kernel = "immediate"
        await self.client._async_cleanup_kernel()


async def short_session(kernel, tell):
    start = time.perf_counter()
    async with Session(kernel) as client:
        await run(client, "40 + 2", shows=False)
        tell("first result", time.perf_counter() - start)
        tell("trivial cell", statistics.median([await run(client, f"{number} + 1", shows=False) for number in range(TRIVIAL_CELLS)]))
        tell("import of churnlab", await run(client, IMPORT))


async def long_session(kernel, tell):
    async with Session(kernel) as client:
        await run(client, DANFOJS, shows=False)
        for number in range(2, LONG_SESSION + 1):
            await run(client, f"const value{number} = frame.shape[0] + {number};\nvalue{number}", shows=False)
        code = "frame.sort"
        seconds, reply = await ask(client, lambda: client.kc.complete(code, len(code)))
        if "sortValues" not in reply.get("matches", []):
            raise Failed(f"completion: sortValues is not among {reply.get('matches', [])[:10]}")
        tell("completion", seconds)
        code = "frame.sortValues"
        seconds, reply = await ask(client, lambda: client.kc.inspect(code, len(code) - 2))
        if not reply.get("found"):
            raise Failed("inspection: nothing found")
        tell("inspection", seconds)


async def main():
    rounds, kernels = int(sys.argv[1]), sys.argv[2:]
    broken = set()
    for number in range(rounds):
        # Who comes first has the machine's caches cold: each in turn.
        for kernel in kernels[number % len(kernels) :] + kernels[: number % len(kernels)]:
            for session in (short_session, long_session):
                if (kernel, session) in broken:
                    continue

                def tell(task, seconds):
                    print(json.dumps({"kernel": kernel, "task": task, "seconds": seconds}), flush=True)

                try:
                    await session(kernel, tell)
                except Exception as error:
                    broken.add((kernel, session))
                    why = f"{error or type(error).__name__}".strip().splitlines()[0][:200]
                    print(json.dumps({"kernel": kernel, "session": session.__name__, "error": why}), flush=True)


asyncio.run(main())
