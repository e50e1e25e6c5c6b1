"""What Python does in each measurement.

A task prepares its input, outside the clock, and returns `run`, which is timed, and `evidence`, which turns what `run`
returned into numbers that the other side has to match.
"""

import numpy as np
from scipy import stats
from scipy.cluster.hierarchy import linkage as scipy_linkage
from sklearn.cluster import KMeans, MiniBatchKMeans
from sklearn.ensemble import IsolationForest
from sklearn.metrics import pairwise_distances_chunked, silhouette_score
from sklearn.mixture import GaussianMixture
from sklearn.preprocessing import KBinsDiscretizer, MinMaxScaler, RobustScaler, StandardScaler
from their_data import exchanged, large, small

N_CLUSTERS = 5


def standardised(rows=None):
    """The 4,000 clients, or the first `rows` simulated ones."""
    X, _ = small() if rows is None else large(rows)
    return StandardScaler().fit_transform(X)


def k_means():
    X = standardised()
    recipe = KMeans(N_CLUSTERS, n_init=10, random_state=1)
    return lambda: recipe.fit(X), lambda fitted: {"inertia": float(fitted.inertia_)}


def linkage(method, rows=None):
    X = standardised(rows)
    return lambda: scipy_linkage(X, method), lambda merges: {"heights": merges[:, 2].tolist()}


def silhouette():
    X, labels = standardised(), np.array(exchanged("labels"))
    return lambda: silhouette_score(X, labels), lambda score: {"score": float(score)}


def gaussian_mixture():
    X = standardised()

    def evidence(_):
        start = exchanged("mixture")
        exact = GaussianMixture(
            N_CLUSTERS,
            weights_init=np.array(start["weightsInit"]),
            means_init=np.array(start["meansInit"]),
            precisions_init=np.array(start["precisionsInit"]),
            max_iter=20,
            tol=0,
        ).fit(X)
        mean = float(exact.score(X))
        fits = [GaussianMixture(N_CLUSTERS, random_state=seed).fit(X) for seed in range(15)]
        defaults = [float(fit.score(X)) * len(X) for fit in fits]
        return {"fromOneStart": mean * len(X), "nIterations": exact.n_iter_, "defaults": defaults}

    return lambda: GaussianMixture(N_CLUSTERS, random_state=1).fit(X), evidence


def isolation_forest():
    X, _ = small()
    run = lambda: IsolationForest(n_estimators=100, random_state=1, n_jobs=1).fit(X).score_samples(X)
    return run, lambda scores: {"scores": scores.tolist()}


def group_comparisons():
    """Two tests a feature, the interval of the difference, and the correction: what SciPy has of our table."""
    X, y = small()
    left, stayed = X[y == 1], X[y == 0]
    binary = [bool(np.isin(column, (0, 1)).all()) for column in X.T]

    def run():
        tests = [compare(left[:, j], stayed[:, j], binary[j]) for j in range(X.shape[1])]
        adjusted = stats.false_discovery_control([p for p, _, _ in tests])
        return tests, adjusted

    def evidence(found):
        tests, adjusted = found
        return {
            "pValues": [float(p) for (one, two, _), both in zip(tests, adjusted) for p in (one, two, both)],
            "limits": [float(limit) for _, _, limits in tests for limit in limits],
        }

    return run, evidence


def compare(left, stayed, is_binary):
    if is_binary:
        table = [[(group == 1).sum(), (group == 0).sum()] for group in (left, stayed)]
        return stats.chi2_contingency(table, correction=False).pvalue, stats.fisher_exact(table).pvalue, ()
    welch = stats.ttest_ind(left, stayed, equal_var=False)
    interval = welch.confidence_interval(0.95)
    return welch.pvalue, stats.mannwhitneyu(left, stayed).pvalue, (interval.low, interval.high)


def mini_batch():
    X = StandardScaler().fit_transform(large()[0])
    recipe = MiniBatchKMeans(N_CLUSTERS, random_state=1)
    return lambda: recipe.fit(X), lambda fitted: {"inertia": float(fitted.inertia_)}


def transformer(name):
    X, _ = large()
    make = {
        "StandardScaler": StandardScaler,
        "RobustScaler": RobustScaler,
        "MinMaxScaler": MinMaxScaler,
        # Of all rows, as ours: the default would learn the edges from 200,000 of them.
        "KBinsDiscretizer": lambda: KBinsDiscretizer(encode="ordinal", subsample=None),
    }[name]

    def evidence(changed):
        return {"first": changed[:1000].ravel().tolist(), "sums": changed.sum(axis=0).tolist()}

    return lambda: make().fit_transform(X), evidence


def sampled_silhouette(rows):
    """scikit-learn has no such estimate: the same by hand, each drawn row against all rows."""
    X = standardised(rows)
    labels = KMeans(N_CLUSTERS, n_init=1, random_state=1).fit(X).labels_
    sizes = np.bincount(labels)
    members = np.argsort(labels, kind="stable")
    starts = np.r_[0, np.cumsum(sizes)[:-1]]

    def run():
        drawn = np.random.default_rng(1).choice(rows, 1000, replace=False)
        sums = [np.add.reduceat(part, starts, axis=1) for part in pairwise_distances_chunked(X[drawn], X[members])]
        return silhouettes(np.concatenate(sums), labels[drawn], sizes)

    def evidence(values):
        error = np.sqrt((1 - len(values) / rows) * values.var(ddof=1) / len(values))
        return {"estimate": float(values.mean()), "standardError": float(error)}

    return run, evidence


def silhouettes(sums, own, sizes):
    each = np.arange(len(own))
    inside = sums[each, own] / (sizes[own] - 1)
    means = sums / sizes
    means[each, own] = np.inf
    outside = means.min(axis=1)
    return (outside - inside) / np.maximum(inside, outside)


TASKS = {
    "kMeans": k_means,
    "linkage": linkage,
    "silhouette": silhouette,
    "gaussianMixture": gaussian_mixture,
    "isolationForest": isolation_forest,
    "groupComparisons": group_comparisons,
    "miniBatch": mini_batch,
    "transformer": transformer,
    "sampledSilhouette": sampled_silhouette,
}
