"""Writes src/preprocessing/fixtures/select-k-best.json: generated inputs and what scikit-learn chooses.

Run from the root of the repository: python scripts/oracles/select-k-best.py
"""

import json
import sys
from pathlib import Path

import numpy as np
import sklearn
from sklearn.feature_selection import SelectKBest, f_classif

rng = np.random.default_rng(21)
n = 80
y = (rng.random(n) < 0.3).astype(int)
X = np.round(rng.normal(0, 1, (n, 12)) + 0.4 * np.outer(y, rng.normal(0, 1, 12)), 4)
content = {
    "versions": {"python": sys.version.split()[0], "numpy": np.__version__, "scikit-learn": sklearn.__version__},
    "X": X.tolist(),
    "y": y.tolist(),
    "call": "SelectKBest(f_classif, k=k).fit(X, y).get_support(indices=True)",
    "choices": [
        {"k": k, "kept": SelectKBest(f_classif, k=k).fit(X, y).get_support(indices=True).tolist()} for k in range(1, 13)
    ],
}
Path("src/preprocessing/fixtures/select-k-best.json").write_text(json.dumps(content, indent=1) + "\n")
