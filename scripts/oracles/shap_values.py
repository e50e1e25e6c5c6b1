"""Oracle values for src/modeling/shap: python scripts/oracles/shap_values.py, from the root of the built repository.

Writes src/modeling/fixtures/shap-values.json. Trees are exchanged both ways: trees of scikit-learn in the arrays of
this library, and trees of this library (grown here by `node`, from dist/) and drawn trees in the dictionaries of the
shap package. Only generated data are used. All data and thresholds are exact in single precision, in which
scikit-learn's trees compare.
"""

import json
import platform
import subprocess
from pathlib import Path

import numpy as np
import shap
import sklearn
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.tree import DecisionTreeClassifier

FIXTURE = Path("src/modeling/fixtures/shap-values.json")
VERSIONS = {
    "python": platform.python_version(),
    "numpy": np.__version__,
    "scikit-learn": sklearn.__version__,
    "shap": shap.__version__,
}
EXPLAINED = 6


def dataset(rng, n, p):
    """Columns of many, few and two values; labels that depend on three of them."""
    X = rng.normal(size=(n, p))
    X[:, 1 % p] = np.floor(4 * rng.random(n))
    X[:, 2 % p] = rng.random(n) < 0.4
    logit = X[:, 0] - X[:, 1 % p] * (1 - 2 * X[:, 2 % p]) + X[:, -1] * X[:, 0]
    return single(X), (rng.random(n) < 1 / (1 + np.exp(-logit))).astype(int)


def single(values):
    return np.asarray(values, dtype=np.float32).astype(float)


def join(trees):
    """Pre-order arrays of several trees in one, as TreeEnsemble of trees/tree-nodes.ts."""
    joined = {"feature": [], "threshold": [], "right": [], "cover": [], "roots": [0]}
    for tree in trees:
        offset = len(joined["feature"])
        joined["feature"] += tree["feature"]
        joined["threshold"] += tree["threshold"]
        joined["right"] += [child + offset if child > 0 else 0 for child in tree["right"]]
        joined["cover"] += tree["cover"]
        joined["roots"].append(len(joined["feature"]))
    return joined


def from_sklearn(tree, leaf_value):
    """A tree of scikit-learn in pre-order, its thresholds rounded down to the single precision it compares in."""
    out = {"feature": [], "threshold": [], "right": [], "cover": []}

    def visit(node):
        place = len(out["feature"])
        is_leaf = tree.children_left[node] < 0
        out["feature"].append(-1 if is_leaf else int(tree.feature[node]))
        out["threshold"].append(float(leaf_value(tree.value[node][0])) if is_leaf else float(tree.threshold[node]))
        out["right"].append(0)
        out["cover"].append(float(tree.weighted_n_node_samples[node]))
        if not is_leaf:
            visit(tree.children_left[node])
            out["right"][place] = len(out["feature"])
            visit(tree.children_right[node])

    visit(0)
    return out


def to_shap(tree):
    """A pre-order tree as a dictionary of the shap package."""
    n = len(tree["feature"])
    is_leaf = np.array(tree["feature"]) < 0
    left = np.where(is_leaf, -1, np.arange(n) + 1)
    return {
        "children_left": left,
        "children_right": np.where(is_leaf, -1, tree["right"]),
        "children_default": left,
        "features": np.array(tree["feature"]),
        "thresholds": np.where(is_leaf, 0.0, tree["threshold"]),
        "values": np.where(is_leaf, tree["threshold"], 0.0).reshape(n, 1),
        "node_sample_weight": np.array(tree["cover"], dtype=float),
    }


def split(joined):
    """The trees of joined arrays, one by one."""
    trees = []
    for start, end in zip(joined["roots"], joined["roots"][1:]):
        tree = {key: list(joined[key][start:end]) for key in ("feature", "threshold", "cover")}
        tree["right"] = [child - start if child > 0 else 0 for child in joined["right"][start:end]]
        trees.append(tree)
    return trees


def drawn_tree(rng, p, depth, stop):
    """A tree of drawn questions; features may repeat on a path, covers are drawn shares."""
    out = {"feature": [], "threshold": [], "right": [], "cover": []}

    def visit(level, cover):
        place = len(out["feature"])
        is_leaf = level == depth or (level > 1 and rng.random() < stop)
        out["feature"].append(-1 if is_leaf else int(rng.integers(p)))
        out["threshold"].append(float(single(rng.normal())))
        out["right"].append(0)
        out["cover"].append(cover)
        if not is_leaf:
            share = 0.05 + 0.9 * rng.random()
            visit(level + 1, cover * share)
            out["right"][place] = len(out["feature"])
            visit(level + 1, cover * (1 - share))

    visit(0, 100.0)
    return out


def chain(rng, questions):
    """A tree that goes on in one branch only: as deep as there are questions."""
    n = len(questions)
    out = {"feature": [], "threshold": [], "right": [], "cover": []}
    cover = 1000.0
    tail = []
    for level, feature in enumerate(questions):
        share = 0.6 + 0.35 * rng.random()
        out["feature"].append(feature)
        out["threshold"].append(float(single(1.5 * rng.random())))
        out["right"].append(2 * n - level)
        out["cover"].append(cover)
        tail.append(cover * (1 - share))
        cover *= share
    for value in [cover, *reversed(tail)]:
        out["feature"].append(-1)
        out["threshold"].append(float(rng.normal()))
        out["right"].append(0)
        out["cover"].append(value)
    return out


def grown_here(X, y):
    """Trees of this library's forest."""
    program = """
      const { RandomForestClassifier } = require("./dist");
      const { X, y } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
      const { roots, feature, threshold, right, cover } = new RandomForestClassifier({ nEstimators: 3, seed: 1 }).fit(X, y).trees;
      const [r, f, t, c, w] = [roots, feature, threshold, right, cover].map((values) => Array.from(values));
      console.log(JSON.stringify({ roots: r, feature: f, threshold: t, right: c, cover: w }));
    """
    data = json.dumps({"X": X.tolist(), "y": y.tolist()})
    return json.loads(subprocess.run(["node", "-e", program], input=data, capture_output=True, text=True, check=True).stdout)


def case(name, call, trees, X, values, base):
    return {
        "name": name,
        "call": call,
        "trees": trees,
        "X": np.asarray(X).tolist(),
        "values": np.asarray(values).tolist(),
        "baseValue": float(np.ravel(base)[-1]),
    }


def sklearn_cases(rng):
    X, y = dataset(rng, 150, 6)
    rows = np.vstack([X[:EXPLAINED], single(rng.normal(size=(EXPLAINED, 6)))])
    share = lambda value: value[1] / value.sum()
    forest = RandomForestClassifier(5, random_state=1).fit(X, y)
    stump = DecisionTreeClassifier(max_depth=1, random_state=1).fit(X, y)
    weighted = DecisionTreeClassifier(max_depth=4, random_state=1).fit(X, y, sample_weight=rng.random(len(y)) + 0.1)
    for name, model, trees, scale in [
        ("forest of scikit-learn", forest, [e.tree_ for e in forest.estimators_], 5),
        ("stump of scikit-learn", stump, [stump.tree_], 1),
        ("weighted tree of scikit-learn", weighted, [weighted.tree_], 1),
    ]:
        explainer = shap.TreeExplainer(model, feature_perturbation="tree_path_dependent")
        call = f"shap.TreeExplainer({model}, feature_perturbation='tree_path_dependent').shap_values(X)[:, :, 1]"
        values = explainer.shap_values(rows)[:, :, 1]
        joined = join([from_sklearn(tree, lambda value: share(value) / scale) for tree in trees])
        yield case(name, call, joined, rows, values, explainer.expected_value)
    boosting = GradientBoostingClassifier(n_estimators=12, random_state=1).fit(X, y)
    explainer = shap.TreeExplainer(boosting, feature_perturbation="tree_path_dependent")
    call = f"shap.TreeExplainer({boosting}, feature_perturbation='tree_path_dependent').shap_values(X)"
    trees = join([from_sklearn(e.tree_, lambda value: value[0] * boosting.learning_rate) for e in boosting.estimators_[:, 0]])
    prior = np.log(y.mean() / (1 - y.mean()))
    base = float(np.ravel(explainer.expected_value)[0]) - prior
    yield case("boosting of scikit-learn, without its prior", call, trees, rows, explainer.shap_values(rows), base)


def dictionary_cases(rng):
    X, y = dataset(rng, 120, 5)
    ensembles = [
        ("forest of churnlab, as a sum of its trees", grown_here(X, y), X[:EXPLAINED]),
        ("drawn trees", join([drawn_tree(rng, 4, 7, 0.15) for _ in range(3)]), single(rng.normal(size=(EXPLAINED, 4)))),
        ("drawn tree of many features", join([drawn_tree(rng, 40, 18, 0.35)]), single(rng.normal(size=(EXPLAINED, 40)))),
        ("chain of 40 questions on 3 features", join([chain(rng, [i % 3 for i in range(40)])]), single(rng.normal(size=(EXPLAINED, 3)))),
        ("chain of 12 features", join([chain(rng, list(range(12)))]), single(rng.normal(size=(EXPLAINED, 12)))),
        ("chain of 13 features", join([chain(rng, list(range(13)))]), single(rng.normal(size=(EXPLAINED, 13)))),
        ("chain of 20 features", join([chain(rng, list(range(20)))]), single(rng.normal(size=(EXPLAINED, 20)))),
    ]
    for name, trees, rows in ensembles:
        explainer = shap.TreeExplainer({"trees": [to_shap(tree) for tree in split(trees)]}, feature_perturbation="tree_path_dependent")
        call = "shap.TreeExplainer({'trees': …}, feature_perturbation='tree_path_dependent').shap_values(X)"
        yield case(name, call, trees, rows, explainer.shap_values(rows, check_additivity=False), explainer.expected_value)


def logistic_case(rng):
    X, y = dataset(rng, 80, 4)
    model = LogisticRegression(C=1.0, tol=1e-12, max_iter=1000).fit(X, y)
    background = X[:50]
    masker = shap.maskers.Independent(background, max_samples=len(background))
    explainer = shap.LinearExplainer(model, masker)
    return {
        "call": f"shap.LinearExplainer({model}, shap.maskers.Independent(background, max_samples=50)).shap_values(X)",
        "coefficients": model.coef_[0].tolist(),
        "intercept": float(model.intercept_[0]),
        "background": background.tolist(),
        "X": X[-EXPLAINED:].tolist(),
        "values": np.asarray(explainer.shap_values(X[-EXPLAINED:])).tolist(),
        "baseValue": float(np.ravel(explainer.expected_value)[-1]),
    }


def main():
    rng = np.random.default_rng(7)
    content = {
        "madeBy": "scripts/oracles/shap_values.py",
        "versions": VERSIONS,
        "ensembles": [*sklearn_cases(rng), *dictionary_cases(rng)],
        "logistic": logistic_case(rng),
    }
    FIXTURE.write_text(json.dumps(content, allow_nan=False, ensure_ascii=False) + "\n", encoding="utf8")
    print(FIXTURE, FIXTURE.stat().st_size, "bytes")
    for entry in content["ensembles"]:
        print(entry["name"], len(entry["trees"]["feature"]), "nodes")


main()
