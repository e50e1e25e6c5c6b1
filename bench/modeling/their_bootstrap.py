"""Bootstrap intervals of the AUC: as SciPy computes them, and as one would write them for speed."""

import numpy as np
from sklearn.metrics import roc_auc_score


def scipy_bootstrap(y, scores):
    from scipy.stats import bootstrap as resample

    metric = lambda labels, p: roc_auc_score(labels, p)
    found = resample((y, scores), metric, paired=True, vectorized=False, n_resamples=2000, method="percentile", rng=1)
    return found.confidence_interval


def numpy_bootstrap(y, scores, n_resamples=2000, batch=100):
    """The same by hand: sorted once, each resample is a count of every row, and the AUC is a weighted rank sum."""
    order = np.argsort(scores)
    labels = y[order]
    starts = np.flatnonzero(np.r_[True, np.diff(scores[order]) > 0])
    rng = np.random.default_rng(1)
    n, found = len(y), []
    for _ in range(n_resamples // batch):
        draws = rng.integers(0, n, size=(batch, n)) + n * np.arange(batch)[:, None]
        times = np.bincount(draws.ravel(), minlength=n * batch).reshape(batch, n)
        positive = np.add.reduceat(times * labels, starts, axis=1)
        negative = np.add.reduceat(times, starts, axis=1) - positive
        below = np.cumsum(negative, axis=1) - negative / 2
        found.append((positive * below).sum(axis=1) / positive.sum(axis=1) / negative.sum(axis=1))
    return np.quantile(np.concatenate(found), [0.025, 0.975])
