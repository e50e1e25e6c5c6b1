"""Oracle values for src/modeling: python scripts/oracles/modeling.py, from the root of the repository.

Writes src/modeling/fixtures/{logistic,logistic-sample,metrics}.json. Beside every number stands the call that made it.
Only generated data and the simulated sample are used.

Logistic regressions on awkward data (collinear, wide, of scale 1e±12) are minimised here with 60 digits: the usual
solvers stop too early there to judge anybody.
"""

import csv
import hashlib
import json
import platform
from pathlib import Path

import mpmath as mp
import numpy as np
import sklearn
import statsmodels
import statsmodels.api as sm
from sklearn import metrics
from sklearn.calibration import calibration_curve
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from statsmodels.stats.proportion import proportion_confint

FIXTURES = Path("src/modeling/fixtures")
SAMPLE = Path("data/gym_churn_simulated.csv")
VERSIONS = {
    "python": platform.python_version(),
    "numpy": np.__version__,
    "scikit-learn": sklearn.__version__,
    "statsmodels": statsmodels.__version__,
    "mpmath": mp.__version__,
}
mp.mp.dps = 60


def without_none(value):
    """What does not apply to a case is left out of it."""
    if isinstance(value, dict):
        return {key: without_none(item) for key, item in value.items() if item is not None}
    return [without_none(item) for item in value] if isinstance(value, list) else value


def write(name, content):
    FIXTURES.mkdir(parents=True, exist_ok=True)
    path = FIXTURES / f"{name}.json"
    content = {"madeBy": "scripts/oracles/modeling.py", "versions": VERSIONS, **without_none(content)}
    path.write_text(json.dumps(content, indent=1, allow_nan=False) + "\n")
    print(path, path.stat().st_size, "bytes")


# --- Logistic regression -----------------------------------------------------------------------------------------


def exact_logistic(X, y, C=None, weights=None):
    """Newton's method with 60 digits on C·Σ wᵢ·lossᵢ + ½‖β‖² (C=None: Σ wᵢ·lossᵢ). Damped until it descends."""
    n, p = X.shape
    rows = [[mp.mpf(1)] + [mp.mpf(float(v)) for v in row] for row in X]
    signs = [mp.mpf(2 * int(label) - 1) for label in y]
    w = [mp.mpf(float(v)) for v in (np.ones(n) if weights is None else weights)]
    ridge = mp.mpf(0) if C is None else 1 / mp.mpf(C)
    beta = mp.matrix(p + 1, 1)

    def objective(b):
        total = ridge / 2 * sum(b[j] ** 2 for j in range(1, p + 1))
        for row, s, weight in zip(rows, signs, w):
            total += weight * mp.log1p(mp.exp(-s * sum(v * b[j] for j, v in enumerate(row))))
        return total

    value = objective(beta)
    for _ in range(80):
        gradient, hessian = mp.matrix(p + 1, 1), mp.matrix(p + 1, p + 1)
        for row, s, weight in zip(rows, signs, w):
            margin = s * sum(v * beta[j] for j, v in enumerate(row))
            miss = 1 / (1 + mp.exp(margin))
            for j in range(p + 1):
                gradient[j] -= weight * s * miss * row[j]
                for k in range(j + 1):
                    hessian[j, k] += weight * miss * (1 - miss) * row[j] * row[k]
        for j in range(p + 1):
            for k in range(j):
                hessian[k, j] = hessian[j, k]
            if j > 0:
                gradient[j] += ridge * beta[j]
                hessian[j, j] += ridge
        step = mp.lu_solve(hessian, -gradient)
        size = mp.mpf(1)
        while objective(beta + size * step) > value and size > mp.mpf(10) ** -40:
            size /= 2
        beta = beta + size * step
        value = objective(beta)
        if all(abs(step[j]) <= mp.mpf(10) ** -25 * abs(beta[j]) + mp.mpf(10) ** -45 for j in range(p + 1)):
            break
    else:
        raise RuntimeError("no convergence")
    inverse = hessian ** -1
    errors = [mp.sqrt(inverse[j, j]) for j in range(p + 1)]
    return {
        "intercept": float(beta[0]),
        "coefficients": [float(beta[j]) for j in range(1, p + 1)],
        "standardErrors": [float(e) for e in errors[1:]] if C is None else None,
        "interceptStandardError": float(errors[0]) if C is None else None,
    }


def draw(rng, n, p, intercept=-0.5, size=1.0):
    X = np.round(rng.normal(size=(n, p)), 6)
    beta = size * rng.normal(size=p)
    y = (rng.uniform(size=n) < 1 / (1 + np.exp(-(intercept + X @ beta)))).astype(int)
    return X, y


def logistic_cases():
    rng = np.random.default_rng(20261121)
    cases = []

    def add(name, X, y, C=None, weights=None, class_weight=None, coefficients_are_unique=True):
        w = np.ones(len(y)) if weights is None else np.asarray(weights, float)
        total = w.copy()
        if class_weight == "balanced":
            for label in (0, 1):
                total[y == label] *= w.sum() / (2 * w[y == label].sum())
        expected = exact_logistic(X, y, C, total)
        eta = expected["intercept"] + X @ np.array(expected["coefficients"])
        cases.append(
            {
                "name": name,
                "oracle": f"exact_logistic(X, y, C={C}, weights={'given' if weights is not None else None}), 60 digits",
                "X": X.tolist(),
                "y": y.tolist(),
                "C": C,
                "sampleWeight": None if weights is None else list(map(float, weights)),
                "classWeight": class_weight,
                "coefficientsAreUnique": coefficients_are_unique,
                "expected": expected,
            }
        )
        return expected, eta

    X, y = draw(rng, 60, 4)
    plain, _ = add("plain, no penalty", X, y)
    logit = sm.Logit(y, sm.add_constant(X)).fit(disp=0, tol=1e-12)
    np.testing.assert_allclose(logit.params[1:], plain["coefficients"], rtol=1e-7)
    np.testing.assert_allclose(logit.bse[1:], plain["standardErrors"], rtol=1e-6)
    for C in (0.01, 1.0, 100.0):
        ridge, _ = add(f"plain, C={C}", X, y, C)
        model = LogisticRegression(C=C, solver="newton-cholesky", tol=1e-12).fit(X, y)
        np.testing.assert_allclose(model.coef_[0], ridge["coefficients"], rtol=1e-7)
        np.testing.assert_allclose(model.intercept_[0], ridge["intercept"], rtol=1e-7)
    weights = np.round(rng.uniform(0, 3, size=60), 3)
    weights[:5] = 0
    weighted, _ = add("sample weights, C=1", X, y, 1.0, weights)
    model = LogisticRegression(solver="newton-cholesky", tol=1e-12).fit(X, y, weights)
    np.testing.assert_allclose(model.coef_[0], weighted["coefficients"], rtol=1e-7)
    add("whole weights, no penalty", X, y, None, rng.integers(0, 4, size=60))
    balanced, _ = add("balanced, C=1", X, y, 1.0, None, "balanced")
    model = LogisticRegression(solver="newton-cholesky", tol=1e-12, class_weight="balanced").fit(X, y)
    np.testing.assert_allclose(model.coef_[0], balanced["coefficients"], rtol=1e-7)

    near = np.column_stack([X, X[:, 0] + 1e-3 * np.round(rng.normal(size=60), 6)])
    add("nearly collinear, no penalty", near, y)
    add("nearly collinear, C=1", near, y, 1.0)
    add("the same column twice, C=1", np.column_stack([X, X[:, 1]]), y, 1.0)
    add("a constant column, C=1", np.column_stack([X, np.full(60, 7.3)]), y, 1.0)

    add("tiny, no penalty", np.array([[1.0], [2.0], [3.0], [4.0]]), np.array([0, 1, 0, 1]))
    add("two rows, C=1", np.array([[1.0], [2.0]]), np.array([0, 1]), 1.0)

    wide, wide_y = draw(rng, 12, 20)
    add("wide, C=1", wide, wide_y, 1.0)

    scaled = X * np.array([1e12, 1e-12, 1e6, 1.0]) + np.array([5e12, -3e-12, 0.0, 1000.0])
    add("scales 1e12 and 1e-12, no penalty", scaled, y)
    add("scales 1e12 and 1e-12, C=1", scaled, y, 1.0)

    rare = np.zeros(100, int)
    rare_X = np.round(rng.normal(size=(100, 2)), 6)
    rare[[3, 50, 90]] = 1
    add("3 of 100 positive, no penalty", rare_X, rare)
    add("3 of 100 positive, C=1", rare_X, rare, 1.0)

    apart = np.array([[-2.0], [-1.5], [-1.0], [1.0], [1.5], [2.5]])
    add("separated, C=1000000", apart, np.array([0, 0, 0, 1, 1, 1]), 1e6)
    return cases


def read_sample():
    with SAMPLE.open(newline="") as file:
        rows = list(csv.reader(file))
    data = np.array(rows[1:], float)
    return rows[0][:-1], data[:, :-1], data[:, -1].astype(int)


def logistic_sample():
    names, X, y = read_sample()
    fit = sm.Logit(y, sm.add_constant(X)).fit(disp=0, method="newton", tol=1e-14, maxiter=100)
    interval = fit.conf_int(alpha=0.1)
    Z = StandardScaler().fit_transform(X)
    ridge = LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-12).fit(Z, y)
    balanced = LogisticRegression(C=0.1, solver="newton-cholesky", tol=1e-12, class_weight="balanced").fit(Z, y)
    return {
        "sample": str(SAMPLE),
        "sha256": hashlib.sha256(SAMPLE.read_bytes()).hexdigest(),
        "featureNames": names,
        "maximumLikelihood": {
            "oracle": "sm.Logit(y, sm.add_constant(X)).fit(method='newton', tol=1e-14)",
            "intercept": fit.params[0],
            "coefficients": fit.params[1:].tolist(),
            "interceptStandardError": fit.bse[0],
            "standardErrors": fit.bse[1:].tolist(),
            "lower90": interval[1:, 0].tolist(),
            "upper90": interval[1:, 1].tolist(),
        },
        "ridge": {
            "oracle": "LogisticRegression(C=1, solver='newton-cholesky', tol=1e-12).fit(StandardScaler().fit_transform(X), y)",
            "intercept": ridge.intercept_[0],
            "coefficients": ridge.coef_[0].tolist(),
            "rocAuc": metrics.roc_auc_score(y, ridge.predict_proba(Z)[:, 1]),
        },
        "balanced": {
            "oracle": "the same with C=0.1, class_weight='balanced'",
            "intercept": balanced.intercept_[0],
            "coefficients": balanced.coef_[0].tolist(),
        },
    }


# --- Metrics -----------------------------------------------------------------------------------------------------


def metric_case(name, y, p, bins):
    predicted = (p >= 0.5).astype(int)
    tn, fp, fn, tp = metrics.confusion_matrix(y, predicted, labels=[0, 1]).ravel().tolist()
    curve = {}
    for drop in (True, False):
        f, t, thresholds = metrics.roc_curve(y, p, drop_intermediate=drop)
        curve["dropped" if drop else "full"] = {
            "falsePositiveRate": f.tolist(),
            "truePositiveRate": t.tolist(),
            "thresholds": ["inf", *thresholds[1:].tolist()],
        }
    precision, recall, thresholds = metrics.precision_recall_curve(y, p)
    calibration = []
    for strategy in ("quantile", "uniform"):
        observed, mean = calibration_curve(y, p, n_bins=bins, strategy=strategy)
        calibration.append(
            {
                "oracle": f"calibration_curve(y, p, n_bins={bins}, strategy={strategy!r})",
                "nBins": bins,
                "strategy": strategy,
                "observedRate": observed.tolist(),
                "meanPredicted": mean.tolist(),
            }
        )
    return {
        "name": name,
        "oracle": "sklearn.metrics.*(y, p) or (y, predicted = p >= 0.5), zero_division=0",
        "y": y.tolist(),
        "p": p.tolist(),
        "accuracyScore": metrics.accuracy_score(y, predicted),
        "balancedAccuracyScore": metrics.balanced_accuracy_score(y, predicted),
        "precisionScore": metrics.precision_score(y, predicted, zero_division=0),
        "recallScore": metrics.recall_score(y, predicted, zero_division=0),
        "f1Score": metrics.f1_score(y, predicted, zero_division=0),
        "rocAucScore": metrics.roc_auc_score(y, p),
        "averagePrecisionScore": metrics.average_precision_score(y, p),
        "brierScore": metrics.brier_score_loss(y, p),
        "logLoss": metrics.log_loss(y, p, labels=[0, 1]),
        "confusionMatrix": {"trueNegatives": tn, "falsePositives": fp, "falseNegatives": fn, "truePositives": tp},
        "rocCurve": curve,
        "precisionRecallCurve": {
            "precision": precision.tolist(),
            "recall": recall.tolist(),
            "thresholds": thresholds.tolist(),
        },
        "calibrationCurve": calibration,
    }


def metric_cases():
    rng = np.random.default_rng(7)
    p = rng.uniform(size=150)
    y = (rng.uniform(size=150) < p).astype(int)
    few = np.round(p, 1)
    certain = np.array([0.0, 0.0, 1.0, 1.0, 1.0])
    return [
        metric_case("150 distinct probabilities", y, p, 10),
        metric_case("many ties, values on the edges of bins", y, few, 5),
        metric_case("one probability for everyone", y, np.full(150, 0.3), 4),
        metric_case("certain and once wrong", np.array([0, 0, 1, 1, 0]), certain, 3),
        metric_case("perfect", np.array([0, 1, 0, 1]), np.array([0.1, 0.9, 0.2, 0.8]), 2),
        metric_case("upside down", np.array([0, 1, 0, 1]), np.array([0.9, 0.1, 0.8, 0.2]), 2),
    ]


def wilson_cases():
    cases = []
    for successes, trials in ((0, 7), (7, 7), (3, 10), (250, 400)):
        lower, upper = proportion_confint(successes, trials, alpha=0.05, method="wilson")
        cases.append({"successes": successes, "trials": trials, "lower": lower, "upper": upper})
    return {"oracle": "proportion_confint(successes, trials, alpha=0.05, method='wilson')", "cases": cases}


if __name__ == "__main__":
    write("logistic", {"cases": logistic_cases()})
    write("logistic-sample", logistic_sample())
    write("metrics", {"cases": metric_cases(), "wilson": wilson_cases()})
