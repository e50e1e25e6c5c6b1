"""Writes src/clustering/fixtures/*.json: what scikit-learn and SciPy say about generated data.

Run from the repository root: python scripts/oracles/clustering.py
Needs numpy, scipy and scikit-learn. The tests beside the sources compare churnlab with these files.
"""

import json
from pathlib import Path

import numpy as np
import scipy
import sklearn
from scipy.cluster.hierarchy import cut_tree, dendrogram, fcluster, linkage
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.metrics import (
    adjusted_rand_score,
    calinski_harabasz_score,
    davies_bouldin_score,
    silhouette_samples,
    silhouette_score,
)

FIXTURES = Path("src/clustering/fixtures")
VERSIONS = {"numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__}


def write(name, content):
    path = FIXTURES / f"{name}.json"
    path.write_text(json.dumps({"versions": VERSIONS, **content}, default=plain) + "\n")


def plain(value):
    return value.tolist()


def blobs(rng, sizes, n_features, spread):
    centers = rng.normal(scale=4, size=(len(sizes), n_features))
    return np.vstack([rng.normal(center, spread, size=(size, n_features)) for center, size in zip(centers, sizes)])


def mixed(rng, n_samples):
    """Yes/no columns beside continuous ones and a skewed one: the shape of client data."""
    yes_no = (rng.random((n_samples, 3)) < [0.2, 0.5, 0.85]).astype(float)
    return np.hstack([yes_no, rng.normal(size=(n_samples, 2)), rng.exponential(size=(n_samples, 1))])


rng = np.random.default_rng(20240517)
separate = blobs(rng, [40, 30, 20, 10], 3, 0.5)
overlapping = mixed(rng, 150)
wide = rng.normal(size=(6, 9))
grid = np.array([[x, y] for x in range(5) for y in range(4)] + [[0, 0], [4, 3], [4, 3]], dtype=float)


def k_means_case(X, n_clusters):
    fitted = KMeans(n_clusters, n_init=100, random_state=0).fit(X)
    return {
        "call": f"KMeans({n_clusters}, n_init=100, random_state=0).fit(X)",
        "nClusters": n_clusters,
        "inertia": fitted.inertia_,
        "labels": fitted.labels_,
        "sizes": sorted(np.bincount(fitted.labels_).tolist(), reverse=True),
    }


write(
    "k-means",
    {
        "separate": {"X": separate, "cases": [k_means_case(separate, k) for k in (1, 2, 4)]},
        "overlapping": {"X": overlapping, "cases": [k_means_case(overlapping, k) for k in (1, 2, 3, 5, 8)]},
    },
)


def linkage_case(X, method):
    Z = linkage(X, method)
    middle = float((Z[-4, 2] + Z[-3, 2]) / 2)
    drawn = {
        p: dendrogram(Z, truncate_mode="lastp", p=p, no_plot=True) for p in (2, 7, len(X))
    }
    return {
        "call": f'linkage(X, "{method}")',
        "method": method,
        "Z": Z,
        "cuts": [
            {"call": f"cut_tree(Z, {k})", "nClusters": k, "labels": cut_tree(Z, k).ravel()} for k in (1, 3, 6)
        ],
        "heightCut": {
            "call": 'fcluster(Z, height, "distance")',
            "height": middle,
            "labels": fcluster(Z, middle, "distance") - 1,
        },
        "dendrograms": [
            {
                "call": f'dendrogram(Z, truncate_mode="lastp", p={p}, no_plot=True)',
                "truncateTo": p,
                "icoord": result["icoord"],
                "dcoord": result["dcoord"],
                "leaves": result["leaves"],
                "labels": result["ivl"],
            }
            for p, result in drawn.items()
        ],
    }


METHODS = ("ward", "single", "complete", "average")
write(
    "linkage",
    {
        "separate": {"X": separate, "cases": [linkage_case(separate, method) for method in METHODS]},
        "overlapping": {"X": overlapping[:60], "cases": [linkage_case(overlapping[:60], method) for method in METHODS]},
    },
)
# Equal distances everywhere and repeated rows: only the heights are compared.
write(
    "linkage-ties",
    {
        "X": grid,
        "cases": [
            {"call": f'linkage(X, "{method}")[:, 2]', "method": method, "heights": linkage(grid, method)[:, 2]}
            for method in METHODS
        ],
    },
)


def quality_case(X, labels):
    return {
        "labels": labels,
        "silhouetteSamples": silhouette_samples(X, labels),
        "silhouetteScore": silhouette_score(X, labels),
        "calinskiHarabaszScore": calinski_harabasz_score(X, labels),
        "daviesBouldinScore": davies_bouldin_score(X, labels),
    }


three = rng.integers(0, 3, len(overlapping))
with_single = np.where(np.arange(len(overlapping)) == 5, 7, three * 2)
write(
    "quality",
    {
        "call": "silhouette_samples(X, labels), silhouette_score(X, labels), calinski_harabasz_score(X, labels), "
        "davies_bouldin_score(X, labels)",
        "X": overlapping,
        "cases": [
            quality_case(overlapping, three),
            quality_case(overlapping, with_single),
            quality_case(overlapping, KMeans(4, n_init=10, random_state=0).fit(overlapping).labels_),
        ],
    },
)


def rand_case(left, right):
    return {"left": left, "right": right, "score": adjusted_rand_score(left, right)}


write(
    "adjusted-rand",
    {
        "call": "adjusted_rand_score(left, right)",
        "cases": [
            rand_case([0, 0, 1, 1], [1, 1, 0, 0]),
            rand_case([0, 0, 1, 1], [0, 1, 0, 1]),
            rand_case([0, 0, 0, 0], [0, 1, 2, 3]),
            rand_case([0, 0, 1, 2], [0, 0, 1, 1]),
            rand_case([3], [9]),
            rand_case(rng.integers(0, 4, 200).tolist(), rng.integers(0, 6, 200).tolist()),
            rand_case(three.tolist(), (three + (rng.random(len(three)) < 0.2)).tolist()),
        ],
    },
)


def pca_case(X, n_components):
    fitted = PCA(n_components, svd_solver="full").fit(X)
    return {
        "call": f'PCA({n_components}, svd_solver="full").fit(X)',
        "X": X,
        "nComponents": n_components,
        "mean": fitted.mean_,
        "components": fitted.components_,
        "explainedVariance": fitted.explained_variance_,
        "explainedVarianceRatio": fitted.explained_variance_ratio_,
        "scores": fitted.transform(X),
        "restored": fitted.inverse_transform(fitted.transform(X)),
    }


write("pca", {"cases": [pca_case(separate, 2), pca_case(overlapping, 6), pca_case(wide, 3), pca_case(separate + 1e5, 3)]})
