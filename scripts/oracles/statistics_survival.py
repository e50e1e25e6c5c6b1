"""Writes src/statistics/fixtures/survival-truncated.json: what lifelines, statsmodels and SciPy say of survival data with
late entries, and of differences between groups.

Run from the root of the repository: python scripts/oracles/statistics_survival.py
lifelines 0.30 needs pandas below 3, which may want an environment of its own.
NaN is written as null and infinity as "inf".
"""

import json
import math
import sys
import warnings
from pathlib import Path

import lifelines
import numpy as np
import scipy
import statsmodels
from lifelines import KaplanMeierFitter
from lifelines.exceptions import StatError
from lifelines.statistics import multivariate_logrank_test
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight, survdiff

warnings.simplefilter("ignore")
rng = np.random.default_rng(20261101)


def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(item) for item in value]
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        number = float(value)
        if math.isnan(number):
            return None
        if math.isinf(number):
            return "inf" if number > 0 else "-inf"
        return number
    return value


def draw(n, tied, late):
    durations = rng.integers(1, 13, n).astype(float) if tied else np.round(rng.exponential(6, n) + 0.01, 2)
    events = (rng.uniform(size=n) < rng.choice([0.3, 0.7, 1])).astype(int)
    entry = np.zeros(n)
    if late:
        entry = np.floor(durations * rng.uniform(0, 1, n)) if tied else np.round(durations * rng.uniform(0, 0.9, n), 2)
        entry = np.where(entry >= durations, 0, entry)
        entry[rng.uniform(size=n) < 0.3] = 0
    return durations, events, entry


curves = []
while len(curves) < 60:
    index = len(curves)
    durations, events, entry = draw(int(rng.integers(4, 60)), index % 2 == 0, index % 3 != 0)
    if events.sum() == 0:
        continue
    level = float(rng.choice([0.9, 0.95]))
    fitter = KaplanMeierFitter(alpha=1 - level)
    try:
        fitter.fit(durations, events, entry=entry)
    except StatError:
        continue
    # lifelines keeps a column of the interval under the name of its level.
    limits = fitter.confidence_interval_survival_function_
    time = np.unique(durations)
    low, high = (limits.iloc[:, side].reindex(time).to_numpy() for side in (0, 1))
    survival = fitter.survival_function_at_times(time).to_numpy()
    by_statsmodels = SurvfuncRight(durations, events, entry=entry)
    errors = np.interp(time, by_statsmodels.surv_times, by_statsmodels.surv_prob_se)
    at_events = np.isin(time, by_statsmodels.surv_times)
    curves.append(
        {
            "durations": durations,
            "events": events,
            "entry": entry,
            "level": level,
            "time": time,
            "survival": survival,
            "lower": low,
            "upper": high,
            "standardError": np.where(at_events, errors, math.nan),
            "median": fitter.median_survival_time_,
        }
    )

plain_limits = []
for index in range(20):
    durations, events, _ = draw(int(rng.integers(4, 60)), index % 2 == 0, False)
    sf = stats.ecdf(stats.CensoredData.right_censored(durations, events == 0)).sf
    interval = sf.confidence_interval(0.95, method="linear")
    plain_limits.append(
        {"durations": durations, "events": events, "lower": interval.low.probabilities, "upper": interval.high.probabilities}
    )

logrank = []
names = {None: "none", "gb": "gehan", "tw": "tarone-ware", "fh": "fleming-harrington"}
while len(logrank) < 200:
    index = len(logrank)
    n = int(rng.integers(8, 60))
    weights = [None, "gb", "tw", "fh"][index % 4]
    durations, events, entry = draw(n, index % 2 == 0, weights != "fh" and index % 3 != 0)
    groups = rng.integers(0, int(rng.choice([2, 2, 3, 5])), n)
    if index % 7 == 0:
        durations = durations + 20 * groups
        entry = np.where(entry > 0, entry + 20 * groups * (rng.uniform() < 0.3), 0)
    if len(np.unique(groups)) < 2:
        continue
    rho = float(rng.choice([0.5, 1.0, 2.0]))
    extra = {"fh_p": rho} if weights == "fh" else {}
    try:
        statistic, _ = survdiff(durations, events, groups, weight_type=weights, entry=entry if entry.any() else None, **extra)
    except np.linalg.LinAlgError:
        continue
    if not math.isfinite(statistic):
        continue
    df = len(np.unique(groups)) - 1
    check = math.nan
    if weights is None and not entry.any():
        check = multivariate_logrank_test(durations, groups, events).test_statistic
        assert abs(check - statistic) < 1e-8 * max(1, statistic)
    logrank.append(
        {
            "durations": durations,
            "events": events,
            "groups": groups,
            "entry": entry,
            "weights": names[weights],
            "rho": rho,
            "statistic": statistic,
            "pValue": stats.chi2.sf(statistic, df),
            "lifelines": check,
        }
    )

content = {
    "versions": {
        "python": sys.version.split()[0],
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "statsmodels": statsmodels.__version__,
        "lifelines": lifelines.__version__,
    },
    "calls": {
        "curves": "lifelines KaplanMeierFitter(alpha=1 - level).fit(durations, events, entry=entry): survival, interval "
        "(log-log of Greenwood), median; statsmodels SurvfuncRight(durations, events, entry=entry).surv_prob_se",
        "plainLimits": "scipy.stats.ecdf(CensoredData.right_censored(durations, events == 0)).sf.confidence_interval(0.95, method='linear')",
        "logRank": "statsmodels survdiff(durations, events, groups, weight_type, entry=entry, fh_p=rho)[0]; scipy.stats.chi2.sf; "
        "lifelines multivariate_logrank_test(durations, groups, events).test_statistic where it knows the case",
    },
    "curves": curves,
    "plainLimits": plain_limits,
    "logRank": logrank,
}
path = Path("src/statistics/fixtures/survival-truncated.json")
path.write_text(json.dumps(plain(content), separators=(",", ":")) + "\n")
print(path, path.stat().st_size // 1000, "kB")
