"""The models that are compared with ours, by their defaults, on one thread."""

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from their_data import Missing


def recipe_of(model, n_estimators):
    if model == "forest":
        return RandomForestClassifier(n_estimators=n_estimators, random_state=1, n_jobs=1)
    if model == "boosting":
        return boosting_of("scikit-learn", n_estimators)
    return make_pipeline(StandardScaler(), LogisticRegression())


def boosting_of(library, n_estimators):
    if library == "scikit-learn":
        # Without early stopping, which from 10,000 rows on would end before the iterations asked for.
        return HistGradientBoostingClassifier(max_iter=n_estimators, early_stopping=False, random_state=1)
    try:
        from lightgbm import LGBMClassifier
    except (ImportError, OSError) as error:
        raise Missing(f"LightGBM cannot be loaded here ({type(error).__name__})") from error
    return LGBMClassifier(n_estimators=n_estimators, n_jobs=1, random_state=1, verbose=-1)


def folds_by_row(n_samples):
    """Five folds, the test part of fold f being the rows f, f + 5, f + 10, …: on both sides the same."""
    rows = np.arange(n_samples)
    return [(rows[rows % 5 != fold], rows[rows % 5 == fold]) for fold in range(5)]


def held_out_auc(recipe, X, y):
    train, test = folds_by_row(len(y))[4]
    fitted = recipe.fit(X[train], y[train])
    return float(roc_auc_score(y[test], fitted.predict_proba(X[test])[:, 1]))


def node_count(forest):
    return int(sum(tree.tree_.node_count for tree in forest.estimators_))
