"""What Python does in each measurement.

A task prepares its input, outside the clock, and returns `run`, which is timed, and `evidence`, which turns what `run`
returned into numbers that the other side has to match.
"""

import numpy as np
from sklearn.calibration import CalibratedClassifierCV
from sklearn.ensemble import RandomForestClassifier
from sklearn.inspection import permutation_importance
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.model_selection import RepeatedStratifiedKFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from their_bootstrap import numpy_bootstrap, scipy_bootstrap
from their_data import exchanged, large, small
from their_models import boosting_of, folds_by_row, held_out_auc, node_count, recipe_of
from their_shap import explain, trees_of


def logistic(solver="lbfgs"):
    X, y = small()
    X = StandardScaler().fit_transform(X)

    def evidence(_):
        # The timed fit stops at scikit-learn's default tolerance; what ours has to match is the minimum itself.
        exact = LogisticRegression(solver="newton-cholesky", tol=1e-12, max_iter=1000).fit(X, y)
        return {"coefficients": [float(exact.intercept_[0]), *exact.coef_[0].tolist()]}

    return lambda: LogisticRegression(solver=solver).fit(X, y), evidence


def logit():
    import statsmodels.api as sm

    X, y = small()
    X = sm.add_constant(StandardScaler().fit_transform(X))

    def run():
        result = sm.Logit(y, X).fit(disp=0)
        return result, result.bse

    def evidence(_):
        exact = sm.Logit(y, X).fit(disp=0, tol=1e-12, maxiter=100)
        return {"coefficients": exact.params.tolist(), "standardErrors": exact.bse[1:].tolist()}

    return run, evidence


def forest(n_jobs=1):
    X, y = small()
    make = lambda: RandomForestClassifier(n_estimators=100, random_state=1, n_jobs=n_jobs)

    def evidence(fitted):
        return {"nNodes": node_count(fitted), "heldOutAuc": held_out_auc(make(), X, y)}

    return lambda: make().fit(X, y), evidence


def boosting(library="scikit-learn"):
    X, y = small()
    make = lambda: boosting_of(library, 100)
    return lambda: make().fit(X, y), lambda _: {"heldOutAuc": held_out_auc(make(), X, y)}


def forest_score():
    X, y = small()
    fitted = recipe_of("forest", 100).fit(X, y)
    return lambda: fitted.predict_proba(X)[:, 1], lambda p: {"auc": float(roc_auc_score(y, p))}


def permutation(model):
    X, y = small()
    fitted = recipe_of(model, 100).fit(X, y)

    def run():
        return permutation_importance(fitted, X, y, scoring="roc_auc", n_repeats=10, random_state=1, n_jobs=1)

    return run, lambda found: {"means": found.importances_mean.tolist(), "deviations": found.importances_std.tolist()}


def cross_validation():
    X, y = small()
    folds = RepeatedStratifiedKFold(n_splits=5, n_repeats=5, random_state=1)
    pipeline = recipe_of("logistic", 100)

    def run():
        return cross_val_score(pipeline, X, y, cv=folds, scoring="roc_auc", n_jobs=1)

    return run, lambda scores: {"meanAuc": float(np.mean(scores))}


def calibration(method):
    X, y = small()
    recipe = CalibratedClassifierCV(recipe_of("logistic", 100), method=method, cv=folds_by_row(len(y)), n_jobs=1)

    def evidence(fitted):
        p = fitted.predict_proba(X)[:, 1]
        return {"auc": float(roc_auc_score(y, p)), "brier": float(brier_score_loss(y, p))}

    return lambda: recipe.fit(X, y), evidence


def forest_shap(rows, own=False):
    X, y = small()
    if own:
        return explain(RandomForestClassifier(n_estimators=100, random_state=1).fit(X, y), X[:rows])
    return explain(trees_of(exchanged("forest"), scale_by_trees=True), X[:rows])


def boosting_shap(rows):
    X, _ = small()
    return explain(trees_of(exchanged("boosting"), scale_by_trees=False), X[:rows])


def roc_auc():
    _, y = small()
    scores = np.array(exchanged("scores"))
    return lambda: roc_auc_score(y, scores), lambda auc: {"auc": float(auc)}


def bootstrap(method):
    _, y = small()
    scores = np.array(exchanged("scores"))
    run = {"scipy": scipy_bootstrap, "numpy": numpy_bootstrap}[method]
    return lambda: run(y, scores), lambda limits: {"limits": [float(limit) for limit in limits]}


def large_logistic_score():
    X, y = small()
    return scoring(LogisticRegression(solver="newton-cholesky", tol=1e-12).fit(X, y))


def large_pipeline_score():
    X, y = small()
    return scoring(make_pipeline(StandardScaler(), LogisticRegression(solver="newton-cholesky", tol=1e-12)).fit(X, y))


def large_forest_score():
    X, y = small()
    return scoring(RandomForestClassifier(n_estimators=100, random_state=1, n_jobs=1).fit(X, y))


def large_fit(model, rows):
    X, y = large(rows)
    recipe = recipe_of(model, 20)
    return lambda: recipe.fit(X, y), lambda fitted: {"levels": mean_levels(fitted)} if model == "forest" else {}


def mean_levels(forest):
    """How many nodes of a tree are split with a training row in them, on average: the work of growing, a row."""
    trees = [estimator.tree_ for estimator in forest.estimators_]
    covers = [tree.weighted_n_node_samples for tree in trees]
    levels = [cover[tree.children_left >= 0].sum() / cover[0] for tree, cover in zip(trees, covers)]
    return float(sum(levels) / len(levels))


def scoring(fitted):
    X, y = large()

    def evidence(p):
        return {"first": p[:1000].tolist(), "auc": float(roc_auc_score(y, p))}

    return lambda: fitted.predict_proba(X)[:, 1], evidence


TASKS = {
    "logistic": logistic,
    "logit": logit,
    "forest": forest,
    "boosting": boosting,
    "forestScore": forest_score,
    "permutation": permutation,
    "crossValidation": cross_validation,
    "calibration": calibration,
    "forestShap": forest_shap,
    "boostingShap": boosting_shap,
    "rocAuc": roc_auc,
    "bootstrap": bootstrap,
    "largeLogisticScore": large_logistic_score,
    "largePipelineScore": large_pipeline_score,
    "largeForestScore": large_forest_score,
    "largeFit": large_fit,
}
