"""Oracle values for logistic regression on hard data: python scripts/oracles/logistic_hard.py, from the root.

Reads src/modeling/fixtures/hard-sets.json and writes src/modeling/fixtures/logistic-hard.json. The minimum of the stated
objective is computed with 60 digits, where the usual solvers stop early or fail; on benign sets scikit-learn and
statsmodels are asserted to agree with it. Beside every number stands the call that made it.
"""

import json
import platform
import warnings
from pathlib import Path

import mpmath as mp
import numpy as np
import scipy
import sklearn
import statsmodels
import statsmodels.api as sm
from sklearn.linear_model import LogisticRegression

FIXTURES = Path("src/modeling/fixtures")
mp.mp.dps = 60
SINGULAR = {"collinear", "constant", "one_distinct_row", "tiny", "wide"}
SEPARATED = {"separable", "quasi_separable"}
# Small enough that 60 digits take seconds.
WITHOUT_60_DIGITS = {"unbalanced"}


def exact(X, y, C, weights):
    """Newton's method with 60 digits on C·Σ wᵢ·lossᵢ + ½‖β‖² (C=None: Σ wᵢ·lossᵢ), on scaled columns."""
    n, p = X.shape
    keep = [i for i in range(n) if weights[i] > 0]
    center = [mp.fsum(mp.mpf(X[i, j]) for i in keep) / len(keep) for j in range(p)]
    scale = [max([abs(mp.mpf(X[i, j]) - center[j]) for i in keep]) or mp.mpf(1) for j in range(p)]
    rows = [[mp.mpf(1)] + [(mp.mpf(X[i, j]) - center[j]) / scale[j] for j in range(p)] for i in keep]
    signs = [mp.mpf(2 * int(y[i]) - 1) for i in keep]
    w = [mp.mpf(weights[i]) for i in keep]
    ridge = [mp.mpf(0)] + [mp.mpf(0) if C is None else 1 / mp.mpf(C) / scale[j] ** 2 for j in range(p)]
    gamma = mp.matrix(p + 1, 1)

    def objective(b):
        total = sum(ridge[j] * b[j] ** 2 for j in range(p + 1)) / 2
        for row, s, weight in zip(rows, signs, w):
            total += weight * mp.log1p(mp.exp(-s * sum(v * b[j] for j, v in enumerate(row))))
        return total

    value = objective(gamma)
    for _ in range(100):
        gradient, hessian = mp.matrix(p + 1, 1), mp.matrix(p + 1, p + 1)
        for row, s, weight in zip(rows, signs, w):
            miss = 1 / (1 + mp.exp(s * sum(v * gamma[j] for j, v in enumerate(row))))
            for j in range(p + 1):
                gradient[j] -= weight * s * miss * row[j]
                for k in range(j + 1):
                    hessian[j, k] += weight * miss * (1 - miss) * row[j] * row[k]
        for j in range(p + 1):
            gradient[j] += ridge[j] * gamma[j]
            hessian[j, j] += ridge[j]
            for k in range(j):
                hessian[k, j] = hessian[j, k]
        step = mp.lu_solve(hessian, -gradient)
        size = mp.mpf(1)
        while objective(gamma + size * step) > value and size > mp.mpf(10) ** -40:
            size /= 2
        gamma = gamma + size * step
        value = objective(gamma)
        if max(abs(step[j]) for j in range(p + 1)) < mp.mpf(10) ** -30:
            break
    else:
        raise RuntimeError("no convergence")
    beta = [gamma[j + 1] / scale[j] for j in range(p)]
    result = {
        "intercept": float(gamma[0] - sum(b * c for b, c in zip(beta, center))),
        "coefficients": [float(b) for b in beta],
    }
    if C is None:
        inverse = hessian**-1
        shift = mp.matrix([1] + [-center[j] / scale[j] for j in range(p)])
        result["standardErrors"] = [float(mp.sqrt(inverse[j + 1, j + 1]) / scale[j]) for j in range(p)]
        result["interceptStandardError"] = float(mp.sqrt((shift.T * inverse * shift)[0]))
        z = [beta[j] * scale[j] / mp.sqrt(inverse[j + 1, j + 1]) for j in range(p)]
        result["pValues"] = [float(mp.erfc(abs(v) / mp.sqrt(2))) for v in z]
    exact_log_odds = [
        gamma[0] + sum(gamma[j + 1] * (mp.mpf(X[i, j]) - center[j]) / scale[j] for j in range(p)) for i in range(n)
    ]
    result["probabilities"] = [float(1 / (1 + mp.exp(-v))) for v in exact_log_odds]
    return result


def class_factors(class_weight, y, w):
    if class_weight is None:
        return np.ones(len(y))
    if class_weight == "balanced":
        totals = {label: w[y == label].sum() for label in (0, 1)}
        class_weight = {label: w.sum() / (2 * totals[label]) for label in (0, 1)}
    return np.array([class_weight[label] for label in y], float)


def newton_cholesky(X, y, C, w):
    """What stands in for 60 digits on the large set: scikit-learn to its last digits, then statsmodels' errors."""
    model = LogisticRegression(C=np.inf if C is None else C, solver="newton-cholesky", tol=1e-14, max_iter=200).fit(X, y, w)
    result = {
        "intercept": float(model.intercept_[0]),
        "coefficients": model.coef_[0].tolist(),
        "probabilities": model.predict_proba(X)[::50, 1].tolist(),
        "everyNthRow": 50,
    }
    if C is None:
        fit = sm.Logit(y, sm.add_constant(X)).fit(disp=0, method="newton", tol=1e-14, maxiter=100)
        np.testing.assert_allclose(fit.params[1:], result["coefficients"], rtol=1e-7)
        result["standardErrors"] = fit.bse[1:].tolist()
        result["interceptStandardError"] = float(fit.bse[0])
        result["pValues"] = fit.pvalues[1:].tolist()
    return result


def agrees(name, X, y, C, w, expected):
    """Where their own numerics allow it, scikit-learn and statsmodels find the same."""
    if name in {"extreme_scales", "far_from_zero", "outlier", "nearly_collinear"} or name in WITHOUT_60_DIGITS:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = LogisticRegression(
            C=np.inf if C is None else C, solver="newton-cholesky", tol=1e-12, max_iter=200
        ).fit(X, y, w)
    np.testing.assert_allclose(model.coef_[0], expected["coefficients"], rtol=1e-6, atol=1e-9, err_msg=name)
    if C is None:
        fit = sm.GLM(y, sm.add_constant(X), family=sm.families.Binomial(), freq_weights=w).fit(tol=1e-14, maxiter=200)
        np.testing.assert_allclose(fit.bse[1:], expected["standardErrors"], rtol=1e-5, err_msg=name)
        np.testing.assert_allclose(fit.pvalues[1:], expected["pValues"], rtol=1e-4, atol=1e-12, err_msg=name)


def cases():
    sets = json.loads((FIXTURES / "hard-sets.json").read_text())["sets"]
    variants = [(1.0, None), (0.01, "balanced"), (100.0, {0: 1.0, 1: 2.5}), (None, None)]
    for name, data in sets.items():
        X, y = np.array(data["X"], float), np.array(data["y"])
        w = np.array(data.get("sampleWeight", np.ones(len(y))), float)
        for C, class_weight in variants:
            if C is None and (name in SINGULAR or name in SEPARATED):
                yield {"set": name, "C": C, "error": "separated" if name in SEPARATED else "collinear"}
                continue
            total = w * class_factors(class_weight, y, w)
            if name in WITHOUT_60_DIGITS:
                expected, oracle = newton_cholesky(X, y, C, total), "LogisticRegression(solver='newton-cholesky', tol=1e-14), sm.Logit"
            else:
                expected, oracle = exact(X, y, C, total), "exact(X, y, C, weights), 60 digits"
            agrees(name, X, y, C, total, expected)
            if "everyNthRow" not in expected:
                stride = max(1, len(y) // 60)
                expected["probabilities"] = expected["probabilities"][::stride]
                expected["everyNthRow"] = stride
            yield {"set": name, "oracle": oracle, "C": C, "classWeight": class_weight, "expected": expected}
            print(name, C, class_weight)


def main():
    content = {
        "madeBy": "scripts/oracles/logistic_hard.py",
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scipy": scipy.__version__,
            "scikit-learn": sklearn.__version__,
            "statsmodels": statsmodels.__version__,
            "mpmath": mp.__version__,
        },
        "cases": list(cases()),
    }
    # Absent instead of null, which a fixture's reader takes for NaN.
    for case in content["cases"]:
        for key in [key for key, value in case.items() if value is None]:
            del case[key]
    path = FIXTURES / "logistic-hard.json"
    path.write_text(json.dumps(content, separators=(",", ":"), allow_nan=False) + "\n")
    print(path, path.stat().st_size, "bytes")


main()
