"""Oracle values for the explanation of models: python scripts/oracles/importance.py, from the root of the repository.

Writes src/modeling/fixtures/importance.json: scikit-learn's permutation importance and partial dependence of a
logistic pipeline with many-valued, few-valued and skewed features, generated. Beside every number stands its call.
"""

import json
import platform
from pathlib import Path

import numpy as np
import sklearn
from sklearn.inspection import partial_dependence, permutation_importance
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

random = np.random.default_rng(42)
n = 160
X = np.column_stack(
    [
        random.normal(30, 6, n).round(2),
        random.integers(0, 2, n),
        random.choice([1.0, 6.0, 12.0], n, p=[0.5, 0.2, 0.3]),
        random.exponential(100, n).round(1),
        np.where(random.random(n) < 0.7, 0.0, random.random(n).round(3)),
        random.normal(size=n).round(4),
    ]
)
log_odds = -0.15 * (X[:, 0] - 30) + 0.8 * X[:, 1] - 0.15 * X[:, 2] - 0.006 * (X[:, 3] - 100) + 1.5 * X[:, 4]
y = (random.random(n) < 1 / (1 + np.exp(-log_odds))).astype(int)
model = make_pipeline(StandardScaler(), LogisticRegression(C=1, solver="newton-cholesky", tol=1e-13, max_iter=1000))
model.fit(X, y)
N_REPEATS = 200


def importance(scoring):
    result = permutation_importance(model, X, y, scoring=scoring, n_repeats=N_REPEATS, random_state=0)
    return {
        "call": f"permutation_importance(model, X, y, scoring={scoring!r}, n_repeats={N_REPEATS}, random_state=0)",
        "mean": result.importances_mean.tolist(),
        "sd": result.importances_std.tolist(),
    }


def dependence(feature, resolution, percentiles):
    result = partial_dependence(
        model, X, [feature], grid_resolution=resolution, percentiles=percentiles, kind="both", method="brute",
        response_method="predict_proba",
    )
    return {
        "call": f"partial_dependence(model, X, [{feature}], grid_resolution={resolution}, "
        f'percentiles={percentiles}, kind="both", method="brute")',
        "feature": feature,
        "gridSize": resolution,
        "percentiles": list(percentiles),
        "grid": result["grid_values"][0].tolist(),
        "average": result["average"][0].tolist(),
        "individual": result["individual"][0][:3].tolist(),
    }


def pair(first, second, resolution, percentiles):
    result = partial_dependence(
        model, X, [(first, second)], grid_resolution=resolution, percentiles=percentiles, kind="average",
        method="brute", response_method="predict_proba",
    )
    return {
        "call": f"partial_dependence(model, X, [({first}, {second})], grid_resolution={resolution}, "
        f'percentiles={percentiles}, kind="average", method="brute")',
        "features": [first, second],
        "gridSize": resolution,
        "percentiles": list(percentiles),
        "grids": [grid.tolist() for grid in result["grid_values"]],
        "average": result["average"][0].tolist(),
    }


content = {
    "madeBy": "scripts/oracles/importance.py",
    "versions": {"python": platform.python_version(), "numpy": np.__version__, "scikit-learn": sklearn.__version__},
    "X": X.tolist(),
    "y": y.tolist(),
    "nRepeats": N_REPEATS,
    "permutation": {
        "rocAuc": importance("roc_auc"),
        "brier": importance("neg_brier_score"),
        "logLoss": importance("neg_log_loss"),
    },
    "dependence": [
        dependence(0, 20, (0.05, 0.95)),
        dependence(0, 7, (0.0, 1.0)),
        dependence(1, 20, (0.05, 0.95)),
        dependence(2, 20, (0.05, 0.95)),
        dependence(3, 5, (0.1, 0.8)),
        dependence(4, 11, (0.25, 0.99)),
        dependence(5, 2, (0.3, 0.31)),
    ],
    "pairs": [pair(0, 3, 6, (0.05, 0.95)), pair(4, 1, 5, (0.05, 0.9))],
}
path = Path("src/modeling/fixtures/importance.json")
path.write_text(json.dumps(content, indent=1, allow_nan=False) + "\n")
print(path, path.stat().st_size, "bytes")
