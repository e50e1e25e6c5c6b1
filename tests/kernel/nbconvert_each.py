"""Runs `jupyter nbconvert --to notebook --execute` on each notebook of a folder, two at a time.

  python nbconvert_each.py FOLDER [OPTION …]

Writes NAME.nbconvert.ipynb beside those that succeed, and one JSON line a notebook: its name, the exit code of
nbconvert and what it wrote. Where the system can fork, nbconvert's packages are loaded once for all; the rest of each
run is what its own command does.
"""

import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

AT_A_TIME = 2


def arguments(path, options):
    return ["--to", "notebook", "--execute", "--log-level=WARN", *options, str(path)]


def by_command(path, options):
    command = [sys.executable, "-m", "jupyter", "nbconvert", *arguments(path, options)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace")
    return done.returncode, done.stdout + done.stderr


def by_fork(path, options):
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            convert(arguments(path, options))
        _, status = os.waitpid(child, 0)
        said.seek(0)
        return os.waitstatus_to_exitcode(status), said.read().decode("utf-8", "replace")


def convert(argv):
    """nbconvert's own command; does not return."""
    from nbconvert.nbconvertapp import NbConvertApp

    code = 70
    try:
        NbConvertApp.launch_instance(argv)
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        import traceback

        traceback.print_exc()
        code = 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def main():
    folder, *options = sys.argv[1:]
    run = by_command
    if hasattr(os, "fork") and sys.platform != "darwin":
        import nbconvert.nbconvertapp  # noqa: F401  (before the forks, so that each has it)

        run = by_fork
    paths = sorted(Path(folder).glob("*.ipynb"))
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        for path, (code, output) in zip(paths, pool.map(lambda path: run(path, options), paths)):
            print(json.dumps({"name": path.name, "code": code, "output": output}), flush=True)


if __name__ == "__main__":
    main()
