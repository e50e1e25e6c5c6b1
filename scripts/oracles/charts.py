"""Writes src/charts/fixtures/density.json: what SciPy says about the density of generated data.

Run from the repository root: python scripts/oracles/charts.py
Needs numpy and scipy. The tests beside the sources compare churnlab with this file.
"""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy.stats import gaussian_kde, iqr

rng = np.random.default_rng(7)
values = np.concatenate([rng.normal(1.0, 0.5, 150), rng.normal(3.0, 1.0, 100)])
bandwidth = 0.9 * min(values.std(ddof=1), iqr(values) / 1.34) * len(values) ** -0.2
grid = np.linspace(-1.0, 6.0, 15)
# SciPy takes the bandwidth as a multiple of the standard deviation of the data.
density = gaussian_kde(values, bw_method=bandwidth / values.std(ddof=1))(grid)

Path("src/charts/fixtures").mkdir(exist_ok=True)
Path("src/charts/fixtures/density.json").write_text(
    json.dumps(
        {
            "versions": {"numpy": np.__version__, "scipy": scipy.__version__},
            "call": "gaussian_kde(values, bw_method=bandwidth / values.std(ddof=1))(linspace(-1, 6, 15)); "
            "bandwidth = 0.9 * min(values.std(ddof=1), iqr(values) / 1.34) * n ** -0.2",
            "values": values.tolist(),
            "bandwidth": bandwidth,
            "density": density.tolist(),
        }
    )
    + "\n"
)
