"""Oracle values for testInteractions: python scripts/oracles/interactions.py, from the root of the repository.

Writes src/retention/fixtures/interactions.json: score tests of products on rows of the simulated sample, beside a model
with all features and the squares of those with more than two values.
"""

import itertools
import json
import platform
from pathlib import Path

import numpy as np
import pandas as pd
import statsmodels
import statsmodels.api as sm
from statsmodels.stats.multitest import multipletests

ROWS = 2000
FEATURES = ["Group_visits", "Promo_friends", "Age", "Lifetime", "Contract_period", "Avg_class_frequency_current_month"]
clients = pd.read_csv("data/gym_churn_simulated.csv").head(ROWS)
y = clients["Churn"]
X = clients[FEATURES].astype(float)
Z = (X - X.mean()) / X.std(ddof=0)
squares = Z[[name for name in FEATURES if X[name].nunique() > 2]].pow(2).add_suffix("_squared")
design = sm.add_constant(pd.concat([Z, squares], axis=1))
fit = sm.GLM(y, design, family=sm.families.Binomial()).fit(tol=1e-13, maxiter=200)

tests = []
for first, second in itertools.combinations(FEATURES, 2):
    product = (Z[first] * Z[second]).to_numpy()[:, None]
    chi2, p = fit.score_test(exog_extra=product)
    tests.append({"first": first, "second": second, "statistic": float(np.squeeze(chi2)), "pValue": float(np.squeeze(p))})
adjusted = multipletests([test["pValue"] for test in tests], method="fdr_bh")[1]
content = {
    "versions": {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "pandas": pd.__version__,
        "statsmodels": statsmodels.__version__,
    },
    "call": "GLM(y, constant + features + squares, family=Binomial()).fit().score_test(exog_extra=product); fdr_bh",
    "nRows": ROWS,
    "features": FEATURES,
    "tests": [{**test, "pAdjusted": float(p)} for test, p in zip(tests, adjusted)],
}
Path("src/retention/fixtures/interactions.json").write_text(json.dumps(content, indent=1) + "\n")
