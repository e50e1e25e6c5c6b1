import type { FeatureMatrix } from "../core";
import { simulateClients } from "./simulate-clients";

/** What data/gym_churn_simulated.csv is drawn with. The README of data/ says why this seed. */
export const sampleOptions = { nClients: 4000, seed: 103 } as const;

/** The clients of data/gym_churn_simulated.csv. */
export function simulateSample(): FeatureMatrix {
  return simulateClients(sampleOptions);
}
