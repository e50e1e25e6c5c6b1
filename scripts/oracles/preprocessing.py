"""Writes src/preprocessing/fixtures/*.json: generated inputs and what scikit-learn says about them.

Run from the root of the repository: python scripts/oracles/preprocessing.py
Every number stands beside the call that made it.
"""

import json
import sys
from pathlib import Path

import numpy as np
import sklearn
from sklearn.model_selection import StratifiedKFold, train_test_split
from sklearn.preprocessing import StandardScaler

FOLDER = Path("src/preprocessing/fixtures")
VERSIONS = {"python": sys.version.split()[0], "numpy": np.__version__, "scikit-learn": sklearn.__version__}


def write(name, content):
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / name).write_text(json.dumps({"versions": VERSIONS, **content}, indent=1) + "\n")


def scaler():
    rng = np.random.default_rng(11)
    n = 60
    X = np.column_stack(
        [
            np.round(rng.normal(29, 3.2, n)),
            np.round(rng.exponential(146.9, n), 2),
            rng.integers(0, 2, n),
            np.full(n, 0.1),  # constant, not representable exactly
            1e6 + np.round(rng.normal(0, 1, n), 3),  # a large mean beside a small deviation
            np.round(rng.normal(0, 1e-5, n), 9),
        ]
    )
    fitted = StandardScaler().fit(X)
    write(
        "standard-scaler.json",
        {
            "featureNames": ["age", "charges", "flag", "constant", "offset", "tiny"],
            "X": X.tolist(),
            "call": "StandardScaler().fit(X): mean_, scale_, transform(X)",
            "mean": fitted.mean_.tolist(),
            "scale": fitted.scale_.tolist(),
            "transformed": fitted.transform(X).tolist(),
        },
    )


def splits():
    rng = np.random.default_rng(12)
    y = (rng.random(103) < 0.27).astype(int)
    X = np.zeros((len(y), 1))
    sizes = []
    for test_size in [0.2, 0.25, 0.33, 0.5, 17]:
        _, _, train, test = train_test_split(X, y, test_size=test_size, stratify=y, random_state=0)
        sizes.append({"testSize": test_size, "nTest": len(test), "testOnes": int(test.sum()), "trainOnes": int(train.sum())})
    folds = []
    for n_splits in [2, 5, 10]:
        parts = [y[test] for _, test in StratifiedKFold(n_splits, shuffle=True, random_state=0).split(X, y)]
        folds.append(
            {
                "nSplits": n_splits,
                "sizes": sorted(len(part) for part in parts),
                "ones": sorted(int(part.sum()) for part in parts),
            }
        )
    write(
        "splits.json",
        {
            "y": y.tolist(),
            "trainTestSplitCall": "train_test_split(X, y, test_size=testSize, stratify=y): rows and ones of the test part",
            "trainTestSplit": sizes,
            "stratifiedKFoldCall": "StratifiedKFold(nSplits, shuffle=True).split(X, y): sorted sizes and ones of the test parts",
            "stratifiedKFold": folds,
        },
    )


scaler()
splits()
