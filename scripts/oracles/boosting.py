"""Oracle values for src/modeling/gradient-boosting: python scripts/oracles/boosting.py, from the root of the repository.

Writes src/modeling/fixtures/boosting.json. Beside every number stands the call that made it. Only generated data and
the simulated sample are used.

Without drawing, histogram boosting is deterministic, so forecasts are compared row by row. What is drawn is compared by
the range of 20 seeds on a fixed split of the sample: every fifth row is for testing.
"""

import csv
import hashlib
import json
import platform
from pathlib import Path

import numpy as np
import sklearn
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingClassifier
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score

OUT = Path("src/modeling/fixtures/boosting.json")
HARD_SETS = Path("src/modeling/fixtures/hard-sets.json")
SAMPLE = Path("data/gym_churn_simulated.csv")
SEEDS = range(20)

# Options of ours beside those of scikit-learn.
RECIPES = [
    ({}, {}),
    ({"nEstimators": 30, "minSamplesLeaf": 5}, {"max_iter": 30, "min_samples_leaf": 5}),
    (
        {"nEstimators": 20, "minSamplesLeaf": 1, "l2Regularization": 1, "maxDepth": 4},
        {"max_iter": 20, "min_samples_leaf": 1, "l2_regularization": 1, "max_depth": 4},
    ),
    (
        {"nEstimators": 20, "minSamplesLeaf": 5, "maxLeafNodes": 6, "nBins": 8, "learningRate": 0.3},
        {"max_iter": 20, "min_samples_leaf": 5, "max_leaf_nodes": 6, "max_bins": 8, "learning_rate": 0.3},
    ),
    (
        {"nEstimators": 30, "minSamplesLeaf": 5, "monotoneConstraints": {"x0": 1, "x1": -1}},
        {"max_iter": 30, "min_samples_leaf": 5, "monotonic_cst": [1, -1]},
    ),
]


def fit(theirs, X, y, w=None):
    theirs = dict(theirs)
    if "monotonic_cst" in theirs:
        theirs["monotonic_cst"] = theirs["monotonic_cst"] + [0] * (X.shape[1] - 2)
    model = HistGradientBoostingClassifier(early_stopping=False, **theirs)
    return model.fit(X, y, sample_weight=w)


def call_of(theirs, weighted=False):
    text = ", ".join(["early_stopping=False"] + [f"{key}={value!r}" for key, value in theirs.items()])
    return f"HistGradientBoostingClassifier({text}).fit(X, y{', sample_weight' if weighted else ''})"


def generated():
    """Two features of few values, three of many."""
    rng = np.random.default_rng(20261122)
    n = 500
    few = rng.integers(0, [2, 12], size=(n, 2))
    X = np.column_stack([few, np.round(rng.normal(size=(n, 2)), 4), np.round(rng.exponential(size=n), 4)])
    eta = -1 + few[:, 0] - 0.2 * few[:, 1] + X[:, 2] * X[:, 3] + np.sin(3 * X[:, 4])
    y = (rng.uniform(size=n) < 1 / (1 + np.exp(-eta))).astype(int)
    return X, y, rng.choice([0.5, 1.0, 2.0], size=n)


def generated_cases():
    X, y, w = generated()
    cases = []
    for ours, theirs in RECIPES:
        for weights in (None, w):
            model = fit(theirs, X, y, weights)
            staged = [log_loss(y, p, sample_weight=weights) for p in model.staged_predict_proba(X)]
            nodes = model._predictors[0][0].nodes
            leaf = nodes["is_leaf"].astype(bool)
            cases.append(
                {
                    "call": call_of(theirs, weights is not None),
                    "options": ours,
                    "weighted": weights is not None,
                    "logOdds": model.decision_function(X).tolist(),
                    "trainingLoss": staged,
                    "firstTree": {
                        "feature": np.where(leaf, -1, nodes["feature_idx"]).tolist(),
                        "threshold": np.where(leaf, nodes["value"], nodes["num_threshold"]).tolist(),
                        "count": nodes["count"].tolist(),
                    },
                }
            )
    return {"X": X.tolist(), "y": y.tolist(), "sampleWeight": w.tolist(), "cases": cases}


def hard_cases():
    cases = []
    for name, data in json.loads(HARD_SETS.read_text())["sets"].items():
        X, y, w = np.array(data["X"]), np.array(data["y"]), data.get("sampleWeight")
        if w is not None:
            # A row that weighs nothing is no row for ours; scikit-learn counts it in min_samples_leaf.
            kept = np.array(w) > 0
            X, y, w = X[kept], y[kept], np.array(w)[kept]
        for ours, theirs in RECIPES:
            model = fit(theirs, X, y, w)
            before = np.full(len(y), np.average(y, weights=w))
            forecasts = [before, *(p[:, 1] for p in model.staged_predict_proba(X))]
            staged = [log_loss(y, p, sample_weight=w) for p in forecasts]
            logits = model.decision_function(X)
            # Many rows, few leaves: the first rows tell enough.
            case = {"set": name, "call": call_of(theirs, w is not None), "options": ours}
            rises = any(later > earlier + 1e-9 for earlier, later in zip(staged, staged[1:]))
            cases.append({**case, "lossRises": rises, "trainingLoss": staged[-1], "logOdds": logits[:100].tolist()})
    return cases


def sample_scores():
    with SAMPLE.open() as file:
        table = np.array([[float(cell) for cell in row] for row in list(csv.reader(file))[1:]])
    X, y = table[:, :13], table[:, 13].astype(int)
    is_test = np.arange(len(y)) % 5 == 0
    scores = []
    makers = [
        (
            "HistGradientBoostingClassifier(early_stopping=False, max_features=0.4, random_state=seed)",
            {"colsampleByNode": 0.4},
            lambda seed: HistGradientBoostingClassifier(early_stopping=False, max_features=0.4, random_state=seed),
        ),
        (
            "HistGradientBoostingClassifier(early_stopping=True, random_state=seed)",
            {"earlyStopping": True},
            lambda seed: HistGradientBoostingClassifier(early_stopping=True, random_state=seed),
        ),
        (
            "GradientBoostingClassifier(subsample=0.5, max_depth=3, min_samples_leaf=20, random_state=seed)",
            {"subsample": 0.5, "maxDepth": 3},
            lambda seed: GradientBoostingClassifier(
                subsample=0.5, max_depth=3, min_samples_leaf=20, random_state=seed
            ),
        ),
    ]
    for call, ours, make in makers:
        models = [make(seed).fit(X[~is_test], y[~is_test]) for seed in SEEDS]
        forecasts = [model.predict_proba(X[is_test])[:, 1] for model in models]
        scores.append(
            {
                "call": f"{call}, seed = 0 … 19, on the rows whose number is no multiple of 5",
                "options": ours,
                "rocAuc": [roc_auc_score(y[is_test], p) for p in forecasts],
                "brier": [brier_score_loss(y[is_test], p) for p in forecasts],
                "nIterations": [int(getattr(m, "n_iter_", 100)) for m in models],
            }
        )
    return {"sampleSha256": hashlib.sha256(SAMPLE.read_bytes()).hexdigest(), "scores": scores}


def main():
    content = {
        "madeBy": "scripts/oracles/boosting.py",
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scikit-learn": sklearn.__version__,
        },
        "generated": generated_cases(),
        "hard": hard_cases(),
        "sample": sample_scores(),
    }
    OUT.write_text(json.dumps(content, separators=(",", ":"), allow_nan=False) + "\n")
    print(OUT, OUT.stat().st_size, "bytes")


main()
