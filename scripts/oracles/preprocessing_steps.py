"""Writes src/preprocessing/fixtures/steps.json: scalers, bins, one-hot columns, imputation and mutual information by
scikit-learn, on generated data and on the hard sets of src/modeling/fixtures/hard-sets.json.

Run from the root of the repository: python scripts/oracles/preprocessing_steps.py
"""

import json
import sys
import warnings
from pathlib import Path

import numpy as np
import sklearn
from scipy.special import digamma
from sklearn.feature_selection._mutual_info import _compute_mi_cd
from sklearn.impute import SimpleImputer
from sklearn.metrics import mutual_info_score
from sklearn.preprocessing import KBinsDiscretizer, MinMaxScaler, OneHotEncoder, RobustScaler, StandardScaler

PATH = Path("src/preprocessing/fixtures/steps.json")
HARD = Path("src/modeling/fixtures/hard-sets.json")
warnings.simplefilter("ignore")


def matrices():
    rng = np.random.default_rng(20241122)
    n = 120
    yield "clients", np.column_stack(
        [
            np.round(rng.normal(29, 3.2, n)),
            np.round(rng.exponential(146.9, n), 2),
            rng.integers(0, 2, n),
            np.full(n, 0.1),
            rng.choice([1, 6, 12], n, p=[0.55, 0.2, 0.25]),
            np.round(rng.normal(0, 1, n), 3) * 1e-12,
            1e12 + np.round(rng.normal(0, 1e6, n)),
        ]
    )
    yield "one row", np.array([[3.0, -1.0]])
    yield "two rows", np.array([[3.0, -1.0], [4.0, -1.0]])
    yield "one value many times", np.column_stack([np.r_[np.zeros(40), np.arange(5)], np.r_[np.zeros(5), np.ones(40)]])


def scalers(X):
    out = {}
    fitted = StandardScaler().fit(X)
    out["standard"] = {"mean": fitted.mean_.tolist(), "scale": fitted.scale_.tolist()}
    for low, high in [(25.0, 75.0), (10.0, 95.0)]:
        fitted = RobustScaler(quantile_range=(low, high)).fit(X)
        out[f"robust {low:g} {high:g}"] = {"center": fitted.center_.tolist(), "scale": fitted.scale_.tolist()}
    fitted = MinMaxScaler(feature_range=(-1, 3)).fit(X)
    out["minMax -1 3"] = {"min": fitted.min_.tolist(), "scale": fitted.scale_.tolist()}
    return out


def bins(X):
    out = []
    for n_bins in (2, 5, 10):
        for strategy, method in (("quantile", "averaged_inverted_cdf"), ("quantile", "linear"), ("uniform", None)):
            extra = {} if method is None else {"quantile_method": method}
            fitted = KBinsDiscretizer(n_bins, strategy=strategy, encode="ordinal", subsample=None, **extra).fit(X)
            out.append(
                {
                    "nBins": n_bins,
                    "strategy": strategy,
                    "quantileMethod": {"linear": "linear", "averaged_inverted_cdf": "averagedInvertedCdf"}.get(method),
                    "edges": [[] if np.isinf(edges[0]) else edges.tolist() for edges in fitted.bin_edges_],
                    "bins": fitted.transform(X).astype(int).ravel().tolist(),
                }
            )
    return out


def one_hot():
    rng = np.random.default_rng(5)
    cities = np.array(["Perm", "Omsk", "Tver", "Orel", "Kazan", "Ufa"])
    train = [rng.choice(cities, 80, p=[0.4, 0.25, 0.15, 0.12, 0.05, 0.03]), rng.choice([1, 3, 6, 12], 80, p=[0.6, 0.02, 0.08, 0.3])]
    test = [rng.choice(np.r_[cities, ["Chita"]], 30), rng.choice([1, 3, 6, 12, 24], 30)]
    table = lambda columns: np.column_stack([np.array(c, dtype=object) for c in columns])
    cases = []
    for options in (
        {"handleUnknown": "ignore"},
        {"handleUnknown": "infrequent", "minFrequency": 10},
        {"handleUnknown": "infrequent", "minFrequency": 0.1, "maxCategories": 3},
        {"handleUnknown": "infrequent", "maxCategories": 1},
        {"handleUnknown": "ignore", "maxCategories": 3, "drop": "first"},
        {"handleUnknown": "ignore", "minFrequency": 30, "drop": "ifBinary"},
    ):
        fitted = OneHotEncoder(
            sparse_output=False,
            handle_unknown={"ignore": "ignore", "infrequent": "infrequent_if_exist"}[options["handleUnknown"]],
            min_frequency=options.get("minFrequency"),
            max_categories=options.get("maxCategories"),
            drop={"first": "first", "ifBinary": "if_binary", None: None}[options.get("drop")],
        ).fit(table(train))
        names = [name.replace("infrequent_sklearn", "(infrequent)") for name in fitted.get_feature_names_out(["City", "Months"])]
        cases.append(
            {
                "options": options,
                "names": [name.replace("_", "=", 1) for name in names],
                "train": fitted.transform(table(train)).astype(int).ravel().tolist(),
                "test": fitted.transform(table(test)).astype(int).ravel().tolist(),
            }
        )
    columns = lambda part: {"City": part[0].tolist(), "Months": part[1].tolist()}
    return {"call": "OneHotEncoder(…).fit(train).transform(train | test)", "train": columns(train), "test": columns(test), "cases": cases}


def imputation():
    rng = np.random.default_rng(6)
    X = np.column_stack([np.round(rng.normal(30, 4, 40)), np.round(rng.exponential(9, 40), 2), rng.integers(0, 3, 40), rng.normal(size=40), np.full(40, np.nan)])
    X[:, 3] = np.round(X[:, 3], 3)
    holes = rng.random((40, 3)) < 0.25
    X[:, :3][holes] = np.nan
    fresh = np.array([[np.nan] * 5, [1, 2, 3, 4, 5.0], [np.nan, 2, np.nan, np.nan, 1]])
    cases = []
    for strategy, ours in (("mean", "mean"), ("median", "median"), ("most_frequent", "mostFrequent"), ("constant", "constant")):
        for keep in (False, True):
            fill = {"fill_value": -7.5} if strategy == "constant" else {}
            fitted = SimpleImputer(strategy=strategy, add_indicator=True, keep_empty_features=keep, **fill).fit(X)
            if strategy == "constant" and not keep:
                continue  # the empty feature stays in ours, as scikit-learn announces
            cases.append({"strategy": ours, "keepEmptyFeatures": keep, "test": fitted.transform(fresh).tolist(), "sum": fitted.transform(X).sum(axis=0).tolist()})
    listed = lambda A: [[None if np.isnan(v) else v for v in row] for row in A]
    return {"call": "SimpleImputer(strategy, add_indicator=True, keep_empty_features=…, fill_value=-7.5)", "X": listed(X), "fresh": listed(fresh), "cases": cases}


def by_definition(x, y, k):
    """Ross (2014), eq. 2, from the distances themselves; of repeated values all occurrences, as Gao et al. (2017)."""
    keep = np.bincount(y)[y] > 1
    x, y = x[keep], y[keep]
    if len(x) == 0:
        return 0.0
    rows = []
    for value, label in zip(x, y):
        own = np.sort(np.abs(x[y == label] - value))
        k_own = min(k, len(own) - 1)
        distances = np.abs(x - value)
        near = np.sum(distances < own[k_own]) if own[k_own] > 0 else np.sum(distances == 0)
        rows.append([k_own if own[k_own] > 0 else np.sum(own == 0), len(own), near])
    psi = digamma(np.array(rows)).mean(axis=0)
    return float(max(0, digamma(len(x)) + psi[0] - psi[1] - psi[2]))


def by_neighbours(x, y, k):
    value = by_definition(x, y, k)
    # In smaller classes scikit-learn searches by |a|² − 2ab + |b|², whose rounding moves neighbours.
    # Repeated values it only meets with noise added.
    if min(np.bincount(y, minlength=2)) > 2 * k + 1 and len(set(x)) == len(x):
        assert abs(value - _compute_mi_cd(x.copy(), y, k)) < 1e-10
    return value


def information(X, y):
    values = []
    for column in X.T:
        by_k = [by_neighbours(column.astype(float), y, k) for k in (1, 3, 7)] if len(y) > 2 else []
        values.append({"discrete": float(max(0, mutual_info_score(column, y))), "neighbours": by_k})
    return values


def continuous_sets():
    rng = np.random.default_rng(7)
    for n in (10, 60, 300):
        y = (rng.random(n) < 0.4).astype(int)
        X = np.column_stack([rng.normal(size=n), rng.normal(size=n) + 1.5 * y, np.where(y == 1, rng.normal(size=n), 3 * rng.normal(size=n)), rng.integers(0, 6, n) + y, 1e12 + 1e6 * rng.normal(size=n)])
        yield X, y


content = {
    "versions": {"python": sys.version.split()[0], "numpy": np.__version__, "scikit-learn": sklearn.__version__},
    "calls": {
        "standard": "StandardScaler().fit(X)",
        "robust": "RobustScaler(quantile_range=(low, high)).fit(X)",
        "minMax": "MinMaxScaler(feature_range=(-1, 3)).fit(X)",
        "bins": "KBinsDiscretizer(n_bins, strategy=…, quantile_method=…, subsample=None, encode='ordinal').fit(X).transform(X)",
        "neighbours": "sklearn.feature_selection._mutual_info._compute_mi_cd(x, y, k) for k in 1, 3, 7: mutual_info_classif without its noise; for small classes and repeated values the formula from exact distances",
        "discrete": "mutual_info_score(x, y), which mutual_info_classif(discrete_features=True) gives",
    },
    "matrices": [{"name": name, "X": X.tolist(), "scalers": scalers(X), "bins": bins(X) if len(X) > 1 else []} for name, X in matrices()],
    "hard": {
        name: {"scalers": scalers(np.array(s["X"], float)), "information": information(np.array(s["X"], float), np.array(s["y"]))}
        for name, s in json.loads(HARD.read_text())["sets"].items()
        if len(s["X"]) * len(s["X"][0]) < 4000
    },
    "oneHot": one_hot(),
    "imputation": imputation(),
    "information": [{"X": X.tolist(), "y": y.tolist(), "values": information(X, y)} for X, y in continuous_sets()],
}
PATH.write_text(json.dumps(content, separators=(",", ":"), allow_nan=False) + "\n")
print(f"{PATH}: {PATH.stat().st_size / 1000:.0f} kB")
