import assert from "node:assert/strict";
import { test } from "node:test";
import { FeatureMatrix } from "../core";
import { featuresAndLabels, simulateClients } from "../data";
import { LogisticRegression, shapValues } from "../modeling";
import { assertClose } from "../testing/assert-close";
import { churnModel } from "./churn-model";
import { clientReasons } from "./client-reasons";
import { describeClientValue } from "./describe-client";

const { X, y } = featuresAndLabels(simulateClients({ nClients: 600, seed: 4 }), "Churn");
const fitted = churnModel().fit(X, y);

test("all reasons of a client, and gender, add up to the forecast", () => {
  const { values, baseValue } = shapValues(fitted, X);
  const all = clientReasons(fitted, X, { nReasons: X.nFeatures });
  const gender = X.indexOf("gender");
  const sums = all.map((reasons, row) =>
    reasons.reduce((sum, { contribution }) => sum + contribution, baseValue + values.at(row, gender)),
  );
  const logOdds = Array.from(fitted.predictProba(X), (p) => Math.log(p / (1 - p)));
  assertClose(sums, logOdds, { absolute: 1e-9 });
});

test("the strongest come first, twins are one reason, and gender is none", () => {
  const reasons = clientReasons(fitted, X);
  for (const own of reasons) {
    assert.equal(own.length, 3);
    for (let next = 1; next < own.length; next++) {
      assert.ok(Math.abs(own[next].contribution) <= Math.abs(own[next - 1].contribution));
    }
    assert.ok(!own.some(({ features }) => features.includes("gender")));
  }
  const visits = reasons.flat().filter(({ features }) => features.includes("Avg_class_frequency_total"));
  assert.ok(visits.length > 0);
  for (const { features } of visits) {
    assert.deepEqual(features, ["Avg_class_frequency_total", "Avg_class_frequency_current_month"]);
  }
});

test("the words say the client's own values", () => {
  for (const [row, own] of clientReasons(fitted, X).entries()) {
    for (const { features, text } of own) {
      assert.equal(text, features.map((name) => describeClientValue(name, X.at(row, X.indexOf(name)))).join(", "));
    }
  }
});

test("what moves no forecast is no reason", () => {
  const flat = new FeatureMatrix(Float64Array.of(20, 3, 30, 3, 40, 3, 50, 3), 4, ["Age", "Lifetime"]);
  const model = new LogisticRegression({ penalty: "l2", C: 1 }).fit(flat, [1, 0, 1, 0]);
  assert.deepEqual(
    clientReasons(model, flat).map((own) => own.map(({ features }) => features)),
    [[["Age"]], [["Age"]], [["Age"]], [["Age"]]],
  );
});

test("values in the words of a front desk", () => {
  assert.equal(describeClientValue("Contract_period", 12), "contract of 12 months");
  assert.equal(describeClientValue("Month_to_end_contract", 1), "1 month left");
  assert.equal(describeClientValue("Lifetime", 0), "first contact 0 months ago");
  assert.equal(describeClientValue("Avg_additional_charges_total", 146.78), "extra spending of 147");
  assert.equal(describeClientValue("Avg_class_frequency_total", 1.04), "usually 1 visit a week");
  assert.equal(describeClientValue("Phone", 0), "no phone on file");
  assert.equal(describeClientValue("gender", 1), "gender code 1");
  assert.throws(() => describeClientValue("Shoe_size", 43), /Shoe_size/);
});

test("bad options are refused", () => {
  assert.throws(() => clientReasons(fitted, X, { nReasons: 0 }), /nReasons must be .*; got 0/);
  assert.throws(() => clientReasons(fitted, X, { reasons: 1 } as object), /reasons/);
});
