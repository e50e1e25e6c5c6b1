"""The side of Python: answers requests on stdin, one JSON line each.

Arguments: the folder of the data, and that of the measurement, whose their_tasks.py says what to do.
"""

import json
import platform
import sys
import time
import traceback
import warnings
from importlib import metadata
from pathlib import Path

from their_data import Missing

sys.path.insert(0, sys.argv[2])
from their_tasks import TASKS  # noqa: E402

PACKAGES = ["numpy", "scipy", "scikit-learn", "lightgbm", "shap", "statsmodels"]


def peak_memory():
    try:
        status = Path("/proc/self/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) * 1024
    except OSError:
        pass
    try:
        import resource
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def measure(run, repeats):
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(repeats):
        result = run()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return result, {"wall": wall / repeats, "cpu": cpu / repeats, "peak": peak_memory()}


def versions():
    return {"Python": platform.python_version(), **{name: metadata.version(name) for name in PACKAGES}}


def answer(task, options=None, want="time", repeats=1, prepared={}):
    """Runs a task `repeats` times and says how long one run took; with `want` "evidence" also what it computed."""
    if task == "versions":
        return {"versions": versions()}
    key = json.dumps([task, options])
    if key not in prepared:
        prepared[key] = TASKS[task](**(options or {}))
    run, evidence = prepared[key]
    result, times = measure(run, repeats)
    return {**times, "evidence": evidence(result)} if want == "evidence" else times


def main():
    warnings.simplefilter("ignore")
    for line in sys.stdin:
        try:
            reply = answer(**json.loads(line))
        except Missing as error:
            reply = {"missing": str(error)}
        except Exception:
            reply = {"error": traceback.format_exc()}
        print(json.dumps(reply, allow_nan=False), flush=True)


main()
