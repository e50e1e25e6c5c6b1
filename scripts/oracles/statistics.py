"""Writes src/statistics/fixtures/*.json: inputs drawn with a seed, and what SciPy and statsmodels say about them.

Run from the root of the repository: python scripts/oracles/statistics.py
NaN is written as null and infinity as "inf" or "-inf", which JSON can hold.
"""

import json
import math
import sys
from pathlib import Path

import numpy as np
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats import power as sm_power  # noqa: F401  (imported by the proportion functions)
from statsmodels.stats import proportion as sm_proportion
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.meta_analysis import effectsize_smd
from statsmodels.stats.outliers_influence import variance_inflation_factor

FOLDER = Path("src/statistics/fixtures")
VERSIONS = {
    "python": sys.version.split()[0],
    "numpy": np.__version__,
    "scipy": scipy.__version__,
    "statsmodels": statsmodels.__version__,
}


def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(item) for item in value]
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        number = float(value)
        if math.isnan(number):
            return None
        if math.isinf(number):
            return "inf" if number > 0 else "-inf"
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    return value


def write(name, calls, **content):
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}.json"
    path.write_text(json.dumps({"versions": VERSIONS, "calls": calls, **plain(content)}, separators=(",", ":")) + "\n")
    print(f"{path}: {path.stat().st_size / 1000:.0f} kB")


def distributions():
    z = np.concatenate([np.linspace(-8, 8, 81), np.linspace(8.5, 37, 40), [50.0, 100.0, 1000.0]])
    t_cases = []
    for df in [1, 1.3, 2, 3, 5.5, 10, 30, 100, 999.5, 4000, 1e5]:
        for t in [-40, -3, -1, -0.1, 0, 0.01, 0.3, 1, 1.96, 3, 6, 10, 20, 36, 100, 1e4]:
            p = stats.t.sf(t, df)
            if p > 1e-300:
                t_cases.append([t, df, p])
    chi_cases = []
    for df in [1, 2, 3, 7, 20, 100, 1000]:
        for x in [1e-6, 0.01, 0.5, 1, 2, 5, 10, 30, 80, 150, 500, 900, 1000, 1100, 1300]:
            p = stats.chi2.sf(x, df)
            if p > 1e-300:
                chi_cases.append([x, df, p])
    tails = np.concatenate([10.0 ** -np.arange(1, 301, 13), [0.5, 0.49, 0.3, 0.2, 0.025]])
    t_quantiles = [
        [tail, df, stats.t.isf(tail, df)]
        for df in [1, 1.3, 2, 3.7, 10, 50, 1000, 1e5]
        for tail in [0.4999, 0.4, 0.25, 0.1, 0.05, 0.025, 0.005, 1e-4, 1e-6, 1e-9, 1e-12]
    ]
    write(
        "distributions",
        {
            "normal": "scipy.stats.norm.logsf(z)",
            "studentT": "scipy.stats.t.sf(t, df)",
            "chiSquared": "scipy.stats.chi2.sf(x, df)",
            "normalQuantile": "scipy.stats.norm.ppf(p)",
            "studentTQuantile": "scipy.stats.t.isf(tail, df)",
        },
        normal=[[value, stats.norm.logsf(value)] for value in z],
        studentT=t_cases,
        chiSquared=chi_cases,
        normalQuantile=[[p, stats.norm.ppf(p)] for p in np.concatenate([tails, 1 - tails[tails > 1e-9]])],
        studentTQuantile=t_quantiles,
    )


def draw_sample(rng, kind, n):
    if kind == "normal":
        return np.round(rng.normal(rng.uniform(-1, 1), rng.uniform(0.2, 3), n), 3)
    if kind == "ties":
        return rng.integers(0, 4, n).astype(float)
    if kind == "skewed":
        return np.round(rng.exponential(3, n) + rng.uniform(0, 1), 2)
    if kind == "huge":
        return np.round(rng.normal(rng.uniform(0, 1), 1, n), 2) * 1e60
    if kind == "tiny":
        return np.round(rng.normal(rng.uniform(0, 1), 1, n), 2) * 1e-60
    if kind == "offset":
        return 1e6 + rng.integers(0, 9, n).astype(float)
    return np.round(rng.normal(rng.choice([0, 8]), 0.5, n), 2)  # apart


def cliffs_delta(a, b, z):
    """By all pairs: Cliff (1993), Feng & Cliff (2004)."""
    d = np.sign(a[:, None] - b[None, :])
    n, m = d.shape
    delta = d.mean()
    if n < 2 or m < 2:
        return delta, math.nan, math.nan
    if abs(delta) == 1:
        least = min(n, m)
        bound = (least - z**2) / (least + z**2)
        return (delta, bound, 1.0) if delta == 1 else (delta, -1.0, -bound)
    rows = ((d.mean(axis=1) - delta) ** 2).sum()
    columns = ((d.mean(axis=0) - delta) ** 2).sum()
    pairs = ((d - delta) ** 2).sum()
    variance = (m**2 * rows + n**2 * columns - pairs) / (n * m * (n - 1) * (m - 1))
    variance = max(variance, (1 - delta**2) / (n * m - 1))
    margin = z * math.sqrt(variance) * math.sqrt((1 - delta**2) ** 2 + z**2 * variance)
    below = 1 - delta**2 + z**2 * variance
    return delta, (delta - delta**3 - margin) / below, (delta - delta**3 + margin) / below


def two_samples():
    rng = np.random.default_rng(20240501)
    kinds = ["normal", "ties", "skewed", "huge", "tiny", "offset", "apart"]
    z = stats.norm.ppf(0.975)
    cases = []
    while len(cases) < 200:
        kind = kinds[len(cases) % len(kinds)]
        n, m = (int(size) for size in rng.integers(2, 25, 2))
        a, b = draw_sample(rng, kind, n), draw_sample(rng, kind, m)
        if a.std() == 0 and b.std() == 0:
            continue
        welch = stats.ttest_ind(a, b, equal_var=False)
        welch_interval = welch.confidence_interval(0.95)
        rank = stats.mannwhitneyu(a, b, method="asymptotic")
        unit = max(abs(a).max(), abs(b).max())
        pooled = unit * math.sqrt(
            (((a / unit - (a / unit).mean()) ** 2).sum() + ((b / unit - (b / unit).mean()) ** 2).sum()) / (n + m - 2)
        )
        corrected, _ = effectsize_smd(a.mean(), a.std(ddof=1), n, b.mean(), b.std(ddof=1), m)
        d = (a.mean() - b.mean()) / pooled
        margin = z * math.sqrt((n + m) / (n * m) + d**2 / (2 * (n + m)))
        cases.append(
            {
                "a": a,
                "b": b,
                "welch": [welch.statistic, welch.df, welch.pvalue, welch_interval.low, welch_interval.high],
                "mannWhitney": [rank.statistic, rank.pvalue],
                "cohensD": [d, d - margin, d + margin],
                "hedgesG": corrected,
                "cliffsDelta": cliffs_delta(a, b, z),
            }
        )
    write(
        "two-samples",
        {
            "welch": "r = scipy.stats.ttest_ind(a, b, equal_var=False); [statistic, df, pvalue, *confidence_interval(0.95)]",
            "mannWhitney": "r = scipy.stats.mannwhitneyu(a, b, method='asymptotic'); [statistic, pvalue]",
            "cohensD": "difference over pooled deviation; interval by Hedges & Olkin's formula in NumPy",
            "hedgesG": "statsmodels.stats.meta_analysis.effectsize_smd(...)[0] = d (1 - 3 / (4 (n + m) - 9))",
            "cliffsDelta": "all pairs in NumPy, see scripts/oracles/statistics.py",
        },
        cases=cases,
    )


def tables():
    rng = np.random.default_rng(20240502)
    chi, fisher, v = [], [], []
    while len(chi) < 200:
        shape = (2, 2) if len(chi) % 2 else tuple(int(side) for side in rng.integers(2, 6, 2))
        table = rng.integers(0, int(rng.choice([4, 30, 1000])), shape)
        if (table.sum(axis=0) == 0).any() or (table.sum(axis=1) == 0).any():
            continue
        with_correction = stats.chi2_contingency(table)
        without = stats.chi2_contingency(table, correction=False)
        chi.append(
            [table, with_correction.statistic, with_correction.pvalue, without.statistic, without.pvalue, without.dof]
        )
        v.append([table, stats.contingency.association(table, method="cramer")])
    tables_2x2 = [rng.integers(0, int(rng.choice([3, 8, 40, 400])), (2, 2)) for _ in range(200)]
    tables_2x2 += [np.array(t) for t in ([[0, 0], [3, 4]], [[0, 5], [0, 6]], [[500, 3], [2, 600]], [[10, 10], [10, 10]])]
    for table in tables_2x2:
        result = stats.fisher_exact(table)
        fisher.append([table, result.statistic, result.pvalue])
    write(
        "tables",
        {
            "chiSquared": "c = scipy.stats.chi2_contingency(table), w = (…, correction=False); "
            "[table, c.statistic, c.pvalue, w.statistic, w.pvalue, w.dof]",
            "fisher": "[table, *scipy.stats.fisher_exact(table)]",
            "cramersV": "[table, scipy.stats.contingency.association(table, method='cramer')]",
        },
        chiSquared=chi,
        fisher=fisher,
        cramersV=v,
    )


def proportions():
    rng = np.random.default_rng(20240503)
    wilson, newcombe, ratios, powers, sizes = [], [], [], [], []
    for _ in range(200):
        n1, n2 = (int(n) for n in rng.integers(1, int(rng.choice([5, 50, 5000])), 2))
        s1, s2 = int(rng.integers(0, n1 + 1)), int(rng.integers(0, n2 + 1))
        level = float(rng.choice([0.8, 0.9, 0.95, 0.99]))
        wilson.append([s1, n1, level, *sm_proportion.proportion_confint(s1, n1, 1 - level, method="wilson")])
        newcombe.append(
            [
                s1,
                n1,
                s2,
                n2,
                level,
                *sm_proportion.confint_proportions_2indep(
                    s1, n1, s2, n2, method="newcomb", compare="diff", alpha=1 - level
                ),
            ]
        )
        cells = np.array([[s1, n1 - s1], [s2, n2 - s2]])
        # With shift_zeros statsmodels adds 0.5 to the empty cell alone; Haldane and Anscombe add it to all four.
        table = Table2x2(cells + (0.5 if (cells == 0).any() else 0), shift_zeros=False)
        ratios.append(
            [
                s1,
                n1,
                s2,
                n2,
                level,
                table.riskratio,
                *table.riskratio_confint(1 - level),
                table.oddsratio,
                *table.oddsratio_confint(1 - level),
                sm_proportion.proportion_effectsize(s1 / n1, s2 / n2),
            ]
        )
        p1, p2 = (float(p) for p in np.round(rng.uniform(0.02, 0.98, 2), 2))
        alpha, wanted, ratio = (float(x) for x in (rng.choice([0.01, 0.05, 0.1]), rng.choice([0.7, 0.8, 0.95]), rng.choice([0.5, 1, 2])))
        if p1 != p2:
            m1 = int(rng.integers(5, 400))
            m2 = int(m1 * ratio) or 1
            powers.append(
                [p1, p2, m1, m2, alpha]
                + [sm_proportion.power_proportions_2indep(p1 - p2, p2, m1, m2 / m1, alpha, return_results=False)]
            )
            sizes.append(
                [p1, p2, wanted, alpha, ratio]
                + [sm_proportion.samplesize_proportions_2indep_onetail(p1 - p2, p2, wanted, ratio, alpha)]
            )
    write(
        "proportions",
        {
            "wilson": "[s, n, level, *statsmodels proportion_confint(s, n, 1 - level, method='wilson')]",
            "newcombe": "[s1, n1, s2, n2, level, *statsmodels confint_proportions_2indep(s1, n1, s2, n2, method='newcomb', compare='diff', alpha=1 - level)]",
            "ratios": "t = statsmodels Table2x2([[s1, n1 - s1], [s2, n2 - s2]], + 0.5 where a cell is 0, shift_zeros=False); [s1, n1, s2, n2, level, t.riskratio, "
            "*t.riskratio_confint(1 - level), t.oddsratio, *t.oddsratio_confint(1 - level), proportion_effectsize(s1 / n1, s2 / n2)]",
            "power": "[p1, p2, n1, n2, alpha, statsmodels power_proportions_2indep(p1 - p2, p2, n1, n2 / n1, alpha)]",
            "sampleSize": "[p1, p2, power, alpha, ratio, statsmodels samplesize_proportions_2indep_onetail(p1 - p2, p2, power, ratio, alpha)]",
        },
        wilson=wilson,
        newcombe=newcombe,
        ratios=ratios,
        power=powers,
        sampleSize=sizes,
    )


def columns():
    rng = np.random.default_rng(20240504)
    one_column, matrices, correlations, adjusted = [], [], [], []
    for index in range(200):
        kind = ["normal", "ties", "skewed", "huge", "tiny", "offset"][index % 6]
        n = int(rng.integers(2, 25))
        x = draw_sample(rng, kind, n)
        p = float(np.round(rng.uniform(), 3))
        interval = stats.t.interval(0.95, n - 1, x.mean(), x.std(ddof=1) / math.sqrt(n)) if x.std() > 0 else (x[0], x[0])
        one_column.append([x, p, x.mean(), x.std(ddof=1), np.quantile(x, p), *interval])
    for _ in range(40):
        n, width = int(rng.integers(12, 40)), int(rng.integers(2, 6))
        mix = rng.normal(size=(width, width)) * rng.choice([0.1, 1, 5])
        x = rng.normal(size=(n, width)) @ (np.eye(width) + mix)
        x[:, 0] = np.round(x[:, 0])  # ties
        x = np.round(x, 2)
        x[:, 1] += rng.normal(0, 0.01, n).round(3)
        if (x.std(axis=0) == 0).any():
            continue
        spearman = stats.spearmanr(x).statistic
        spearman = spearman if width > 2 else [[1, spearman], [spearman, 1]]
        with_constant = np.column_stack([np.ones(n), x])
        vif = [variance_inflation_factor(with_constant, column + 1) for column in range(width)]
        matrices.append({"X": x, "pearson": np.corrcoef(x, rowvar=False), "spearman": spearman, "vif": vif})
        r = stats.pearsonr(x[:, 0], x[:, 1])
        interval = r.confidence_interval(0.9)
        correlations.append([r.statistic, n, interval.low, interval.high])
    for _ in range(30):
        p_values = rng.uniform(size=int(rng.integers(1, 30))) ** rng.choice([1, 5])
        adjusted.append([p_values, stats.false_discovery_control(p_values)])
    write(
        "columns",
        {
            "oneColumn": "[x, p, x.mean(), x.std(ddof=1), numpy.quantile(x, p), *scipy.stats.t.interval(0.95, n - 1, mean, sd / sqrt(n))]",
            "pearson": "numpy.corrcoef(X, rowvar=False)",
            "spearman": "scipy.stats.spearmanr(X).statistic",
            "vif": "statsmodels variance_inflation_factor([1, X], column)",
            "correlationInterval": "r = scipy.stats.pearsonr(x, y); [r.statistic, n, *r.confidence_interval(0.9)]",
            "benjaminiHochberg": "scipy.stats.false_discovery_control(p)",
        },
        oneColumn=one_column,
        matrices=matrices,
        correlationInterval=correlations,
        benjaminiHochberg=adjusted,
    )


def survival():
    rng = np.random.default_rng(20240505)
    cases = []
    for index in range(40):
        n = int(rng.integers(1, 40))
        durations = rng.integers(0, 15, n).astype(float) if index % 2 else np.round(rng.exponential(5, n), 2)
        events = (rng.uniform(size=n) < rng.choice([0.3, 0.7, 1])).astype(int)
        data = stats.CensoredData.right_censored(durations, events == 0)
        sf = stats.ecdf(data).sf
        with np.errstate(all="ignore"):
            interval = sf.confidence_interval(0.95, method="log-log")
        cases.append(
            {
                "durations": durations,
                "events": events,
                "time": sf.quantiles,
                "survival": sf.probabilities,
                "lower": interval.low.probabilities,
                "upper": interval.high.probabilities,
            }
        )
    write(
        "survival",
        {
            "cases": "sf = scipy.stats.ecdf(scipy.stats.CensoredData.right_censored(durations, events == 0)).sf; "
            "sf.quantiles, sf.probabilities, sf.confidence_interval(0.95, method='log-log')"
        },
        cases=cases,
    )


distributions()
two_samples()
tables()
proportions()
columns()
survival()
