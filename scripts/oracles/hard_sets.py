"""Data sets that are hard on an estimator: python scripts/oracles/hard_sets.py, from the root of the repository.

Writes src/modeling/fixtures/hard-sets.json. The other oracle scripts read that file, so that both sides see the same
numbers to the last bit. Generated data only.
"""

import json
import platform
from pathlib import Path

import numpy as np

OUT = Path("src/modeling/fixtures/hard-sets.json")


def labels(rng, eta):
    return (rng.uniform(size=len(eta)) < 1 / (1 + np.exp(-eta))).astype(int)


def plain(rng, n, p, digits=3):
    X = np.round(rng.normal(size=(n, p)), digits)
    return X, labels(rng, -0.4 + X @ (1.2 * (-0.6) ** np.arange(p)))


def collinear(rng):
    """The third column is the sum of the first two; the fourth is the first one again, in other units."""
    X, y = plain(rng, 120, 2)
    return np.column_stack([X, X[:, 0] + X[:, 1], 60 * X[:, 0]]), y


def nearly_collinear(rng):
    """Two columns with a correlation of 1 - 5e-9."""
    X, y = plain(rng, 200, 2)
    return np.column_stack([X, X[:, 0] + 1e-4 * np.round(rng.normal(size=200), 3)]), y


def constant(rng):
    """A column of zeros and a column of 0.1, whose mean is not exactly 0.1."""
    X, y = plain(rng, 80, 2)
    return np.column_stack([np.zeros(80), X[:, 0], np.full(80, 0.1), X[:, 1]]), y


def separable(rng):
    """x0 + x1 > 0 tells the class without error."""
    X = np.round(rng.normal(size=(60, 2)), 3)
    X = X[np.abs(X.sum(axis=1)) > 0.05]
    return X, (X.sum(axis=1) > 0).astype(int)


def quasi_separable(rng):
    """Class 1 wherever x0 = 1; both classes where it is 0."""
    X, y = plain(rng, 60, 1)
    flag = (rng.uniform(size=60) < 0.3).astype(int)
    return np.column_stack([flag, X]), np.where(flag == 1, 1, y)


def tiny(rng):
    return np.array([[0.0, 1.0], [1.0, 3.0]]), np.array([0, 1])


def wide(rng):
    """Four times as many features as samples."""
    X = np.round(rng.normal(size=(10, 40)), 3)
    return X, np.array([0, 1] * 5)


def tied(rng):
    """Integers from 0 to 3 only: most rows are there many times, with both labels."""
    X = rng.integers(0, 4, size=(300, 3)).astype(float)
    return X, labels(rng, -1.0 + X @ np.array([0.5, -0.7, 0.6]))


def one_distinct_row(rng):
    """All rows alike, with both labels."""
    return np.full((30, 2), 1.5), np.array([0, 1, 1] * 10)


def unbalanced(rng):
    """One positive in a thousand."""
    X = np.round(rng.normal(size=(3000, 2)), 2)
    y = np.zeros(3000, int)
    y[np.argsort(-(X[:, 0] + rng.normal(size=3000)))[[0, 2, 5]]] = 1
    return X, y


def zero_weights(rng):
    """A third of the rows weighs nothing, and those are labelled the wrong way round; the others weigh 0.5 to 3."""
    X, y = plain(rng, 150, 3)
    w = rng.choice([0.5, 1.0, 2.0, 3.0], size=150)
    w[::3] = 0
    return X, np.where(w == 0, 1 - y, y), w


def extreme_scales(rng):
    """One column of size 1e12, one of 1e-12, one around 1."""
    X, y = plain(rng, 120, 3)
    return X * np.array([1e12, 1e-12, 1.0]), y


def far_from_zero(rng):
    """A column of mean 1e9 and deviation 1: the mean takes nine digits away."""
    X, y = plain(rng, 120, 2)
    return X + np.array([1e9, 0]), y


def outlier(rng):
    """One value a million times as large as the others."""
    X, y = plain(rng, 100, 2)
    X[7, 0] = 1e6
    return X, y


def ordinary(rng):
    """For comparison: nothing hard about it."""
    return plain(rng, 250, 5)


def main():
    makers = [
        ordinary, collinear, nearly_collinear, constant, separable, quasi_separable, tiny, wide, tied,
        one_distinct_row, unbalanced, zero_weights, extreme_scales, far_from_zero, outlier,
    ]
    sets = {}
    for number, maker in enumerate(makers):
        X, y, *weights = maker(np.random.default_rng([20261122, number]))
        assert set(y) == {0, 1}, maker.__name__
        sets[maker.__name__] = {
            "about": " ".join((maker.__doc__ or "Two rows, one of each class.").split()),
            "X": X.tolist(),
            "y": y.tolist(),
            **({"sampleWeight": weights[0].tolist()} if weights else {}),
        }
    versions = {"python": platform.python_version(), "numpy": np.__version__}
    content = {"madeBy": "scripts/oracles/hard_sets.py", "versions": versions, "sets": sets}
    OUT.write_text(json.dumps(content, separators=(",", ":"), allow_nan=False) + "\n")
    print(OUT, OUT.stat().st_size, "bytes", {name: np.shape(s["X"]) for name, s in sets.items()})


main()
