"""Hierarchies, mixtures, components and silhouettes on hard data: python scripts/oracles/clustering_structure.py

Writes src/clustering/fixtures/{hierarchy-hard,gaussian-mixture,pca-hard,silhouette-hard}.json; run it from the root of
the repository with numpy, scipy and scikit-learn. The hard sets are those of scripts/oracles/hard_sets.py.
"""

import json
import math
import warnings
from pathlib import Path

import numpy as np
import scipy
import sklearn
from scipy.cluster.hierarchy import cophenet, linkage
from sklearn.decomposition import PCA
from sklearn.metrics import silhouette_samples
from sklearn.mixture import GaussianMixture

FIXTURES = Path("src/clustering/fixtures")
VERSIONS = {"numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__}
HARD = {
    name: np.array(content["X"], dtype=float)
    for name, content in json.loads(Path("src/modeling/fixtures/hard-sets.json").read_text())["sets"].items()
    if name != "unbalanced"
}
rng = np.random.default_rng(20251122)
OWN = {
    "duplicates of one point": np.vstack([np.full((12, 2), 0.3), [[1.0, 2.0], [1.0, 2.0], [4.0, -1.0]]]),
    "one feature": np.round(rng.normal(size=(60, 1)), 3),
    "30 features": np.round(rng.normal(size=(50, 30)) + 3 * rng.integers(0, 3, size=(50, 1)), 3),
    "two rows": np.array([[1.0, 2.0], [4.0, 6.0]]),
    "grid": np.array([[x, y] for x in range(6) for y in range(5)], dtype=float),
    "integers": rng.integers(0, 5, size=(90, 4)).astype(float),
}


def write(name, content):
    def plain(value):
        return value.tolist()

    def clean(value):
        if isinstance(value, float):
            return value if math.isfinite(value) else None
        if isinstance(value, dict):
            return {key: clean(item) for key, item in value.items()}
        if isinstance(value, (list, tuple, np.ndarray)):
            return [clean(item) for item in (value.tolist() if isinstance(value, np.ndarray) else value)]
        return value

    path = FIXTURES / f"{name}.json"
    path.write_text(json.dumps({"versions": VERSIONS, **clean(content)}, default=plain) + "\n")


def hierarchies(X):
    cases = []
    for method in ("ward", "single", "complete", "average"):
        Z = linkage(X, method)
        cases.append(
            {
                "call": f'Z = linkage(X, "{method}"); Z[:, 2]; cophenet(Z).sum()',
                "method": method,
                "heights": Z[:, 2],
                "cophenetSum": float(cophenet(Z).sum()),
            }
        )
    return cases


write(
    "hierarchy-hard",
    {
        "hard": {name: hierarchies(X[:60]) for name, X in HARD.items()},
        "own": {name: {"X": X, "cases": hierarchies(X)} for name, X in OWN.items()},
    },
)


def start_of(X, k, kind):
    """The first k different rows as means, equal weights, the inverse of the variances as precisions."""
    _, first = np.unique(X, axis=0, return_index=True)
    means = X[np.sort(first)[:k]]
    p = X.shape[1]
    precision = 1 / np.maximum(X.var(axis=0), 1e-3)
    precisions = {
        "full": np.stack([np.diag(precision)] * k),
        "tied": np.diag(precision),
        "diag": np.stack([precision] * k),
        "spherical": np.full(k, precision.mean()),
    }[kind]
    return np.full(k, 1 / k), means, precisions


def mixture(X, k, kind, tol=1e-5, max_iter=60, reg=1e-6):
    weights, means, precisions = start_of(X, k, kind)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = GaussianMixture(
            k, covariance_type=kind, tol=tol, max_iter=max_iter, reg_covar=reg,
            weights_init=weights, means_init=means, precisions_init=precisions,
        ).fit(X)
    return {
        "call": f'GaussianMixture({k}, covariance_type="{kind}", tol={tol}, max_iter={max_iter}, reg_covar={reg}, '
        "weights_init=, means_init=, precisions_init=).fit(X)",
        "type": kind,
        "nComponents": k,
        "tolerance": tol,
        "maxIterations": max_iter,
        "regularization": reg,
        "start": {"weights": weights, "means": means, "precisions": precisions},
        "weights": model.weights_,
        "means": model.means_,
        "covariances": np.asarray(model.covariances_).ravel(),
        "nIterations": int(model.n_iter_),
        "converged": bool(model.converged_),
        "lowerBound": float(model.lower_bound_),
        "bic": float(model.bic(X)),
        "aic": float(model.aic(X)),
        "scoreSamples": model.score_samples(X)[:40],
        "responsibilities": model.predict_proba(X)[:40],
    }


centers = np.array([[0.0, 0, 0], [4, 1, -2], [-3, 5, 1]])
blobs = np.vstack([rng.normal(size=(40, 3)) @ rng.normal(size=(3, 3)) + center for center in centers])
overlapping = np.round(np.vstack([rng.normal(size=(60, 2)), rng.normal(size=(40, 2)) * [0.5, 2] + [1, 0.5]]), 4)
KINDS = ("full", "tied", "diag", "spherical")
write(
    "gaussian-mixture",
    {
        "sets": {
            "blobs": {"X": blobs, "cases": [mixture(blobs, k, kind) for kind in KINDS for k in (1, 3)]},
            "overlapping": {"X": overlapping, "cases": [mixture(overlapping, k, kind) for kind in KINDS for k in (2, 4)]},
            "one feature": {
                "X": OWN["one feature"],
                "cases": [mixture(OWN["one feature"], 2, kind) for kind in KINDS],
            },
        },
        "hard": {
            # Beside a value of 1e6 the reference computes variances as differences of squares, with four digits left.
            name: [mixture(HARD[name], 2, kind, max_iter=20) for kind in (KINDS[:2] if name == "outlier" else KINDS)]
            for name in ("ordinary", "collinear", "constant", "separable", "tied", "zero_weights", "outlier")
        },
    },
)


def components(X):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = PCA(svd_solver="full").fit(X)
    return {
        "call": 'PCA(svd_solver="full").fit(X)',
        "explainedVariance": model.explained_variance_,
        "explainedVarianceRatio": model.explained_variance_ratio_,
        "singularValues": model.singular_values_,
        "components": model.components_,
    }


def whitened(X, k):
    model = PCA(k, whiten=True, svd_solver="full").fit(X)
    scores = model.transform(X)
    return {
        "call": f'PCA({k}, whiten=True, svd_solver="full").fit(X).transform(X)',
        "nComponents": k,
        "scores": scores,
        "restored": model.inverse_transform(scores),
    }


write(
    "pca-hard",
    {
        "hard": {name: components(X) for name, X in HARD.items()},
        "own": {name: {"X": X, **components(X)} for name, X in OWN.items()},
        "whitened": [{"X": blobs, **whitened(blobs, 2)}, {"X": OWN["30 features"], **whitened(OWN["30 features"], 5)}],
    },
)


def silhouettes(X):
    k = min(4, len(np.unique(X, axis=0)))
    if k < 2 or len(X) <= 2:
        return None
    labels = np.arange(len(X)) % k
    nearest = np.argmin(((X[:, None, :] - X[None, :k, :]) ** 2).sum(axis=2), axis=1)
    labels = nearest if len(np.unique(nearest)) > 1 else labels
    # Distances from differences: silhouette_samples(X, labels) itself loses digits far from zero.
    from scipy.spatial.distance import pdist, squareform

    return {
        "call": 'silhouette_samples(squareform(pdist(X)), labels, metric="precomputed")',
        "labels": labels,
        "values": silhouette_samples(squareform(pdist(X)), labels, metric="precomputed"),
    }


write(
    "silhouette-hard",
    {
        "hard": {name: silhouettes(X) for name, X in HARD.items()},
        "own": {name: {"X": X, "silhouettes": silhouettes(X)} for name, X in OWN.items()},
    },
)
