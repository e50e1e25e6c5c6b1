"""Oracle values for src/retention: python scripts/oracles/retention.py, from the root of the repository.

Writes src/retention/fixtures/marginal-effects.json: average marginal effects on the simulated sample, without the two
columns that make it collinear.
"""

import hashlib
import json
import platform
from pathlib import Path

import numpy as np
import pandas as pd
import statsmodels
import statsmodels.api as sm

FIXTURES = Path("src/retention/fixtures")
SAMPLE = Path("data/gym_churn_simulated.csv")
LEFT_OUT = ["Contract_period", "Avg_class_frequency_current_month"]
VERSIONS = {
    "python": platform.python_version(),
    "numpy": np.__version__,
    "pandas": pd.__version__,
    "statsmodels": statsmodels.__version__,
}

clients = pd.read_csv(SAMPLE)
y = clients["Churn"]
X = sm.add_constant(clients.drop(columns=["Churn", *LEFT_OUT]).astype(float))
fit = sm.Logit(y, X).fit(disp=0, tol=1e-12)
summary = fit.get_margeff(at="overall", method="dydx", dummy=True).summary_frame()
binary = [name for name in X.columns[1:] if set(X[name]) == {0.0, 1.0}]

effects = [
    {
        "feature": name,
        "units": 1,
        "effect": summary.loc[name, "dy/dx"],
        "call": 'Logit(y, X).fit().get_margeff(at="overall", dummy=True)',
    }
    for name in binary
]
for name, units in [("Age", 1), ("Lifetime", 1), ("Avg_additional_charges_total", 100)]:
    higher = X.assign(**{name: X[name] + units})
    effects.append(
        {
            "feature": name,
            "units": units,
            "effect": float((fit.predict(higher) - fit.predict(X)).mean()),
            "call": f"(fit.predict(X with {name} + {units}) - fit.predict(X)).mean()",
        }
    )

ratios = np.exp(fit.conf_int())
odds_ratios = [
    {"feature": name, "estimate": float(np.exp(fit.params[name])), "lower": ratios.loc[name, 0], "upper": ratios.loc[name, 1]}
    for name in X.columns[1:]
]
FIXTURES.mkdir(parents=True, exist_ok=True)
content = {
    "versions": VERSIONS,
    "data": {"file": str(SAMPLE), "sha256": hashlib.sha256(SAMPLE.read_bytes()).hexdigest()},
    "leftOut": LEFT_OUT,
    "effects": effects,
    "oddsRatios": {"call": "exp(Logit(y, X).fit().params), exp(conf_int())", "values": odds_ratios},
}
(FIXTURES / "marginal-effects.json").write_text(json.dumps(content, indent=1) + "\n")
