/** What an oracle keeps of a long vector: its length, its sum and its sum weighted by place. */
export interface Digest {
  readonly length: number;
  readonly sum: number;
  readonly byPlace: number;
}

/** The digest of a vector: place i of n counts (i + 1) / n. */
export function digest(values: Float64Array): Digest {
  let sum = 0;
  let byPlace = 0;
  for (let place = 0; place < values.length; place++) {
    sum += values[place];
    byPlace += (values[place] * (place + 1)) / values.length;
  }
  return { length: values.length, sum, byPlace };
}
