"""Oracle values for src/modeling/calibration: python scripts/oracles/calibration.py, from the root of the repository.

Reads src/modeling/fixtures/hard-sets.json and writes src/modeling/fixtures/calibration.json. Beside every group of
numbers stands the call that made them. scikit-learn stops Platt's scaling at a gradient of 1e-6; the optimum itself is
found here by Newton's method with 30 digits.
"""

import json
import platform
from pathlib import Path

import mpmath as mp
import numpy as np
import scipy
import sklearn
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.calibration import CalibratedClassifierCV
from sklearn.frozen import FrozenEstimator
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

FIXTURES = Path("src/modeling/fixtures")
VERSIONS = {
    "python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__,
    "scikit-learn": sklearn.__version__, "mpmath": mp.__version__,
}
mp.mp.dps = 30


class ShareOfColumn(ClassifierMixin, BaseEstimator):
    """Forecasts the share of training values of the first column that are at most the row's: no decision_function."""

    def fit(self, X, y, sample_weight=None):
        self.classes_ = np.array([0, 1])
        self.sorted_ = np.sort(X[:, 0])
        return self

    def predict_proba(self, X):
        p = np.searchsorted(self.sorted_, X[:, 0], side="right") / len(self.sorted_)
        return np.column_stack([1 - p, p])

    def predict(self, X):
        return (self.predict_proba(X)[:, 1] > 0.5).astype(int)


def weights_for(n):
    return (np.arange(n) * 7 % 5) / 2


def platt(scores, y, w):
    """Optimum of Platt's likelihood with his smoothed targets, to 30 digits: [slope, intercept] for 1/(1+exp(-z))."""
    n1, n0 = w[y == 1].sum(), w[y == 0].sum()
    s = [mp.mpf(float(v)) for v in scores]
    weights = [mp.mpf(float(v)) for v in w]
    low, high = (mp.mpf(float(f(scores[w > 0]))) for f in (np.min, np.max))
    center, scale = (low + high) / 2, (high - low) / 2
    u = [(v - center) / scale for v in s]
    t = [(mp.mpf(float(n1)) + 1) / (mp.mpf(float(n1)) + 2) if label else 1 / (mp.mpf(float(n0)) + 2) for label in y]

    def loss(a, b):
        return sum(wi * (mp.log1p(mp.exp(-abs(a * ui + b))) + max(a * ui + b, 0) - ti * (a * ui + b))
                   for wi, ui, ti in zip(weights, u, t))

    a, b = mp.mpf(0), mp.mpf(0)
    value = loss(a, b)
    for _ in range(60):
        g, h = mp.matrix(2, 1), mp.matrix(2, 2)
        for wi, ui, ti in zip(weights, u, t):
            p = 1 / (1 + mp.exp(-(a * ui + b)))
            for j, xj in enumerate((ui, 1)):
                g[j] += wi * (ti - p) * xj
                for k, xk in enumerate((ui, 1)):
                    h[j, k] += wi * p * (1 - p) * xj * xk
        step = mp.lu_solve(h, g)
        share = mp.mpf(1)
        if abs(step[0]) + abs(step[1]) < mp.mpf(10) ** -18 * (1 + abs(a) + abs(b)):
            break
        while (nearer := loss(a + share * step[0], b + share * step[1])) > value and share > 1e-12:
            share /= 2
        a, b, value = a + share * step[0], b + share * step[1], nearer
    return [float(1 / (1 + mp.exp(-(a * ui + b)))) for ui in u]


def isotonic_cases(sets):
    cases = []
    for name, X, y, given in sets:
        if len(y) > 310:
            continue
        for which, w in (("none", None), ("given", given)):
            for increasing in (True, False):
                for column in sorted({0, X.shape[1] - 1}):
                    x = X[:, column]
                    model = IsotonicRegression(increasing=increasing, out_of_bounds="clip").fit(x, y, w)
                    cases.append({"set": name, "column": column, "weights": which, "increasing": increasing,
                                  "fitted": model.predict(x).tolist() if len(y) <= 60 else digest(model.predict(x))})
    return cases


def digest(values):
    n = len(values)
    return {"length": n, "sum": float(np.sum(values)), "byPlace": float(values @ (np.arange(1, n + 1) / n))}


def sigmoid_cases(sets):
    cases = []
    for name, X, y, given in sets:
        if len(y) > 310:
            continue
        for column in sorted({0, X.shape[1] - 1}):
            if len(np.unique(X[:, column])) < 2:
                continue
            for which, w in (("none", np.ones(len(y))), ("given", given)):
                if w[y == 1].sum() == 0 or w[y == 0].sum() == 0 or len(np.unique(X[w > 0, column])) < 2:
                    continue
                cases.append({"set": name, "column": column, "weights": which,
                              "forecast": digest(np.array(platt(X[:, column], y, w)))})
    return cases


def folds_for(y, k=3):
    """Row i of each class goes to test part i mod k."""
    part = np.empty(len(y), dtype=int)
    for label in (0, 1):
        rows = np.flatnonzero(y == label)
        part[rows] = np.arange(len(rows)) % k
    return [(np.flatnonzero(part != j), np.flatnonzero(part == j)) for j in range(k)]


def classifier_cases(sets):
    cases = []
    for name, X, y, given in sets:
        if name not in ("ordinary", "tied", "constant", "zero_weights", "unbalanced", "collinear", "far_from_zero"):
            continue
        for which, w in (("none", None), ("given", given)):
            if w is not None and name == "unbalanced":
                continue
            for method in ("sigmoid", "isotonic"):
                for ensemble in (True, False):
                    for base, model in (("share", ShareOfColumn()),
                                        ("logistic", LogisticRegression(solver="newton-cholesky", tol=1e-12, max_iter=1000))):
                        if base == "logistic" and name in ("far_from_zero",):
                            continue
                        fitted = CalibratedClassifierCV(model, method=method, cv=folds_for(y), ensemble=ensemble)
                        fitted.fit(X, y, w)
                        cases.append({"set": name, "base": base, "method": method, "ensemble": ensemble,
                                      "weights": which, "forecast": digest(fitted.predict_proba(X)[:, 1])})
                half = np.arange(len(y)) % 2 == 0
                model = ShareOfColumn().fit(X[half], y[half])
                fitted = CalibratedClassifierCV(FrozenEstimator(model), method=method)
                fitted.fit(X[~half], y[~half], None if w is None else w[~half])
                cases.append({"set": name, "base": "share", "method": method, "ensemble": "fitted", "weights": which,
                              "forecast": digest(fitted.predict_proba(X)[:, 1])})
    return cases


def main():
    raw = json.loads((FIXTURES / "hard-sets.json").read_text())["sets"]
    sets = []
    for name, data in raw.items():
        X, y = np.array(data["X"], dtype=float), np.array(data["y"])
        sets.append((name, X, y, np.array(data["sampleWeight"]) if "sampleWeight" in data else weights_for(len(y))))
    usable = [s for s in sets if s[3].sum() > 0]
    content = {
        "madeBy": "scripts/oracles/calibration.py", "versions": VERSIONS,
        "calls": {
            "isotonic": 'IsotonicRegression(increasing=…, out_of_bounds="clip").fit(x, y, w).predict(x)',
            "sigmoid": "platt(x, y, w) of the script",
            "classifiers": "CalibratedClassifierCV(base, method=…, cv=folds_for(y), ensemble=…).fit(X, y, w)"
                           '.predict_proba(X)[:, 1]; ensemble "fitted": FrozenEstimator(base) on the odd rows; logistic: '
                           'LogisticRegression(solver="newton-cholesky", tol=1e-12)',
        },
        "isotonic": isotonic_cases(usable), "sigmoid": sigmoid_cases(usable), "classifiers": classifier_cases(usable),
    }
    path = FIXTURES / "calibration.json"
    text = json.dumps(content, separators=(",", ":"), allow_nan=False).replace('{"set"', '\n{"set"')
    path.write_text(text + "\n")
    print(path, path.stat().st_size, "bytes")


main()
