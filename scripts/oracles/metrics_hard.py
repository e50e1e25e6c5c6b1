"""Oracle values for metrics on data that is hard on them: python scripts/oracles/metrics_hard.py, from the root.

Reads src/modeling/fixtures/hard-sets.json, whose columns serve as scores, and writes
src/modeling/fixtures/metrics-hard.json. Beside every group of numbers stands the call that made them. Curves are kept
as digests [length, sum, sum weighted by place], which no other curve of that length is likely to have.

DeLong's variances are computed here from the definition, pair by pair; MLstatkit from PyPI, where it is installed,
adds the z and p of an independent implementation.
"""

import json
import platform
from pathlib import Path

import numpy as np
import scipy
import scipy.stats as st
import sklearn
from sklearn import metrics

try:
    from importlib.metadata import version

    from MLstatkit import Delong_test

    MLSTATKIT = version("mlstatkit")
except ImportError:
    MLSTATKIT = None

FIXTURES = Path("src/modeling/fixtures")
VERSIONS = {
    "python": platform.python_version(),
    "numpy": np.__version__,
    "scipy": scipy.__version__,
    "scikit-learn": sklearn.__version__,
    "MLstatkit": MLSTATKIT,
}


def weights_for(n):
    """0, 0.5, 1, 1.5, 2, … : exact on both sides, a fifth of them zero."""
    return (np.arange(n) * 7 % 5) / 2


def probabilities_for(y):
    """Forecasts with some skill, many ties, and some that are 0 or 1: multiples of 1/16."""
    i = np.arange(len(y))
    return np.clip((i * 7919 % 17 - 3 + 5 * y) / 16, 0, 1)


def digest(values):
    values = np.asarray(values, dtype=float)
    finite = np.where(np.isfinite(values), values, 0)
    n = len(values)
    return [n, float(finite.sum()), float(finite @ (np.arange(1, n + 1) / n))]


def ranking(y, s, w):
    fpr, tpr, cut = metrics.roc_curve(y, s, sample_weight=w)
    fpr_all, tpr_all, _ = metrics.roc_curve(y, s, sample_weight=w, drop_intermediate=False)
    precision, recall, pr_cut = metrics.precision_recall_curve(y, s, sample_weight=w)
    return {
        "rocAucScore": metrics.roc_auc_score(y, s, sample_weight=w),
        "averagePrecisionScore": metrics.average_precision_score(y, s, sample_weight=w),
        "rocCurve": [digest(fpr), digest(tpr), digest(cut)],
        "rocCurveFull": [digest(fpr_all), digest(tpr_all)],
        "precisionRecallCurve": [digest(precision), digest(recall), digest(pr_cut)],
    }


def labels_and_probabilities(y, p, w):
    guess = (p >= 0.5).astype(int)
    return {
        "accuracyScore": metrics.accuracy_score(y, guess, sample_weight=w),
        "balancedAccuracyScore": metrics.balanced_accuracy_score(y, guess, sample_weight=w),
        "precisionScore": metrics.precision_score(y, guess, sample_weight=w, zero_division=0),
        "recallScore": metrics.recall_score(y, guess, sample_weight=w),
        "f1Score": metrics.f1_score(y, guess, sample_weight=w),
        "matthewsCorrcoef": metrics.matthews_corrcoef(y, guess, sample_weight=w),
        "cohenKappaScore": metrics.cohen_kappa_score(y, guess, sample_weight=w),
        "brierScore": metrics.brier_score_loss(y, p, sample_weight=w),
        "brierSkillScore": metrics.d2_brier_score(y, p, sample_weight=w),
        "logLoss": metrics.log_loss(y, p, sample_weight=w),
    }


def decomposition(y, p, w):
    """Murphy (1973) on distinct forecasts, and Stephenson et al. (2008) on ten equal bins, by their definitions."""
    w = np.ones(len(y)) if w is None else w
    share = np.average(y, weights=w)
    result = {}
    for name, bins in [("distinct", np.unique(p, return_inverse=True)[1]),
                       ("uniform", np.searchsorted(np.linspace(0, 1, 11)[1:-1], p))]:
        rel = res = wbv = wbc = ece = 0.0
        for k in np.unique(bins):
            m = (bins == k) & (w > 0)
            if not m.any():
                continue
            f, o = np.average(p[m], weights=w[m]), np.average(y[m], weights=w[m])
            rel += w[m].sum() * (f - o) ** 2
            res += w[m].sum() * (o - share) ** 2
            wbv += (w[m] * (p[m] - f) ** 2).sum()
            wbc += 2 * (w[m] * (p[m] - f) * (y[m] - o)).sum()
            ece += w[m].sum() * abs(f - o)
        total = w.sum()
        result[name] = {
            "reliability": rel / total, "resolution": res / total, "uncertainty": share * (1 - share),
            "withinBinVariance": wbv / total, "withinBinCovariance": wbc / total,
            "expectedCalibrationError": ece / total,
        }
    return result


def delong(y, a, b):
    """DeLong, DeLong & Clarke-Pearson (1988): every positive against every negative."""
    def parts(s):
        psi = (np.sign(s[y == 1][:, None] - s[y == 0][None, :]) + 1) / 2
        return psi.mean(), psi.mean(axis=1), psi.mean(axis=0)

    auc_a, v10_a, v01_a = parts(a)
    auc_b, v10_b, v01_b = parts(b)
    s10, s01 = np.cov(v10_a, v10_b), np.cov(v01_a, v01_b)
    cov = s10 / (y == 1).sum() + s01 / (y == 0).sum()
    variance = cov[0, 0] + cov[1, 1] - 2 * cov[0, 1]
    difference = auc_a - auc_b
    z = difference / np.sqrt(variance)
    half = st.norm.ppf(0.975) * np.sqrt(variance)
    se, logit = np.sqrt(cov[0, 0]), np.log(auc_a / (1 - auc_a))
    reach = st.norm.ppf(0.95) * se / (auc_a * (1 - auc_a))
    result = {
        "aucA": auc_a, "aucB": auc_b, "varianceA": cov[0, 0], "varianceB": cov[1, 1], "covariance": cov[0, 1],
        "statistic": z, "logPValue": np.log(2) + st.norm.logsf(abs(z)),
        "lower": max(-1, difference - half), "upper": min(1, difference + half),
        "logit90": [1 / (1 + np.exp(-(logit - reach))), 1 / (1 + np.exp(-(logit + reach)))],
    }
    if MLSTATKIT is not None:
        z_other, p_other = Delong_test(y, a, b)[:2]
        result["MLstatkit"] = {"statistic": float(z_other), "pValue": float(p_other)}
    return {key: value if isinstance(value, (dict, list)) else float(value) for key, value in result.items()}


def main():
    sets = json.loads((FIXTURES / "hard-sets.json").read_text())["sets"]
    cases, tests = [], []
    for name, data in sets.items():
        X, y = np.array(data["X"], dtype=float), np.array(data["y"])
        n = len(y)
        given = np.array(data["sampleWeight"]) if "sampleWeight" in data else weights_for(n)
        choices = {"none": None}
        if len(np.unique(y[given > 0])) == 2:
            choices["given" if "sampleWeight" in data else "multiples of 1/2"] = given
        for which, w in choices.items():
            p = probabilities_for(y)
            cases.append({
                "set": name, "weights": which,
                "ranking": {str(j): ranking(y, X[:, j], w) for j in sorted({0, X.shape[1] - 1})},
                "forecast": labels_and_probabilities(y, p, w),
                "decomposition": decomposition(y, p, w),
            })
        a, b = X[:, 0], X[:, -1]
        if min(np.bincount(y)) >= 2 and n <= 300 and not np.array_equal(np.argsort(a), np.argsort(b)):
            if len(np.unique(a)) > 1 and len(np.unique(b)) > 1:
                tests.append({"set": name, "columns": [0, X.shape[1] - 1], **delong(y, a, b)})
    content = {
        "madeBy": "scripts/oracles/metrics_hard.py",
        "versions": VERSIONS,
        "calls": {
            "ranking": "metrics.roc_auc_score, average_precision_score, roc_curve, precision_recall_curve "
                       "(y, X[:, column], sample_weight=w)",
            "forecast": "metrics.…(y, p or p >= 0.5, sample_weight=w); brierSkillScore: d2_brier_score",
            "decomposition": "decomposition(y, p, w) of the script",
            "delong": "delong(y, X[:, first], X[:, last]) of the script; MLstatkit: Delong_test(y, a, b)",
        },
        "cases": cases,
        "delong": tests,
    }
    path = FIXTURES / "metrics-hard.json"
    path.write_text(json.dumps(content, indent=None, separators=(",", ":"), allow_nan=False).replace('{"set"', '\n{"set"') + "\n")
    print(path, path.stat().st_size, "bytes")


main()
