import { InvalidParameterError, type LabelsLike, ShapeError, toVector } from "../core";

/** Reads durations, at least one, each ≥ 0; −0 as 0. */
export function readDurations(durations: LabelsLike): Float64Array {
  const times = toVector(durations, undefined, "durations");
  if (times.length === 0) throw new ShapeError("durations must have at least one value; got none");
  for (let row = 0; row < times.length; row++) {
    if (times[row] < 0) {
      throw new InvalidParameterError(`durations must be ≥ 0; got ${times[row]} at position ${row}`);
    }
    times[row] += 0;
  }
  return times;
}

/** Reads entry times: each in [0, duration), or 0. */
export function readEntries(entry: LabelsLike, durations: Float64Array): Float64Array {
  const entries = toVector(entry, durations.length, "entry");
  for (let row = 0; row < entries.length; row++) {
    if (entries[row] < 0 || (entries[row] >= durations[row] && entries[row] !== 0)) {
      throw new InvalidParameterError(
        `entry must be in [0, duration = ${durations[row]}); got ${entries[row]} at position ${row}`,
      );
    }
    entries[row] += 0;
  }
  return entries;
}
