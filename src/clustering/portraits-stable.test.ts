import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { FeatureMatrix, Random } from "../core";
import { segmentClients } from "./segment-clients";

const seeds = Array.from({ length: 20 }, (_, seed) => seed);
const path = process.env["CHURN_REAL_DATA"];
const skip = path === undefined || path === "" ? "set CHURN_REAL_DATA to the real client file to run this" : false;

interface Clients {
  readonly X: FeatureMatrix;
  readonly y: Uint8Array;
}

/** A file of clients whose last column says who left. */
function readClients(file: string): Clients {
  const [header, ...lines] = readFileSync(file, "utf8")
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(","));
  const data = Float64Array.from(lines.flatMap((line) => line.slice(0, -1).map(Number)));
  return {
    X: new FeatureMatrix(data, lines.length, header.slice(0, -1)),
    y: Uint8Array.from(lines, (line) => Number(line[line.length - 1])),
  };
}

/** The order of the rows depends on the seed, as does the search. */
function portraitsOf({ X, y }: Clients, seed: number, nInit?: number) {
  const order = new Random(seed).permutation(X.nSamples);
  const { portraits } = segmentClients(
    X.selectRows(order),
    order.map((row) => y[row]),
    { seed, nInit },
  );
  return portraits;
}

function assertSamePortraits(clients: Clients, nInit?: number): void {
  const first = portraitsOf(clients, seeds[0], nInit);
  for (const seed of seeds.slice(1)) {
    assert.deepEqual(portraitsOf(clients, seed, nInit), first, `seed ${seed}`);
  }
}

const sample = readClients(join("data", "gym_churn_simulated.csv"));

test("sample: 20 seeds, each with its own order of rows, give the same portraits", () => {
  // Every twentieth client and fewer starts than by default, for the time it takes.
  const some = Uint32Array.from({ length: sample.X.nSamples / 20 }, (_, place) => 20 * place);
  assertSamePortraits({ X: sample.X.selectRows(some), y: Uint8Array.from(some, (row) => sample.y[row]) }, 30);
});

test("sample: all rows, shuffled, give the same portraits, to the last bit, few starts or many", () => {
  const { X, y } = sample;
  const order = new Random(6).permutation(X.nSamples);
  const shuffledLabels = order.map((row) => y[row]);
  const options = { seed: 3, nInit: 4 };
  const { portraits, segments } = segmentClients(X, y, options);
  const shuffled = segmentClients(X.selectRows(order), shuffledLabels, options);
  assert.deepEqual(shuffled.portraits, portraits);
  assert.deepEqual(
    shuffled.segments,
    order.map((row) => segments[row]),
  );
});

test("real file: 20 seeds, each with its own order of rows, give the same portraits", { skip }, () => {
  assertSamePortraits(readClients(path as string));
});
