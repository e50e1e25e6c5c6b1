"""Oracle values for src/modeling/search: python scripts/oracles/search.py, from the root of the repository.

Writes src/modeling/fixtures/search.json: scikit-learn's GridSearchCV, and its nested cross-validation, of a logistic
pipeline on generated data and given folds. Beside every number stands the call that made it.
"""

import json
import platform
from pathlib import Path

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, ParameterGrid, cross_validate
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

SCORING = {"rocAuc": "roc_auc", "brier": "neg_brier_score", "logLoss": "neg_log_loss"}
C_VALUES = [0.001, 0.03, 1.0, 30.0]
WEIGHTS = [None, "balanced"]


class EveryNth:
    """Fold k tests the rows whose number leaves k when divided by n: folds that any program can repeat."""

    def __init__(self, n):
        self.n = n

    def split(self, X, y=None, groups=None):
        rows = np.arange(len(X))
        for fold in range(self.n):
            yield rows[rows % self.n != fold], rows[rows % self.n == fold]

    def get_n_splits(self, X=None, y=None, groups=None):
        return self.n


def data():
    random = np.random.default_rng(20261122)
    X = random.normal(size=(150, 5)) * [1, 10, 0.1, 1, 1] + [0, 5, 0, 100, 0]
    log_odds = -0.8 + 1.1 * X[:, 0] - 0.09 * (X[:, 1] - 5) + 4 * X[:, 2]
    y = (random.random(150) < 1 / (1 + np.exp(-log_odds))).astype(int)
    return np.round(X, 6), y


def pipeline():
    return make_pipeline(StandardScaler(), LogisticRegression(solver="newton-cholesky", tol=1e-12, max_iter=1000))


def search(n_folds):
    grid = {"logisticregression__C": C_VALUES, "logisticregression__class_weight": WEIGHTS}
    return GridSearchCV(pipeline(), grid, scoring=SCORING, refit="logLoss", cv=EveryNth(n_folds), error_score="raise")


def signed(name, values):
    """scikit-learn negates losses; here they are losses."""
    return (np.asarray(values) if name == "rocAuc" else -np.asarray(values)).tolist()


X, y = data()
fitted = search(5).fit(X, y)
results = fitted.cv_results_
order = list(ParameterGrid({"logisticregression__C": C_VALUES, "logisticregression__class_weight": WEIGHTS}))
assert order == results["params"]
nested = cross_validate(search(3), X, y, cv=EveryNth(4), scoring=SCORING, return_estimator=True)


def options_of(params):
    weight = params["logisticregression__class_weight"]
    return {"C": params["logisticregression__C"], **({} if weight is None else {"classWeight": weight})}


content = {
    "madeBy": "scripts/oracles/search.py",
    "versions": {"python": platform.python_version(), "numpy": np.__version__, "scikit-learn": sklearn.__version__},
    "X": X.tolist(),
    "y": y.tolist(),
    "C": C_VALUES,
    "grid": {
        "call": 'GridSearchCV(make_pipeline(StandardScaler(), LogisticRegression(solver="newton-cholesky", tol=1e-12)), '
        '{C, class_weight}, scoring=[roc_auc, neg_brier_score, neg_log_loss], refit="logLoss", cv=every 5th row)',
        "params": [options_of(params) for params in results["params"]],
        "scores": {
            name: [signed(name, [results[f"split{fold}_test_{name}"][i] for fold in range(5)]) for i in range(len(order))]
            for name in SCORING
        },
        "mean": {name: signed(name, results[f"mean_test_{name}"]) for name in SCORING},
        "standardDeviation": {name: results[f"std_test_{name}"].tolist() for name in SCORING},
        "rank": {name: results[f"rank_test_{name}"].tolist() for name in SCORING},
        "bestIndex": int(fitted.best_index_),
        "bestScore": float(-fitted.best_score_),
        "forecast": fitted.predict_proba(X[:10])[:, 1].tolist(),
    },
    "nested": {
        "call": "cross_validate(GridSearchCV(…, cv=every 3rd row), X, y, cv=every 4th row, return_estimator=True)",
        "scores": {name: signed(name, nested[f"test_{name}"]) for name in SCORING},
        "innerScores": [float(-estimator.best_score_) for estimator in nested["estimator"]],
        "chosen": [options_of(estimator.best_params_) for estimator in nested["estimator"]],
    },
}
path = Path("src/modeling/fixtures/search.json")
path.write_text(json.dumps(content, indent=1, allow_nan=False) + "\n")
print(path, path.stat().st_size, "bytes")
print(content["grid"]["rank"], content["nested"]["chosen"])
