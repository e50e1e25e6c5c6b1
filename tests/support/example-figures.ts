import {
  averagePrecisionScore,
  calibrationChart,
  calibrationCurve,
  chooseNumberOfClusters,
  churnShareChart,
  clusterChoiceChart,
  confusionChart,
  confusionMatrix,
  correlationHeatmap,
  correlationMatrix,
  dendrogram,
  dendrogramChart,
  describeClusters,
  distributionByClass,
  ecdfByClass,
  effectChart,
  type Figure,
  featuresAndLabels,
  gainChart,
  gainCurve,
  importanceChart,
  importanceViewsChart,
  KMeans,
  kaplanMeier,
  LogisticRegression,
  linkage,
  makePipeline,
  PCA,
  partialDependence,
  partialDependenceChart,
  pcaMap,
  permutationImportance,
  portraitHeatmap,
  precisionRecallChart,
  precisionRecallCurve,
  rateByGroup,
  rateByGroupChart,
  rocAucScore,
  rocChart,
  rocCurve,
  StandardScaler,
  scoreComparisonChart,
  simulateClients,
  survivalChart,
} from "churnlab";

/** One figure of every chart builder, from simulated clients, by the builder's name. */
export function exampleFigures(): Readonly<Record<string, Figure>> {
  const { X, y } = featuresAndLabels(simulateClients({ nClients: 300, seed: 5 }));
  return { ...dataFigures(X, y), ...modelFigures(X, y), ...clusterFigures(X, y) };
}

type Features = ReturnType<typeof featuresAndLabels>["X"];

// Hostile text wherever a name can stand: it must show as it is.
const name = 'a <b onclick="x">name</b> & %{x} $y$';

function dataFigures(X: Features, y: Uint8Array) {
  const visits = X.column("Avg_class_frequency_total");
  const survival = kaplanMeier(X.column("Lifetime"), y);
  return {
    distributionByClassBars: distributionByClass(X.column("Age"), y, { title: name, label: name, unit: "years" }),
    distributionByClassDensity: distributionByClass(visits, y, { title: "Visits", label: "Visits a week" }),
    ecdfByClass: ecdfByClass(visits, y, { title: "Visits", label: "Visits a week" }),
    rateByGroupChart: rateByGroupChart(rateByGroup(X.column("Contract_period"), y), {
      title: "Rates",
      labels: { 1: name },
      overall: 0.27,
    }),
    correlationHeatmap: correlationHeatmap(correlationMatrix(X), { title: "Pairs", labels: { Age: name } }),
    survivalChart: survivalChart([{ name, curve: survival }], { title: "Survival" }),
  };
}

function modelFigures(X: Features, y: Uint8Array) {
  const model = makePipeline(new StandardScaler(), new LogisticRegression()).fit(X, y);
  const p = model.predictProba(X);
  const importance = permutationImportance(model, X, y, { nRepeats: 2, seed: 1 });
  const estimates = X.featureNames.map((feature, index) => {
    const estimate = Math.exp(importance.mean[index] - 0.01);
    return { feature, name: feature, estimate, lower: estimate * 0.9, upper: estimate * 1.1 };
  });
  return {
    rocChart: rocChart([{ name, curve: rocCurve(y, p), auc: rocAucScore(y, p) }], { title: "ROC" }),
    precisionRecallChart: precisionRecallChart(
      [{ name, curve: precisionRecallCurve(y, p), averagePrecision: averagePrecisionScore(y, p) }],
      { title: "Precision and recall", churnRate: 0.27 },
    ),
    calibrationChart: calibrationChart([{ name, curve: calibrationCurve(y, p), predictions: p }], {
      title: "Calibration",
    }),
    gainChart: gainChart([{ name, curve: gainCurve(y, p) }], { title: "Gain", capacity: 0.1 }),
    confusionChart: confusionChart(confusionMatrix(y, model.predict(X)), { title: "Forecasts" }),
    importanceChart: importanceChart(importance, { title: "Importance", importanceLabel: "Loss of ROC AUC" }),
    importanceViewsChart: importanceViewsChart(
      X.featureNames,
      [importance.mean, importance.standardDeviation].map((values, view) => ({ name: `${name} ${view}`, values })),
      { title: "Views" },
    ),
    effectChart: effectChart(estimates, { title: "Effects", effectLabel: "Odds ratio", logScale: true }),
    scoreComparisonChart: scoreComparisonChart(estimates.slice(0, 3), { title: "Scores", scoreLabel: "Score" }),
    partialDependenceChart: partialDependenceChart([{ name, curve: partialDependence(model, X, "Age") }], {
      title: "Age",
      label: "Age",
      observed: X.column("Age"),
    }),
  };
}

function clusterFigures(X: Features, y: Uint8Array) {
  const scaled = new StandardScaler().fit(X).transform(X);
  const { labels } = new KMeans({ nClusters: 4, seed: 1 }).fit(scaled);
  const portraits = describeClusters(X, labels, y);
  const pca = new PCA({ nComponents: 2 }).fit(scaled);
  const choice = chooseNumberOfClusters(scaled, {
    candidates: [2, 3, 4],
    nInit: 2,
    nResamples: 2,
    nInitOfResamples: 1,
  });
  return {
    portraitHeatmap: portraitHeatmap(portraits, { title: "Portraits" }),
    churnShareChart: churnShareChart(portraits, { title: "Shares" }),
    clusterChoiceChart: clusterChoiceChart(choice, { title: "How many clusters?", chosen: 3 }),
    dendrogramChart: dendrogramChart(dendrogram(linkage(scaled, "ward")), { title: "Tree", cutHeight: 20 }),
    pcaMap: pcaMap(pca.transform(scaled), labels, { title: "Map", explainedVarianceRatio: pca.explainedVarianceRatio }),
  };
}
