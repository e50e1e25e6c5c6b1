"""What scikit-learn's forests and trees say: python scripts/oracles/forest_hard.py, from the root of the repository.

Writes src/modeling/fixtures/forest-hard.json: single trees to compare exactly, and the range of 20 seeds for forests on
the hard data sets (out of bag) and on the simulated sample (held-out rows). Reads src/modeling/fixtures/hard-sets.json
and data/gym_churn_simulated.csv.
"""

import hashlib
import json
import platform
import warnings
from pathlib import Path

import numpy as np
import sklearn
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import brier_score_loss, roc_auc_score

OUT = Path("src/modeling/fixtures/forest-hard.json")
HARD = Path("src/modeling/fixtures/hard-sets.json")
SAMPLE = Path("data/gym_churn_simulated.csv")
SEEDS = range(20)
warnings.simplefilter("ignore")


def single_trees():
    """Trees that no random_state changes, so that no tie decides anything: the first data for which that is so."""
    for seed in range(20261123, 20261223):
        found = trees_without_ties(np.random.default_rng(seed))
        if found is not None:
            return found
    raise AssertionError("ties everywhere")


def single_tree(seed, options):
    """A DecisionTreeClassifier, but for class_weight "balanced", which in a forest heeds the sample weights."""
    return RandomForestClassifier(1, bootstrap=False, max_features=None, random_state=seed, **options)


def covers_depth_first(tree):
    """With max_leaf_nodes, scikit-learn numbers nodes in the order in which they were split."""
    covers = []
    waiting = [0]
    while waiting:
        node = waiting.pop()
        covers.append(float(tree.weighted_n_node_samples[node]))
        if tree.children_left[node] >= 0:
            waiting += [tree.children_right[node], tree.children_left[node]]
    return covers


def trees_without_ties(rng):
    X = np.round(rng.normal(size=(500, 4)), 3)
    y = (rng.uniform(size=500) < 1 / (1 + np.exp(-0.8 * X[:, 0] + 0.6 * X[:, 1] * X[:, 2]))).astype(int)
    w = np.round(rng.uniform(0.5, 3, size=500), 2)
    XTest = np.round(rng.normal(size=(150, 4)), 3)
    options = [
        (dict(min_samples_leaf=20, max_depth=5), {}),
        (dict(min_samples_leaf=20, max_depth=5, criterion="entropy"), {}),
        (dict(min_samples_leaf=20, max_depth=5), {"sample_weight": "w"}),
        (dict(min_samples_leaf=20, max_depth=5, criterion="entropy", class_weight="balanced"), {"sample_weight": "w"}),
        (dict(min_samples_leaf=20, max_depth=5, class_weight={0: 1, 1: 3.5}), {}),
        (dict(min_impurity_decrease=0.008), {}),
        (dict(min_impurity_decrease=0.012, criterion="entropy"), {"sample_weight": "w"}),
        (dict(max_depth=3, min_samples_split=60), {}),
        (dict(max_leaf_nodes=2), {}),
        (dict(max_leaf_nodes=9), {}),
        (dict(max_leaf_nodes=14, min_samples_leaf=10, criterion="entropy"), {"sample_weight": "w"}),
        (dict(max_leaf_nodes=200, max_depth=4, min_samples_leaf=20), {}),
    ]
    cases = []
    for tree_options, fit_options in options:
        weights = w if fit_options else None
        fits = [single_tree(s, tree_options).fit(X, y, weights) for s in range(8)]
        probas = [fit.predict_proba(XTest)[:, 1] for fit in fits]
        if any(not np.allclose(p, probas[0], rtol=0, atol=1e-13) for p in probas):
            return None
        cases.append(
            {
                "call": f"RandomForestClassifier(1, bootstrap=False, max_features=None, {tree_options}).fit(X, y, {'w' if fit_options else None})",
                "options": tree_options,
                "weighted": bool(fit_options),
                "nNodes": int(fits[0].estimators_[0].tree_.node_count),
                "proba": probas[0].tolist(),
                "importances": fits[0].feature_importances_.tolist(),
                "cover": covers_depth_first(fits[0].estimators_[0].tree_),
            }
        )
    return {"X": X.tolist(), "y": y.tolist(), "w": w.tolist(), "XTest": XTest.tolist(), "cases": cases}


def standardised(X):
    """scikit-learn keeps 32 bits of a value and takes values 1e-7 apart for equal; a tree asks only for the order."""
    scale = X.std(axis=0)
    return (X - X.mean(axis=0)) / np.where(scale > 0, scale, 1)


def ranked(X):
    return np.column_stack([np.unique(column, return_inverse=True)[1] for column in X.T]).astype(float)


def scores(y, p, w=None):
    known = np.isfinite(p) & (np.ones(len(y), bool) if w is None else w > 0)
    y, p = y[known], p[known]
    auc = roc_auc_score(y, p) if len(set(y)) == 2 else None
    return auc, brier_score_loss(y, p)


def hard():
    """Out-of-bag forecasts, because a full-grown forest knows its own rows by heart."""
    found = {}
    for name, content in json.loads(HARD.read_text())["sets"].items():
        if name == "tiny":
            continue
        X, y = np.array(content["X"]), np.array(content["y"])
        w = np.array(content["sampleWeight"]) if "sampleWeight" in content else None
        # Midpoints of ranks and of values part the same training rows, but not all others: ranks only where needed.
        X = ranked(X) if name == "outlier" else standardised(X)
        aucs, briers = [], []
        for seed in SEEDS:
            forest = RandomForestClassifier(100, oob_score=True, random_state=seed).fit(X, y, w)
            decision = forest.oob_decision_function_[:, 1]
            auc, brier = scores(y, decision, w)
            aucs.append(auc)
            briers.append(brier)
        found[name] = {"rocAuc": aucs, "brier": briers}
    return found


def sample():
    rows = np.genfromtxt(SAMPLE, delimiter=",", skip_header=1)
    X, y = rows[:, :13], rows[:, 13].astype(int)
    test = np.arange(len(y)) % 5 == 0
    w = 1.0 + np.arange(len(y)) % 3
    found = []
    for options, weighted in [
        (dict(class_weight="balanced"), False),
        (dict(class_weight="balanced_subsample", min_samples_leaf=5), False),
        (dict(class_weight={0: 1, 1: 4}, criterion="entropy", max_depth=8), False),
        (dict(min_samples_leaf=3), True),
        (dict(bootstrap=False, max_features=4), False),
    ]:
        aucs, briers = [], []
        for seed in SEEDS:
            forest = RandomForestClassifier(50, random_state=seed, **options)
            forest.fit(X[~test], y[~test], w[~test] if weighted else None)
            auc, brier = scores(y[test], forest.predict_proba(X[test])[:, 1])
            aucs.append(auc)
            briers.append(brier)
        call = f"RandomForestClassifier(50, random_state=0 … 19, {options}).fit(rows with number % 5 != 0"
        call += ", sample_weight = 1 + number % 3)" if weighted else ")"
        found.append({"call": call, "options": options, "weighted": weighted, "rocAuc": aucs, "brier": briers})
    return found


def main():
    versions = {"python": platform.python_version(), "numpy": np.__version__, "scikit-learn": sklearn.__version__}
    content = {
        "madeBy": "scripts/oracles/forest_hard.py",
        "versions": versions,
        "sampleSha256": hashlib.sha256(SAMPLE.read_bytes()).hexdigest(),
        "trees": single_trees(),
        "hardCall": "RandomForestClassifier(100, oob_score=True, random_state=0 … 19).fit(columns standardised, or "
        "ranked in 'outlier'); scores of oob_decision_function_ on rows of positive weight",
        "hard": hard(),
        "sample": sample(),
    }
    OUT.write_text(json.dumps(content, separators=(",", ":"), allow_nan=False) + "\n")
    print(OUT, OUT.stat().st_size, "bytes")


main()
