"""Writes src/clustering/fixtures/partitions.json: k-means on hard data, comparison of partitions, and their assignment.

Run from the repository root: python scripts/oracles/partitions.py
Needs numpy, scipy and scikit-learn. Data is generated; the tests beside the sources compare churnlab with the file.
"""

import json
import warnings
from pathlib import Path

import numpy as np
import scipy
import sklearn
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_mutual_info_score, normalized_mutual_info_score
from sklearn.metrics.cluster import contingency_matrix, expected_mutual_information

warnings.filterwarnings("ignore")
rng = np.random.default_rng(41)


def blobs(sizes, n_features, scale, spread):
    centers = rng.normal(scale=scale, size=(len(sizes), n_features))
    return np.vstack([rng.normal(center, spread, size=(size, n_features)) for center, size in zip(centers, sizes)])


def sets():
    yes_no = (rng.random((120, 5)) < 0.5).astype(float)
    grid = np.array([[x, y] for x in range(8) for y in range(8)], dtype=float)
    return {
        "duplicates of few points": (np.repeat(rng.normal(size=(5, 3)).round(1), [30, 20, 10, 5, 1], axis=0), [2, 4, 5]),
        "one feature": (rng.exponential(size=(120, 1)).round(4), [1, 3, 7]),
        "30 features": (blobs([30, 30, 20], 30, 1, 1).round(3), [2, 3, 6]),
        "as many clusters as rows": (rng.normal(size=(9, 2)).round(3), [1, 8, 9]),
        "yes and no": (yes_no, [2, 5, 9]),
        "a grid": (grid, [2, 4, 5, 16]),
        "twelve blobs": (blobs([12] * 12, 2, 8, 0.3).round(3), [6, 12]),
        "unequal blobs": (blobs([120, 20, 6, 2], 3, 4, 1).round(3), [3, 4, 6]),
        "far from 0": (blobs([20, 20, 20], 2, 4, 1).round(2) + 1e6, [3, 5]),
        "tiny values": (blobs([20, 20, 20], 2, 4, 1).round(2) * 1e-12, [3, 5]),
        "huge values": (blobs([20, 20, 20], 2, 4, 1).round(2) * 1e12, [3, 5]),
        "a far outlier": (np.vstack([rng.normal(size=(60, 2)).round(3), [[1e4, 0]]]), [2, 4]),
    }


def k_means_case(X, k):
    inertias = [KMeans(k, n_init=10, random_state=seed).fit(X).inertia_ for seed in range(20)]
    return {
        "call": f"[KMeans({k}, n_init=10, random_state=seed).fit(X).inertia_ for seed in range(20)]",
        "nClusters": k,
        "least": min(inertias),
        "median": float(np.median(inertias)),
    }


def weighted_case():
    X = blobs([15, 25], 2, 2, 1).round(3)
    weights = rng.integers(0, 4, len(X)).astype(float) / 2
    fits = [KMeans(3, n_init=50, random_state=seed).fit(X, sample_weight=weights) for seed in range(5)]
    fitted = min(fits, key=lambda fit: fit.inertia_)
    return {
        "call": "KMeans(3, n_init=50).fit(X, sample_weight=weights), the best of 5 seeds",
        "X": X,
        "weights": weights,
        "inertia": fitted.inertia_,
        "centers": fitted.cluster_centers_,
        "distances": fitted.transform(X[:5]),
    }


def comparison(left, right):
    left, right = np.asarray(left), np.asarray(right)
    table = contingency_matrix(left, right)
    rows, columns = linear_sum_assignment(-table)
    return {
        "left": left,
        "right": right,
        "adjustedMutualInfo": adjusted_mutual_info_score(left, right),
        "normalizedMutualInfo": normalized_mutual_info_score(left, right),
        "expectedMutualInfo": expected_mutual_information(contingency_matrix(left, right, sparse=True), len(left)),
        "matched": int(table[rows, columns].sum()),
    }


def comparisons():
    for n, left, right in [(12, 3, 4), (60, 2, 9), (300, 5, 5), (1500, 12, 7), (40, 40, 3)]:
        yield comparison(rng.integers(0, left, n), rng.integers(0, right, n))
    close = rng.integers(0, 5, 800)
    yield comparison(close, np.where(rng.random(800) < 0.05, rng.integers(0, 5, 800), (close + 2) % 5))
    yield comparison(np.arange(30), np.arange(30)[::-1].copy())
    yield comparison(np.zeros(10, int), np.arange(10))
    yield comparison([0, 0, 0, 1], [0, 1, 1, 1])
    yield comparison(np.repeat([0, 1], [1990, 10]), (np.arange(2000) % 2))


def main():
    path = Path("src/clustering/fixtures/partitions.json")
    content = {
        "versions": {"numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__},
        "kMeans": [
            {"name": name, "X": X, "cases": [k_means_case(X, k) for k in ks]} for name, (X, ks) in sets().items()
        ],
        "weighted": weighted_case(),
        "comparisonCalls": "adjusted_mutual_info_score(left, right), normalized_mutual_info_score(left, right), "
        "expected_mutual_information(contingency_matrix(left, right, sparse=True), n), "
        "linear_sum_assignment(-contingency_matrix(left, right))",
        "comparisons": list(comparisons()),
    }
    path.write_text(json.dumps(content, default=lambda value: value.tolist()) + "\n")


main()
