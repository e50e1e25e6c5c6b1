"""Runs checks on kernels and prints who passed what.

  python run.py --kernel tslab                      the checks of the messaging specification on one kernel
  python run.py --kernel tslab --kernel deno        the same on several, side by side
  python run.py --kernel tslab --suite churnlab     what this project asks of its own kernel
  --only WORD       checks whose section or name has the word; may be given again
  --patience S      seconds to wait for anything (60)
  --soon S          seconds that an interrupt may take (1)
  --json            one JSON line a check, as it ends
  --list            only the names of the checks

A kernel is any kernelspec that Jupyter finds. The exit code is 1 when a check of the first kernel failed.
"""

import argparse
import importlib
import json
import sys
import time
import traceback
from pathlib import Path

import wire
from checks import Skip
from jupyter_client.kernelspec import KernelSpecManager

SUITES = {
    "spec": ["spec_wire", "spec_execute", "spec_output", "spec_asking", "spec_life"],
    "churnlab": ["churnlab_errors", "churnlab_typescript", "churnlab_display"],
}


class Pool:
    """One running kernel, handed from check to check while nothing is wrong with it."""

    def __init__(self, name, cwd):
        self.name, self.cwd, self.kernel = name, cwd, None

    def get(self, check):
        if check.env or (self.kernel is not None and not self.kernel.is_alive()):
            self.drop()
        if self.kernel is None:
            self.kernel = wire.Kernel(self.name, self.cwd, dict(check.env))
            self.kernel.info = self.kernel.ask("kernel_info_request").content
        return self.kernel

    def drop(self):
        if self.kernel is not None:
            kernel, self.kernel = self.kernel, None
            kernel.close()


def run_check(check, pool):
    """(verdict, why not) of one check."""
    try:
        check.test(pool.get(check))
    except Skip as reason:
        return "skipped", str(reason)
    except AssertionError as error:
        pool.drop()
        return "FAILED", str(error) or traceback.format_exc(limit=-1)
    except (wire.NoAnswer, wire.Died) as error:
        pool.drop()
        return "FAILED", str(error)
    except Exception:
        pool.drop()
        return "FAILED", traceback.format_exc(limit=-2)
    if check.env:
        pool.drop()
    else:
        pool.kernel.unclaimed.clear()
    return "passed", ""


def run_all(name, checks, cwd, tell):
    pool = Pool(name, cwd)
    results = {}
    try:
        for check in checks:
            start = time.monotonic()
            verdict, why = run_check(check, pool)
            results[check] = verdict, why
            tell(name, check, verdict, why, time.monotonic() - start)
    finally:
        pool.drop()
    return results


def table(checks, results):
    """A line a check, a column a kernel."""
    names = list(results)
    wide = max(len(check.name) for check in checks)
    lines = [f"{'':10} {'':{wide}}  " + "  ".join(f"{name:>12}" for name in names)]
    for check in checks:
        verdicts = "  ".join(f"{results[name][check][0]:>12}" for name in names)
        lines.append(f"{check.section:10} {check.name:{wide}}  {verdicts}")
    counts = [
        f"{sum(v == 'passed' for v, _ in results[n].values())} of {sum(v != 'skipped' for v, _ in results[n].values())}"
        for n in names
    ]
    lines.append(f"{'':10} {'passed':{wide}}  " + "  ".join(f"{count:>12}" for count in counts))
    return "\n".join(lines)


def select(suites, words):
    checks = [
        check
        for suite in suites
        for module in SUITES[suite]
        for check in importlib.import_module(module).CHECKS
    ]
    return [c for c in checks if not words or any(w.lower() in f"{c.section} {c.name}".lower() for w in words)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kernel", action="append", default=[])
    parser.add_argument("--suite", action="append", choices=sorted(SUITES))
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--patience", type=float, default=wire.PATIENCE)
    parser.add_argument("--soon", type=float, default=wire.SOON)
    parser.add_argument("--cwd", default=str(Path.cwd()))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")
    wire.PATIENCE, wire.SOON = options.patience, options.soon
    checks = select(options.suite or ["spec"], options.only)
    if options.list:
        print("\n".join(f"{check.section}: {check.name}" for check in checks))
        return 0
    missing = set(options.kernel) - set(KernelSpecManager().find_kernel_specs())
    if missing or not options.kernel:
        parser.error(f"no such kernel: {', '.join(missing)}" if missing else "--kernel is wanting")

    def tell(name, check, verdict, why, seconds):
        if options.json:
            found = {"kernel": name, "section": check.section, "name": check.name, "verdict": verdict, "why": why}
            print(json.dumps({**found, "seconds": round(seconds, 3)}), flush=True)
        else:
            print(f"{name}: {verdict:7} {seconds:6.1f} s  {check.section}: {check.name}", file=sys.stderr, flush=True)
            if why:
                print("    " + why.rstrip().replace("\n", "\n    "), file=sys.stderr, flush=True)

    results = {name: run_all(name, checks, options.cwd, tell) for name in options.kernel}
    if not options.json:
        print(table(checks, results))
    return 1 if any(verdict == "FAILED" for verdict, _ in results[options.kernel[0]].values()) else 0


if __name__ == "__main__":
    sys.exit(main())
