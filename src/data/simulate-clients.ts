import { checkInteger, checkOptionNames, FeatureMatrix, Random } from "../core";
import { clientSchema } from "./client-schema";
import { drawFlag, drawFlagByLogOdds, drawGamma, drawRun } from "./draws";
import * as model from "./generative-model";

/** Options of {@link simulateClients}; both are required. */
export interface SimulateClientsOptions {
  /** Number of clients, in [1, 10,000,000]. */
  readonly nClients: number;
  /** Integer in [0, 2^32 − 1]. */
  readonly seed: number;
}

const mostClients = 10_000_000;
const width = clientSchema.length;

/**
 * Draws clients from the generative model that data/README.md describes. Row i depends on the seed and i alone: a
 * shorter simulation of the same seed is the beginning of a longer one. Same seed, same bits on every machine.
 * @returns nClients × 14, columns as in the schema; every row passes validation
 * @throws InvalidParameterError for a bad or unknown option
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { simulateClients } from "churnlab";
 *
 * const clients = simulateClients({ nClients: 3, seed: 42 });
 * assert.deepEqual([clients.nSamples, clients.nFeatures], [3, 14]);
 * const longer = simulateClients({ nClients: 5, seed: 42 });
 * assert.deepEqual(longer.selectRows([0, 1, 2]).toArrays(), clients.toArrays());
 * ```
 */
export function simulateClients(options: SimulateClientsOptions): FeatureMatrix {
  checkOptionNames("simulateClients", options, ["nClients", "seed"]);
  const nClients = checkInteger("nClients", options.nClients, { min: 1, max: mostClients });
  const random = new Random(options.seed);
  const data = new Float64Array(nClients * width);
  for (let row = 0; row < nClients; row++) drawClient(random, data, row * width);
  return new FeatureMatrix(
    data,
    nClients,
    clientSchema.map(({ name }) => name),
  );
}

/** Writes one client, in schema order, from `start` on. */
function drawClient(random: Random, data: Float64Array, start: number): void {
  const churn = drawFlag(random, model.churnRate);
  const near = drawFlag(random, model.nearRate[churn]);
  const partner = drawFlag(random, model.partnerRate[churn]);
  const promo = drawFlagByLogOdds(
    random,
    model.promo.intercept[churn] + model.promo.near * near + model.promo.partner * partner,
  );
  const contract = drawContract(random, churn, near, partner, promo);
  const total = Math.max(0, normal(random, model.visits, churn));
  const lastMonth = Math.max(0, total - normal(random, model.visitsDrop, churn));
  data[start] = drawFlag(random, model.genderRate);
  data[start + 1] = near;
  data[start + 2] = partner;
  data[start + 3] = promo;
  data[start + 4] = drawFlag(random, model.phoneRate);
  data[start + 5] = contract;
  data[start + 6] = drawGroupVisits(random, churn, near, partner, promo, contract);
  data[start + 7] = drawAge(random, churn);
  data[start + 8] = drawSpending(random, churn, contract);
  data[start + 9] = contract - drawMonthsUsed(random, contract);
  data[start + 10] = Math.round(drawGamma(random, model.lifetime.shape[churn], model.lifetime.scale[churn]));
  data[start + 11] = rounded(total, 1000);
  data[start + 12] = rounded(lastMonth, 1000);
  data[start + 13] = churn;
}

function drawContract(random: Random, churn: 0 | 1, near: number, partner: number, promo: number): number {
  const weight = ({ intercept, ...slope }: typeof model.contract6) =>
    Math.exp(intercept[churn] + slope.near * near + slope.partner * partner + slope.promo * promo);
  const weight6 = weight(model.contract6);
  const weight12 = weight(model.contract12);
  const point = random.uniform() * (1 + weight6 + weight12);
  if (point < weight12) return 12;
  return point < weight12 + weight6 ? 6 : 1;
}

function drawGroupVisits(
  random: Random,
  churn: 0 | 1,
  near: number,
  partner: number,
  promo: number,
  contract: number,
): 0 | 1 {
  const { intercept, contract6, contract12, ...slope } = model.group;
  const byContract = contract === 12 ? contract12 : contract === 6 ? contract6 : 0;
  const byProfile = slope.near * near + slope.partner * partner + slope.promo * promo;
  return drawFlagByLogOdds(random, intercept[churn] + byProfile + byContract);
}

function drawSpending(random: Random, churn: 0 | 1, contract: number): number {
  const forContract = model.spending.perMonth * (contract - 1);
  return rounded(Math.abs(normal(random, model.spending, churn) + forContract), 100);
}

function drawAge(random: Random, churn: 0 | 1): number {
  // The bounds keep the schema's promise at any number of clients; about one in 10^10 clients is moved.
  return Math.min(60, Math.max(12, Math.round(normal(random, model.age, churn))));
}

function drawMonthsUsed(random: Random, contract: number): number {
  if (contract === 1) return 0;
  const { fresh, further } = contract === 6 ? model.monthsUsed.contract6 : model.monthsUsed.contract12;
  if (drawFlag(random, fresh) === 1) return 0;
  return 1 + drawRun(random, further, contract - 2);
}

function normal(random: Random, { mean, sd }: typeof model.age, churn: 0 | 1): number {
  return mean[churn] + sd[churn] * random.normal();
}

/** To the nearest 1/steps. */
function rounded(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}
