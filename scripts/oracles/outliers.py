"""Writes src/outliers/fixtures/limits.json: limits by NumPy and SciPy for columns drawn with a seed.

Run from the root of the repository: python scripts/oracles/outliers.py
"""

import json
import sys
from pathlib import Path

import numpy as np
import scipy
from scipy import stats

PATH = Path("src/outliers/fixtures/limits.json")
rng = np.random.default_rng(20240601)
cases = []
while len(cases) < 100:
    n = int(rng.integers(2, 60))
    kind = len(cases) % 4
    if kind == 0:
        x = np.round(rng.normal(30, 4, n), 2)
    elif kind == 1:
        x = np.round(rng.exponential(3, n), 1)
    elif kind == 2:
        x = rng.integers(0, 13, n).astype(float)
    else:
        x = np.round(rng.standard_t(1.5, n), 2) * 10.0 ** int(rng.integers(-8, 9))
    q1, q3 = np.percentile(x, [25, 75])
    mad = stats.median_abs_deviation(x, scale="normal")
    if q1 == q3 or mad == 0 or set(x) <= {0, 1}:
        continue
    k = float(rng.choice([1.5, 3, 0.5]))
    threshold = float(rng.choice([3.5, 2]))
    fences = [q1 - k * (q3 - q1), q3 + k * (q3 - q1)]
    by_mad = [np.median(x) - threshold * mad, np.median(x) + threshold * mad]
    quantiles = np.quantile(x, [0.05, 0.9])
    cases.append(
        {
            "x": x.tolist(),
            "k": k,
            "fences": fences,
            "tukeyFlags": ((x < fences[0]) | (x > fences[1])).astype(int).tolist(),
            "threshold": threshold,
            "mad": by_mad,
            "madFlags": (np.abs(x - np.median(x)) / mad > threshold).astype(int).tolist(),
            "clipped": np.clip(x, *quantiles).tolist(),
        }
    )

content = {
    "versions": {"python": sys.version.split()[0], "numpy": np.__version__, "scipy": scipy.__version__},
    "calls": {
        "fences": "q1, q3 = numpy.percentile(x, [25, 75]); [q1 - k * (q3 - q1), q3 + k * (q3 - q1)]",
        "mad": "m = scipy.stats.median_abs_deviation(x, scale='normal'); median(x) ± threshold * m",
        "madFlags": "abs(x - median(x)) / m > threshold",
        "clipped": "numpy.clip(x, *numpy.quantile(x, [0.05, 0.9]))",
    },
    "cases": cases,
}
PATH.parent.mkdir(parents=True, exist_ok=True)
PATH.write_text(json.dumps(content, separators=(",", ":")) + "\n")
print(f"{PATH}: {PATH.stat().st_size / 1000:.0f} kB")
