"""Writes src/clustering/fixtures/portraits.json: what SciPy, statsmodels and scikit-learn say of clusters of made data.

Run from the root of the repository: python scripts/oracles/portraits.py
"""

import json
import warnings
from pathlib import Path

import numpy as np
import scipy
import sklearn
import statsmodels
from scipy.stats import ttest_ind
from sklearn.tree import DecisionTreeClassifier
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

LEVEL = 0.9
rng = np.random.default_rng(20250302)


def difference_case(name, X, labels, y):
    clusters = []
    for cluster in sorted(set(labels)):
        inside = labels == cluster
        churned, size = int(y[inside].sum()), int(inside.sum())
        clusters.append(
            {
                "cluster": int(cluster),
                "churn": [float(limit) for limit in proportion_confint(churned, size, alpha=1 - LEVEL, method="wilson")],
                "features": [difference(column[inside], column[~inside], column) for column in X.T],
            }
        )
    return {"name": name, "X": X.tolist(), "labels": labels.tolist(), "y": y.tolist(), "clusters": clusters}


def difference(inside, outside, column):
    """[mean, mean of the rest, lower, upper] of the difference, then [estimate, lower, upper] over the deviation of all."""
    deviation = float(np.std(column))
    estimate = float(inside.mean() - outside.mean())
    if set(np.unique(column)) <= {0.0, 1.0}:
        counts = (int(inside.sum()), len(inside), int(outside.sum()), len(outside))
        lower, upper = confint_proportions_2indep(*counts, method="newcomb", compare="diff", alpha=1 - LEVEL)
    else:
        lower, upper = ttest_ind(inside, outside, equal_var=False).confidence_interval(LEVEL)
    return {
        "own": [float(inside.mean()), float(outside.mean()), float(lower), float(upper)],
        "standardized": [estimate / deviation, float(lower) / deviation, float(upper) / deviation],
    }


def mixed(n_samples, n_clusters, scale=1.0, offset=0.0):
    labels = rng.integers(0, n_clusters, n_samples)
    yes_no = (rng.random((n_samples, 2)) < np.column_stack([0.2 + 0.6 * (labels == 0), np.full(n_samples, 0.7)])).astype(float)
    numbers = offset + scale * (rng.normal(size=(n_samples, 2)) * [1, 1 + labels.max()] + np.column_stack([labels, -labels / 3]))
    skewed = scale * rng.exponential(1 + labels, n_samples)[:, None]
    churned = (rng.random(n_samples) < 0.1 + 0.3 * (labels == 1)).astype(int)
    return np.hstack([yes_no, numbers, skewed]), labels, churned


def tree_case(n_samples, n_features, n_values, max_depth):
    """Drawn until no division ties with another: then every random_state grows the same tree."""
    while True:
        X = rng.integers(0, n_values, (n_samples, n_features))
        score = X @ rng.normal(size=n_features) + rng.normal(scale=n_values / 6, size=n_samples)
        member = (score > np.quantile(score, 0.7)).astype(int)
        trees = [DecisionTreeClassifier(max_depth=max_depth, random_state=seed).fit(X, member).tree_ for seed in range(30)]
        if all(np.array_equal(tree.feature, trees[0].feature) and np.array_equal(tree.threshold, trees[0].threshold) for tree in trees):
            break
    tree = trees[0]

    def node(index):
        own = {
            "size": int(tree.n_node_samples[index]),
            "members": int(member[np.asarray(membership[:, index].todense()).ravel() == 1].sum()),
            "gini": float(tree.impurity[index]),
        }
        if tree.children_left[index] < 0:
            return own
        return {
            **own,
            "feature": int(tree.feature[index]),
            "threshold": float(tree.threshold[index]),
            "left": node(tree.children_left[index]),
            "right": node(tree.children_right[index]),
        }

    membership = tree.decision_path(X.astype(np.float32))
    return {"X": X.tolist(), "member": member.tolist(), "maxDepth": max_depth, "root": node(0)}


warnings.simplefilter("error")
content = {
    "versions": {
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "statsmodels": statsmodels.__version__,
        "scikit-learn": sklearn.__version__,
    },
    "level": LEVEL,
    "calls": {
        "churn": "proportion_confint(churned, size, alpha=1 - level, method='wilson')",
        "numbers": "ttest_ind(inside, outside, equal_var=False).confidence_interval(level), over numpy.std(column)",
        "yes/no": "confint_proportions_2indep(yes, n, yesOutside, nOutside, method='newcomb', compare='diff', alpha=1 - level)",
        "trees": "DecisionTreeClassifier(max_depth=maxDepth, random_state=any).fit(X, member)",
    },
    "differences": [
        difference_case("three clusters", *mixed(90, 3)),
        difference_case("two small clusters", *mixed(14, 2)),
        difference_case("tiny units", *mixed(60, 3, scale=1e-12)),
        difference_case("huge units", *mixed(60, 3, scale=1e12)),
        difference_case("far from zero", *mixed(60, 2, offset=1e5)),
    ],
    "trees": [tree_case(200, 4, 12, 3), tree_case(120, 6, 5, 3), tree_case(300, 3, 25, 2), tree_case(80, 8, 9, 3), tree_case(60, 2, 30, 1)],
}
Path("src/clustering/fixtures/portraits.json").write_text(json.dumps(content) + "\n")
