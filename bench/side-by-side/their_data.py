"""The data that the driver wrote into the folder of the first argument."""

import json
import sys
from pathlib import Path

import numpy as np

FOLDER = Path(sys.argv[1])
FACTS = json.loads((FOLDER / "data.json").read_text())


class Missing(Exception):
    """Something that a measurement needs does not exist here: its row says so, and the run goes on."""


def read(name, rows):
    width = len(FACTS["featureNames"])
    X = np.fromfile(FOLDER / f"{name}.X", dtype=np.float64, count=rows * width).reshape(rows, width)
    y = np.fromfile(FOLDER / f"{name}.y", dtype=np.uint8, count=rows).astype(np.int64)
    return X, y


def small():
    return read("small", FACTS["small"])


def large(rows=None):
    return read("large", FACTS["large"] if rows is None else rows)


def exchanged(name):
    path = FOLDER / f"{name}.json"
    if not path.exists():
        raise Missing(f"there is no {name} to explain yet")
    return json.loads(path.read_text())
