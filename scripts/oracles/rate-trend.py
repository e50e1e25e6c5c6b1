"""Writes src/statistics/fixtures/rate-trend.json: counts of groups and what statsmodels says of their trend.

Run from the root of the repository: python scripts/oracles/rate-trend.py
"""

import json
import sys
from pathlib import Path

import numpy as np
import statsmodels
from statsmodels.stats.contingency_tables import Table

cases = []
for counts in [
    [[40, 60], [60, 50], [70, 30], [90, 12]],
    [[10, 9], [12, 14], [8, 9]],
    [[5, 30], [9, 25]],
    [[900, 100], [700, 300], [500, 480], [200, 700], [20, 300]],
]:
    result = Table(np.array(counts)).test_ordinal_association(row_scores=np.arange(len(counts)), col_scores=np.arange(2))
    cases.append({"stayedAndLeft": counts, "z": float(result.zscore), "p": float(result.pvalue)})
content = {
    "versions": {"python": sys.version.split()[0], "numpy": np.__version__, "statsmodels": statsmodels.__version__},
    "call": "Table(counts).test_ordinal_association(row_scores=arange(nGroups), col_scores=arange(2)): zscore, pvalue",
    "cases": cases,
}
Path("src/statistics/fixtures/rate-trend.json").write_text(json.dumps(content, indent=1) + "\n")
