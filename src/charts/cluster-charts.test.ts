import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFigure, at, deepFreeze } from "../testing/assert-figure";
import { churnShareChart } from "./churn-share-chart";
import { clusterChoiceChart } from "./cluster-choice-chart";
import { dendrogramChart } from "./dendrogram-chart";
import { pcaMap } from "./pca-map";
import { portraitHeatmap } from "./portrait-heatmap";

const profile = (age: number, visits: number) => [
  { feature: "Age", standardizedDifference: age },
  { feature: "Visits", standardizedDifference: visits },
];

test("portraitHeatmap: a row a feature, the most telling first, a column a cluster", () => {
  const portraits = deepFreeze([
    { name: "young & new", profile: profile(-0.5, 0.04) },
    { name: "frequent", profile: [...profile(0.2, 1.5)].reverse() },
  ]);
  const figure = portraitHeatmap(portraits, { title: "Portraits", labels: { Visits: "Visits a week" } });
  assertFigure(figure);
  assert.deepEqual(figure.data[0]["z"], [
    [0.04, 1.5],
    [-0.5, 0.2],
  ]);
  assert.deepEqual(figure.data[0]["text"], [
    ["0.0", "+1.5"],
    ["−0.5", "+0.2"],
  ]);
  assert.equal(at(figure.data[0], "zmin"), -2);
  assert.deepEqual(at(figure.layout, "yaxis", "ticktext"), ["Visits a week", "Age"]);
  assert.deepEqual(at(figure.layout, "xaxis", "ticktext"), ["A", "B"]);
  assert.equal(at(figure.layout, "xaxis", "title", "text"), "<b>A</b>: young &amp; new<br><b>B</b>: frequent");
  assert.match(figure.layout.meta.alt, /young & new: Age −0\.5, Visits a week 0\.0; frequent: Visits a week \+1\.5/);
  const ordered = portraitHeatmap(portraits, { title: "t", features: ["Age"] });
  assert.deepEqual(ordered.data[0]["z"], [[-0.5, 0.2]]);
  assert.throws(() => portraitHeatmap(portraits, { title: "t", features: ["Agee"] }), /must have the feature "Agee"/);
});

test("churnShareChart: the share of all clients beside the share of all who left", () => {
  const groups = deepFreeze([
    { name: "A", size: 25, nChurned: 9 },
    { name: "B", size: 75, nChurned: 3 },
  ]);
  const figure = churnShareChart(groups, { title: "Shares" });
  assertFigure(figure);
  assert.deepEqual(
    figure.data.map(({ x }) => x),
    [
      [0.25, 0.75],
      [0.75, 0.25],
    ],
  );
  assert.match(figure.layout.meta.alt, /A: 25\.0% of all clients \(25\), 75\.0% of all who left \(9\)/);
  assert.throws(
    () => churnShareChart([{ name: "A", size: 1, nChurned: 2 }], { title: "t" }),
    /nChurned must be .*; got 2/,
  );
  assert.throws(
    () => churnShareChart([{ name: "A", size: 1, nChurned: 0 }], { title: "t" }),
    /at least one client who left/,
  );
});

test("clusterChoiceChart marks what each index prefers", () => {
  const sampled = { silhouetteLower: 0.1, silhouetteUpper: 0.3 };
  const row = { ...sampled, calinskiHarabasz: 1, gap: 0.2, gapStandardError: 0.1, smallestSize: 10 };
  const choice = deepFreeze({
    table: [
      { ...row, nClusters: 2, inertia: 100, silhouette: 0.1, daviesBouldin: 2, stability: 0.9 },
      { ...row, nClusters: 3, inertia: 80, silhouette: 0.3, daviesBouldin: 1, stability: 0.7 },
    ],
    preferred: { inertia: null, silhouette: 3, calinskiHarabasz: 2, daviesBouldin: 3, gap: 1, stability: 2 },
  });
  const figure = clusterChoiceChart(choice, {
    title: "How many?",
    chosen: 3,
    indices: ["inertia", "silhouette", "stability"],
  });
  assertFigure(figure);
  assert.deepEqual(
    figure.data.map((trace) => [trace["yaxis"], trace["y"], at(trace, "marker", "symbol")]),
    [
      ["y", [100, 80], ["circle", "circle"]],
      ["y2", [0.1, 0.3], ["circle", "star"]],
      ["y3", [0.9, 0.7], ["star", "circle"]],
    ],
  );
  assert.equal(at(figure.layout, "xaxis", "anchor"), "y3");
  const domains = ["yaxis", "yaxis2", "yaxis3"].map((axis) => at(figure.layout, axis, "domain") as [number, number]);
  assert.ok(domains[0][0] > domains[1][1] && domains[1][0] > domains[2][1], "panels must not overlap");
  assert.match(
    figure.layout.meta.alt,
    /Silhouette by number of clusters: 2: 0\.100, 3: 0\.300 \(prefers 3\).*Chosen: 3\./,
  );
  assert.throws(
    () => clusterChoiceChart(choice, { title: "t", chosen: 4 }),
    /chosen must be one of those tried \(2, 3\); got 4/,
  );
});

test("dendrogramChart draws the highest links and counts the clusters below the cut", () => {
  const segments = deepFreeze([
    { x: [5, 5, 15, 15], y: [0, 1, 1, 0] },
    { x: [25, 25, 35, 35], y: [0, 2, 2, 0] },
    { x: [10, 10, 30, 30], y: [1, 5, 5, 2] },
  ]);
  const figure = dendrogramChart({ segments }, { title: "Tree", cutHeight: 1.5 });
  assertFigure(figure);
  assert.deepEqual(figure.data[0]["y"], [0, 1, 1, 0, null]);
  assert.deepEqual(figure.data[1]["x"], [10, 10, 30, 30, null, 25, 25, 35, 35, null]);
  assert.equal(at(figure.layout, "xaxis", "title", "text"), "cut at the dashed line: 3 clusters");
  assert.match(
    figure.layout.meta.alt,
    /3 highest of 3 links; heights from the top: 5, 2, 1\. Cut at 1\.50 it makes 3 clusters/,
  );
  const top = dendrogramChart({ segments }, { title: "Tree", maxLinks: 1 });
  assert.deepEqual(top.data[1]["y"], [1, 5, 5, 2, null]);
});

test("pcaMap holds two coordinates a client, of a sample that the seed decides", () => {
  const scores = deepFreeze([
    [0.12345, 1, 9],
    [2, 3, 9],
    [4, 5, 9],
  ]);
  const figure = pcaMap(scores, [1, 0, 1], {
    title: "Map",
    clusterNames: ["new", "old"],
    explainedVarianceRatio: [0.4, 0.2],
  });
  assertFigure(figure);
  assert.deepEqual(
    figure.data.map(({ name, x, y }) => [name, x, y]),
    [
      ["new", [2], [3]],
      ["old", [0.123, 4], [1, 5]],
    ],
  );
  assert.equal(at(figure.layout, "xaxis", "title", "text"), "First component (40% of variance)");
  assert.match(figure.layout.meta.alt, /Map of 3 clients.*Sizes: new 1, old 2\./);
  assert.doesNotMatch(JSON.stringify(figure.data), /\b9\b/);

  const many = Array.from({ length: 100 }, (_, row) => [row, -row]);
  const clusters = many.map(() => 0);
  const drawn = (seed: number) => pcaMap(many, clusters, { title: "t", maxPoints: 10, seed }).data[0]["x"] as number[];
  assert.equal(new Set(drawn(1)).size, 10);
  assert.deepEqual(drawn(1), drawn(1));
  assert.notDeepEqual(drawn(1), drawn(2));
  assert.throws(
    () =>
      pcaMap(
        many,
        many.map(() => 1),
        { title: "t", clusterNames: ["a"] },
      ),
    /clusterNames must have 2 names/,
  );
});
