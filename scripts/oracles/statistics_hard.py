"""Writes src/statistics/fixtures/hard.json: statistics on inputs that are hard, by SciPy and statsmodels, and by mpmath or
whole numbers where those lose digits.

Run from the root of the repository: python scripts/oracles/statistics_hard.py
NaN is written as null and infinity as "inf" or "-inf".
"""

import json
import math
import sys
import warnings
from pathlib import Path

import mpmath as mp
import numpy as np
import scipy
import statsmodels
from scipy import optimize, stats
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import proportion_effectsize

warnings.simplefilter("ignore")
mp.mp.dps = 60
rng = np.random.default_rng(20261102)
EPS = mp.mpf(10) ** -50


def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(item) for item in value]
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating, mp.mpf)):
        number = float(value)
        if math.isnan(number):
            return None
        if math.isinf(number):
            return "inf" if number > 0 else "-inf"
        return number
    return value


# Distributions ------------------------------------------------------------------------------------------------------


def log_upper_gamma(a, x):
    a, x = mp.mpf(a), mp.mpf(x)
    front = a * mp.log(x) - x - mp.loggamma(a)
    if x < a + 1:
        term = total = 1 / a
        k = 1
        while term > total * EPS**2:
            term *= x / (a + k)
            total += term
            k += 1
        return mp.log1p(-mp.e**front * total)
    b = x + 1 - a
    c, d = mp.mpf(10) ** 300, 1 / b
    value, k = d, 1
    while True:
        b += 2
        d = 1 / (-k * (k - a) * d + b)
        c = b - k * (k - a) / c
        value *= d * c
        if abs(d * c - 1) < EPS:
            return front + mp.log(value)
        k += 1


def log_beta_share(x, y, a, b):
    """ln I_x(a, b) with y = 1 − x by the continued fraction of Abramowitz & Stegun 26.5.8."""
    front = a * mp.log(x) + b * mp.log(y) - (mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b))

    def fraction(x, a, b):
        c, d = mp.mpf(1), 1 / (1 - (a + b) * x / (a + 1))
        value, k = d, 1
        while True:
            even = k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k))
            d, c = 1 / (1 + even * d), 1 + even / c
            value *= d * c
            odd = -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1))
            d, c = 1 / (1 + odd * d), 1 + odd / c
            value *= d * c
            if abs(d * c - 1) < EPS:
                return value
            k += 1

    if x < (a + 1) / (a + b + 2):
        return front - mp.log(a) + mp.log(fraction(x, a, b))
    return mp.log1p(-mp.e**front / b * fraction(y, b, a))


def log_two_sided_t(t, df):
    t, df = abs(mp.mpf(float(t))), mp.mpf(float(df))
    below = df + t * t
    return log_beta_share(df / below, t * t / below, df / 2, mp.mpf(1) / 2)


def distributions():
    mp.mp.dps = 130
    normal, chi, t_tails = [], [], []
    for z in [-38, -20, -5, -1, -1e-3, -1e-10, 1e-10, 1e-3, 1, 1.7, 3, 8, 20, 38.4, 100, 1e5, 1e8]:
        tail = mp.erfc(abs(mp.mpf(z)) / mp.sqrt(2)) / 2
        normal.append([z, mp.log(tail) if z > 0 else mp.log1p(-tail)])
    for df in [1e-3, 0.1, 1, 2, 3, 7, 20, 100, 1000, 1e4, 1e6]:
        places = [df + k * math.sqrt(2 * df) for k in [-30, -5, -1e-6, 0, 0.5, 3, 10, 30, 100]]
        places += [1e-10, 1.0, 1e5] if df <= 1000 else []
        chi += [[x, df, log_upper_gamma(mp.mpf(df) / 2, mp.mpf(x) / 2)] for x in places if x > 0]
    for df in [1e-3, 0.1, 1, 2, 3, 20, 1000, 1e5, 1e7, 1e10, 1e14]:
        for t in [1e-300, 1e-5, 0.5, 1.7, 2, 5, 20, 100, 1e8, 1e300]:
            t_tails.append([t, df, log_two_sided_t(t, df) - mp.log(2)])
    mp.mp.dps = 60
    return {"normal": normal, "chiSquared": chi, "studentT": t_tails}


# Two samples --------------------------------------------------------------------------------------------------------


def sample(kind, n, side):
    if kind == "ties":
        return rng.integers(0, 4, n).astype(float)
    if kind == "big":
        return np.round(rng.normal(side, 1, n), 3) * 1e12
    if kind == "small":
        return np.round(rng.normal(side, 1, n), 3) * 1e-12
    if kind == "offset":
        return 1e12 + rng.integers(0, 9, n)
    if kind == "unequal":
        return np.round(rng.normal(side, 0.01 if side else 50, n), 4)
    if kind == "apart":
        return np.round(rng.normal(40 * side, 0.5, n), 3)
    return np.round(rng.normal(side * rng.uniform(-1, 1), 1, n), 4)


def exact_welch(a, b):
    a, b = [[mp.mpf(float(v)) for v in values] for values in (a, b)]
    means = [mp.fsum(v) / len(v) for v in (a, b)]
    errors = [mp.fsum((x - m) ** 2 for x in v) / (len(v) - 1) / len(v) for v, m in zip((a, b), means)]
    t = (means[0] - means[1]) / mp.sqrt(sum(errors))
    df = sum(errors) ** 2 / (errors[0] ** 2 / (len(a) - 1) + errors[1] ** 2 / (len(b) - 1))
    return t, df


def noncentral_limits(t, df, level):
    beyond = (1 - level) / 2
    width = 12 * math.sqrt(1 + t * t / 2 / df)
    return [
        optimize.brentq(lambda nc: stats.nct.cdf(t, df, nc) - p, t - width, t + width, xtol=1e-13, rtol=1e-14)
        for p in (1 - beyond, beyond)
    ]


def two_samples():
    cases = []
    kinds = ["normal", "ties", "big", "small", "offset", "unequal", "apart"]
    while len(cases) < 98:
        kind = kinds[len(cases) % len(kinds)]
        n, m = (int(size) for size in rng.integers(2, int(rng.choice([4, 9, 30])), 2))
        a, b = sample(kind, n, 0), sample(kind, m, 1)
        if a.std() == 0 and b.std() == 0:
            continue
        t, df = exact_welch(a, b)
        rank = stats.mannwhitneyu(a, b)
        pooled_t = stats.ttest_ind(a, b)
        limits = [math.nan, math.nan]
        unit = math.sqrt(1 / n + 1 / m)
        if abs(pooled_t.statistic) < 15:
            try:
                limits = [limit * unit for limit in noncentral_limits(float(pooled_t.statistic), n + m - 2, 0.9)]
            except ValueError:  # nct.cdf is NaN here and there
                pass
        cases.append(
            {
                "a": a,
                "b": b,
                "welch": [t, df, log_two_sided_t(t, df)],
                "mannWhitney": [rank.statistic, rank.pvalue],
                "noncentral": limits,
            }
        )
    return cases


def exact_u():
    """ln of the two-sided exact p-value by whole numbers."""
    rows = []
    for n, m in [(1, 1), (1, 9), (2, 3), (5, 5), (8, 8), (8, 60), (3, 400), (20, 25)]:
        most = n * m
        counts = [1] + [0] * most
        for i in range(1, n + 1):
            for k in range(i, most + 1):
                counts[k] += counts[k - i]
            for k in range(most, m + i - 1, -1):
                counts[k] -= counts[k - m - i]
        for u in sorted({0, 1, most // 5, most // 3, most // 2}):
            tail = mp.mpf(2 * sum(counts[: u + 1])) / math.comb(n + m, n)
            rows.append([n, m, u, min(mp.mpf(0), mp.log(tail))])
    return rows


# Tables -------------------------------------------------------------------------------------------------------------


def exact_fisher(table):
    (a, b), (c, d) = [[int(x) for x in row] for row in table]
    r, s, n = a + b, c + d, a + c
    low, high = max(0, n - s), min(r, n)
    weight = math.comb(r, low) * math.comb(s, n - low)
    observed = math.comb(r, a) * math.comb(s, c)
    total = 0
    for x in range(low, high + 1):
        if weight <= observed:
            total += weight
        if x < high:
            weight = weight * (r - x) * (n - x) // ((x + 1) * (s - n + x + 1))
    return mp.log(mp.mpf(total) / math.comb(r + s, n))


def fisher_of_billions(table):
    """As exact_fisher with 60 digits and tails summed outwards, for tables without exact ties."""
    (a, b), (c, d) = table
    r, s, n = a + b, c + d, a + c
    low, high = max(0, n - s), min(r, n)

    def log_factorial(k):
        return mp.loggamma(mp.mpf(k) + 1)

    constant = log_factorial(r) + log_factorial(s) + log_factorial(n) + log_factorial(r + s - n) - log_factorial(r + s)

    def log_probability(k):
        return constant - sum(log_factorial(v) for v in (k, r - k, n - k, s - n + k))

    def tail(k, step):
        term = total = mp.e ** log_probability(k)
        while low <= k + step <= high and term > total * mp.mpf(10) ** -25:
            term *= mp.mpf((r - k) * (n - k)) / ((k + 1) * (s - n + k + 1)) if step > 0 else mp.mpf(k * (s - n + k)) / ((r - k + 1) * (n - k + 1))
            k += step
            total += term
        return total

    observed, mode = log_probability(a), (n + 1) * (r + 1) // (r + s + 2)
    step = -1 if a <= mode else 1
    near, far = mode, (high if step < 0 else low)
    if log_probability(far) > observed:
        return mp.log(tail(a, step))
    while abs(far - near) > 1:
        middle = (far + near) // 2
        if log_probability(middle) <= observed:
            far = middle
        else:
            near = middle
    return mp.log(tail(a, step) + tail(far, -step))


def tables():
    fisher, v = [], []
    for index in range(120):
        table = rng.integers(0, int(rng.choice([3, 9, 60, 500])), (2, 2))
        if index % 6 == 0:
            table = np.diag(rng.integers(20, 700, 2)) + rng.integers(0, 5, (2, 2))
        if (table.sum(axis=0) == 0).any() or (table.sum(axis=1) == 0).any():
            continue
        fisher.append([table, exact_fisher(table)])
    billions = [
        [[10, 10**9], [5, 10**9]],
        [[3 * 10**5, 7 * 10**5], [4 * 10**5, 6 * 10**5]],
        [[0, 10**6], [30, 10**6]],
        [[5 * 10**7, 5 * 10**7 + 9000], [5 * 10**7, 5 * 10**7 + 3]],
        [[12, 3 * 10**8], [4 * 10**8, 10**9]],
    ]
    fisher += [[table, fisher_of_billions(table)] for table in billions]
    while len(v) < 60:
        shape = tuple(int(side) for side in rng.integers(2, 5, 2))
        table = rng.integers(0, int(rng.choice([6, 40, 900])), shape)
        if (table.sum(axis=0) == 0).any() or (table.sum(axis=1) == 0).any():
            continue
        chi, df, n = stats.chi2_contingency(table, correction=False).statistic, (shape[0] - 1) * (shape[1] - 1), table.sum()
        level = float(rng.choice([0.9, 0.95]))
        beyond = (1 - level) / 2

        def root(f):
            if f(0.0) >= 0:
                return 0.0
            return optimize.brentq(f, 0, chi + 40 + 12 * math.sqrt(chi), xtol=1e-13, rtol=1e-14)

        limits = [
            root(lambda nc: stats.ncx2.sf(chi, df, nc) - beyond if nc > 0 else stats.chi2.sf(chi, df) - beyond),
            root(lambda nc: beyond - (stats.ncx2.cdf(chi, df, nc) if nc > 0 else stats.chi2.cdf(chi, df))),
        ]
        v.append([table, level, *[min(1, math.sqrt(limit / n / (min(shape) - 1))) for limit in limits]])
    return fisher, v


# Correlations -------------------------------------------------------------------------------------------------------


def exact_pearson(x, y):
    x, y = [[mp.mpf(float(value)) for value in values] for values in (x, y)]
    n = len(x)
    dx, dy = [[value - mp.fsum(values) / n for value in values] for values in (x, y)]
    xx, yy, xy = mp.fsum(v * v for v in dx), mp.fsum(v * v for v in dy), mp.fsum(a * b for a, b in zip(dx, dy))
    if xx == 0 or yy == 0:
        return math.nan, math.nan
    r, rest = xy / mp.sqrt(xx * yy), (xx * yy - xy * xy) / (xx * yy)
    if n == 2:
        return r, mp.mpf(0)
    if rest == 0:
        return r, -math.inf
    return r, log_beta_share(rest, 1 - rest, mp.mpf(n - 2) / 2, mp.mpf(1) / 2) if r != 0 else mp.mpf(0)


def correlations():
    cases = []
    while len(cases) < 100:
        index = len(cases)
        n = int(rng.integers(2, int(rng.choice([5, 12, 50]))))
        x = np.round(rng.normal(size=n), 3)
        noise = [1, 0.1, 1e-3, 1e-7][index % 4]
        y = np.round(rng.choice([-1, 0, 1]) * x + noise * rng.normal(size=n), 9)
        if index % 5 == 0:
            x, y = rng.integers(0, 4, n).astype(float), rng.integers(0, 3, n).astype(float)
        if index % 11 == 0:
            x, y = x * 1e12, y * 1e-12
        labels = (rng.uniform(size=n) < 0.4).astype(int)
        if x.std() == 0 or y.std() == 0:
            continue
        ranks = [stats.rankdata(x), stats.rankdata(y)]
        spearman = stats.spearmanr(x, y)
        interval = stats.pearsonr(x, y).confidence_interval(0.9) if n > 3 else (-1, 1)
        biserial = [math.nan, math.nan]
        if 0 < labels.sum() < n:
            biserial = exact_pearson(x, labels.astype(float))
            by_scipy = stats.pointbiserialr(labels, x)
            assert abs(by_scipy.statistic - float(biserial[0])) < 1e-10
        cases.append(
            {
                "x": x,
                "y": y,
                "labels": labels,
                "pearson": exact_pearson(x, y),
                "spearman": exact_pearson(*ranks),
                "scipySpearman": [spearman.statistic, spearman.pvalue],
                "interval": list(interval),
                "pointBiserial": biserial,
            }
        )
    return cases


def powers():
    rows = []
    plan = NormalIndPower()
    for _ in range(100):
        p1, p2 = (float(p) for p in np.round(rng.uniform(0.02, 0.98, 2), 3))
        if abs(p1 - p2) < 0.02:
            continue
        alpha, wanted, ratio = float(rng.choice([0.01, 0.05])), float(rng.choice([0.8, 0.95])), float(rng.choice([0.5, 1, 2]))
        n1 = int(rng.integers(5, 500))
        n2 = max(1, int(n1 * ratio))
        effect = proportion_effectsize(p1, p2)
        rows.append(
            [p1, p2, n1, n2, alpha, wanted, ratio]
            + [plan.power(effect, n1, alpha, n2 / n1), plan.solve_power(effect, alpha=alpha, power=wanted, ratio=ratio)]
        )
    return rows


fisher, v = tables()
content = {
    "versions": {
        "python": sys.version.split()[0],
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "statsmodels": statsmodels.__version__,
        "mpmath": mp.__version__,
    },
    "calls": {
        "normal": "[z, ln P(Z > z)] by mpmath erfc",
        "chiSquared": "[x, df, ln P(X > x)] by mpmath, series or continued fraction",
        "studentT": "[t, df, ln P(T > t)] by mpmath, continued fraction",
        "twoSamples": "welch: [t, df, ln p] by mpmath; mannWhitney: scipy.stats.mannwhitneyu(a, b), method 'auto'; "
        "noncentral: roots of scipy.stats.nct.cdf(t, n + m - 2, nc) - p for p = 0.95 and 0.05, times sqrt(1/n + 1/m)",
        "exactU": "[n, m, U, ln of the two-sided p] by whole numbers",
        "fisher": "[table, ln p] by whole numbers, or mpmath with 60 digits",
        "cramersV": "[table, level, lower, upper]: roots of scipy.stats.ncx2.sf and .cdf in the noncentrality",
        "correlations": "[r, ln p] by mpmath, p = I(1 - r^2; (n - 2) / 2, 1 / 2); scipySpearman: scipy.stats.spearmanr(x, y); "
        "interval: scipy.stats.pearsonr(x, y).confidence_interval(0.9)",
        "power": "[p1, p2, n1, n2, alpha, wanted, ratio, NormalIndPower().power(proportion_effectsize(p1, p2), n1, alpha, n2 / n1), "
        "NormalIndPower().solve_power(proportion_effectsize(p1, p2), alpha=alpha, power=wanted, ratio=ratio)]",
    },
    **distributions(),
    "twoSamples": two_samples(),
    "exactU": exact_u(),
    "fisher": fisher,
    "cramersV": v,
    "correlations": correlations(),
    "power": powers(),
}
path = Path("src/statistics/fixtures/hard.json")
path.write_text(json.dumps(plain(content), separators=(",", ":")) + "\n")
print(path, path.stat().st_size // 1000, "kB")
