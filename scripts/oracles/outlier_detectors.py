"""Writes src/outliers/fixtures/detectors.json: robust covariances, isolation scores, z-scores and chi-squared quantiles by
scikit-learn and SciPy, on generated data.

Run from the root of the repository: python scripts/oracles/outlier_detectors.py
"""

import json
import sys
import warnings
from pathlib import Path

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn.covariance import MinCovDet
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score

PATH = Path("src/outliers/fixtures/detectors.json")
SEEDS = range(20)
warnings.simplefilter("ignore")


def sets():
    rng = np.random.default_rng(20241123)
    for name, n, p, share in (("small", 60, 3, 0.15), ("half", 90, 2, 0.35), ("medium", 400, 5, 0.1), ("large", 900, 4, 0.2)):
        mixing = rng.normal(size=(p, p))
        X = rng.normal(size=(n, p)) @ mixing
        far = rng.random(n) < share
        X[far] = X[far] * 0.3 + 7 * np.abs(mixing).sum(axis=0)
        yield name, np.round(X, 3), far
    yield "scales", np.round(rng.normal(size=(80, 3)), 4) * np.array([1e-12, 1.0, 1e12]), np.zeros(80, bool)


def covariance(X):
    """The fit with the smallest determinant over the seeds."""
    scale = X.std(axis=0)
    best = None
    dets = []
    for seed in SEEDS:
        fitted = MinCovDet(random_state=seed).fit(X / scale)
        det = float(np.linalg.slogdet(fitted.raw_covariance_)[1])
        dets.append(det)
        if best is None or det < best[0] - 1e-12:
            best = (det, fitted)
    det, fitted = best
    # The last step of the search leaves the determinant a hair above the one that its own subset would give.
    return {
        "rawLogDet": det,
        "rawLogDets": [min(dets), max(dets)],
        "nSupport": int(fitted.raw_support_.sum()),
        "location": (fitted.location_ * scale).tolist(),
        "covariance": (fitted.covariance_ * np.outer(scale, scale)).ravel().tolist(),
        "support": np.flatnonzero(fitted.support_).tolist(),
        "distances": fitted.mahalanobis(X / scale).tolist(),
    }


def isolation(X, far):
    scores = np.array([IsolationForest(random_state=seed).fit(X).score_samples(X) for seed in SEEDS])
    flagged = [int((IsolationForest(random_state=seed, contamination=0.1).fit_predict(X) == -1).sum()) for seed in SEEDS]
    out = {
        "mean": scores.mean(axis=0).tolist(),
        "standardDeviation": scores.std(axis=0, ddof=1).tolist(),
        "flaggedOfTenth": [min(flagged), max(flagged)],
        "flaggedOfAuto": [int((scores < -0.5).sum(axis=1).min()), int((scores < -0.5).sum(axis=1).max())],
    }
    if far.any():
        aucs = [roc_auc_score(far, -row) for row in scores]
        out["auc"] = [min(aucs), max(aucs)]
    return out


def z_scores():
    rng = np.random.default_rng(9)
    columns = [np.round(rng.normal(30, 4, 40), 2), np.round(rng.exponential(3, 40), 1) * 1e-12, 1e12 + np.round(rng.normal(0, 1e5, 40))]
    return [{"x": x.tolist(), "z": np.abs(stats.zscore(x)).tolist()} for x in columns]


quantiles = [
    {"p": p, "df": df, "x": float(stats.chi2.ppf(p, df))}
    for df in (1, 2, 3, 5, 6, 13, 30, 100)
    for p in (1e-6, 0.025, 0.5, 0.505, 0.9, 0.975, 0.999, 1 - 1e-9)
]
cdf = [{"x": x, "df": df, "p": float(stats.chi2.cdf(x, df))} for df in (1, 3, 8, 15, 32) for x in (0.01, 0.7, 3.0, 12.5, 40.0)]

content = {
    "versions": {"python": sys.version.split()[0], "numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__},
    "calls": {
        "covariance": "MinCovDet(random_state=seed).fit(X / X.std(axis=0)) for 20 seeds, the one with the smallest raw determinant, in the units of X",
        "isolation": "IsolationForest(random_state=seed).fit(X).score_samples(X) for 20 seeds",
        "z": "abs(scipy.stats.zscore(x))",
        "quantiles": "scipy.stats.chi2.ppf(p, df)",
        "cdf": "scipy.stats.chi2.cdf(x, df)",
    },
    "sets": [
        {"name": name, "X": X.tolist(), "far": far.astype(int).tolist(), "covariance": covariance(X), "isolation": isolation(X, far)}
        for name, X, far in sets()
    ],
    "zScores": z_scores(),
    "quantiles": quantiles,
    "cdf": cdf,
}
PATH.write_text(json.dumps(content, separators=(",", ":"), allow_nan=False) + "\n")
print(f"{PATH}: {PATH.stat().st_size / 1000:.0f} kB")
