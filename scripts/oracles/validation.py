"""Writes src/modeling/fixtures for forests, cross-validation and model explanation, with what scikit-learn says.

Run from the root of the repository: python scripts/oracles/validation.py
Reads data/gym_churn_simulated.csv for the range of scores of forests; all other inputs are drawn with a seed.
"""

import csv
import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn.ensemble import RandomForestClassifier
from sklearn.inspection import partial_dependence, permutation_importance
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.model_selection import PredefinedSplit, cross_val_predict, cross_validate
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

FOLDER = Path("src/modeling/fixtures")
SAMPLE = Path("data/gym_churn_simulated.csv")
VERSIONS = {
    "python": sys.version.split()[0],
    "numpy": np.__version__,
    "scipy": scipy.__version__,
    "scikit-learn": sklearn.__version__,
}


def write(name, content):
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / name).write_text(json.dumps({"versions": VERSIONS, **content}, indent=1) + "\n")


def draw(seed, n):
    rng = np.random.default_rng(seed)
    X = np.column_stack(
        [
            np.round(rng.normal(0, 1, n), 3),
            np.round(rng.exponential(1, n), 3),
            rng.integers(0, 4, n),
            np.round(rng.normal(5, 2, n), 3),
        ]
    )
    logit = 1.5 * X[:, 0] - 0.8 * X[:, 1] + 0.5 * (X[:, 2] == 3) + 0.3 * (X[:, 3] - 5) * (X[:, 0] > 0)
    y = (rng.random(n) < 1 / (1 + np.exp(-logit))).astype(int)
    weight = np.round(rng.uniform(0.2, 3, n), 2)
    return X, y, weight


def grow(X, y, weight, criterion, random_state):
    tree = DecisionTreeClassifier(criterion=criterion, max_depth=4, min_samples_leaf=12, random_state=random_state)
    return tree.fit(X, y, sample_weight=weight)


def has_ties(X, y, weight, criterion):
    """Equally good splits are chosen between by chance: such data would test the chance."""
    first = grow(X, y, weight, criterion, 0).predict_proba(X)
    return any(abs(grow(X, y, weight, criterion, s).predict_proba(X) - first).max() > 1e-9 for s in range(1, 30))


def trees():
    # 240 rows: no feature has more than 255 distinct values, so that histogram splits are exact.
    combinations = [(criterion, weighted) for criterion in ["gini", "entropy"] for weighted in [False, True]]
    for seed in range(21, 100):
        X, y, weight = draw(seed, 240)
        if not any(has_ties(X, y, weight if weighted else None, criterion) for criterion, weighted in combinations):
            break
    cases = []
    for criterion, weighted in combinations:
        tree = grow(X, y, weight if weighted else None, criterion, 0)
        cases.append(
            {
                "call": f"DecisionTreeClassifier(criterion='{criterion}', max_depth=4, min_samples_leaf=12)"
                f".fit(X, y{', sample_weight' if weighted else ''}): predict_proba(X)[:, 1], feature_importances_",
                "criterion": criterion,
                "weighted": weighted,
                "proba": tree.predict_proba(X)[:, 1].tolist(),
                "importances": tree.feature_importances_.tolist(),
                "nNodes": int(tree.tree_.node_count),
            }
        )
    write(
        "decision-trees.json",
        {"seed": seed, "X": X.tolist(), "y": y.tolist(), "sampleWeight": weight.tolist(), "cases": cases},
    )


def forests():
    text = SAMPLE.read_bytes()
    rows = list(csv.reader(text.decode().splitlines()))
    data = np.array(rows[1:], dtype=float)
    test = np.arange(len(data)) % 5 == 0
    X, y = data[:, :13], data[:, 13]
    auc, brier, oob, importances = [], [], [], []
    for seed in range(20):
        forest = RandomForestClassifier(100, oob_score=True, random_state=seed).fit(X[~test], y[~test])
        p = forest.predict_proba(X[test])[:, 1]
        auc.append(roc_auc_score(y[test], p))
        brier.append(brier_score_loss(y[test], p))
        oob.append(forest.oob_score_)
        importances.append(forest.feature_importances_)
    write(
        "forest-on-sample.json",
        {
            "sampleSha256": hashlib.sha256(text).hexdigest(),
            "call": "RandomForestClassifier(100, oob_score=True, random_state=0 … 19).fit(rows with number % 5 != 0); "
            "scores on the other rows",
            "rocAuc": auc,
            "brier": brier,
            "oobScore": oob,
            "featureNames": rows[0][:13],
            "importancesMean": np.mean(importances, axis=0).tolist(),
            "importancesSd": np.std(importances, axis=0, ddof=1).tolist(),
        },
    )


def validation():
    X, y, _ = draw(22, 180)
    fold = np.random.default_rng(23).permutation(np.arange(180) % 6)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=1.0, tol=1e-12, max_iter=10000))
    names = {
        "accuracy": "accuracy",
        "precision": "precision",
        "recall": "recall",
        "f1": "f1",
        "rocAuc": "roc_auc",
        "averagePrecision": "average_precision",
        "brier": "neg_brier_score",
        "logLoss": "neg_log_loss",
    }
    result = cross_validate(model, X, y, cv=PredefinedSplit(fold), scoring=list(names.values()))
    scores = {}
    for name, theirs in names.items():
        sign = -1 if theirs.startswith("neg_") else 1
        scores[name] = (sign * result[f"test_{theirs}"]).tolist()
    auc = np.array(scores["rocAuc"])
    variance = (1 / 6 + 30 / 150) * auc.var(ddof=1)
    low, high = stats.t.interval(0.9, 5, auc.mean(), np.sqrt(variance))
    difference = auc - np.array(scores["averagePrecision"])
    t = difference.mean() / np.sqrt((1 / 6 + 30 / 150) * difference.var(ddof=1))
    write(
        "cross-validation.json",
        {
            "X": X.tolist(),
            "y": y.tolist(),
            "foldOfRow": fold.tolist(),
            "call": "cross_validate(make_pipeline(StandardScaler(), LogisticRegression(C=1)), X, y, cv=PredefinedSplit(foldOfRow))",
            "scores": scores,
            "predictCall": "cross_val_predict(the same, method='predict_proba')[:, 1]",
            "outOfFold": cross_val_predict(model, X, y, cv=PredefinedSplit(fold), method="predict_proba")[:, 1].tolist(),
            "intervalCall": "scipy.stats.t.interval(0.9, 5, mean, sqrt((1/6 + 30/150) * var(ddof=1))) of rocAuc",
            "interval": [low, high],
            "differenceCall": "2 * scipy.stats.t.sf(|t|, 5) of rocAuc - averagePrecision, variance as above",
            "differencePValue": float(2 * stats.t.sf(abs(t), 5)),
        },
    )


def explanation():
    X, y, _ = draw(24, 300)
    model = LogisticRegression(C=1.0, tol=1e-12, max_iter=10000).fit(X, y)
    n_repeats = 400
    permuted = {}
    for name, theirs in {"rocAuc": "roc_auc", "brier": "neg_brier_score"}.items():
        result = permutation_importance(model, X, y, scoring=theirs, n_repeats=n_repeats, random_state=0)
        permuted[name] = {"mean": result.importances_mean.tolist(), "sd": result.importances_std.tolist()}
    curves = []
    for feature in range(4):
        result = partial_dependence(model, X, [feature], kind="both", grid_resolution=12, method="brute", response_method="predict_proba")
        curves.append(
            {
                "grid": result["grid_values"][0].tolist(),
                "average": result["average"][0].tolist(),
                "firstRow": result["individual"][0][0].tolist(),
            }
        )
    write(
        "explanation.json",
        {
            "X": X.tolist(),
            "y": y.tolist(),
            "modelCall": "LogisticRegression(C=1).fit(X, y): intercept_, coef_",
            "intercept": float(model.intercept_[0]),
            "coefficients": model.coef_[0].tolist(),
            "permutationCall": f"permutation_importance(model, X, y, scoring, n_repeats={n_repeats}, random_state=0)",
            "nRepeats": n_repeats,
            "permutation": permuted,
            "partialDependenceCall": "partial_dependence(model, X, [feature], kind='both', grid_resolution=12, method='brute')",
            "partialDependence": curves,
        },
    )


trees()
forests()
validation()
explanation()
