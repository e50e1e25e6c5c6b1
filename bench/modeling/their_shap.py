"""shap's TreeExplainer, on a model of scikit-learn or on trees of ours."""

import numpy as np


def explain(model, X):
    import shap

    explainer = shap.TreeExplainer(model, feature_perturbation="tree_path_dependent")

    def evidence(values):
        values = np.asarray(values)
        values = values[..., 1] if values.ndim == 3 else values
        return {"first": values[:100].ravel().tolist(), "rowSums": values.sum(axis=1).tolist()}

    return lambda: explainer.shap_values(X, check_additivity=False), evidence


def trees_of(saved, scale_by_trees):
    """Our trees in the form in which shap takes them: the left child of a node is the next one."""
    roots, feature = np.array(saved["roots"]), np.array(saved["feature"])
    threshold, right, cover = np.array(saved["threshold"]), np.array(saved["right"]), np.array(saved["cover"])
    scale = 1 / (len(roots) - 1) if scale_by_trees else 1
    return {"trees": [tree_of(feature, threshold, right, cover, a, b, scale) for a, b in zip(roots[:-1], roots[1:])]}


def tree_of(feature, threshold, right, cover, start, end, scale):
    nodes = slice(start, end)
    leaf = feature[nodes] < 0
    left_child = np.where(leaf, -1, np.arange(1, end - start + 1))
    return {
        "children_left": left_child,
        "children_right": np.where(leaf, -1, right[nodes] - start),
        "children_default": left_child,
        "features": np.where(leaf, -2, feature[nodes]),
        "thresholds": np.where(leaf, -2.0, threshold[nodes]),
        "values": np.where(leaf, threshold[nodes] * scale, 0.0).reshape(-1, 1),
        "node_sample_weight": cover[nodes].astype(float),
    }
