/** Every fifth row is held out of training, on both sides the same ones. */
export function holdOut(nSamples) {
  const rows = Array.from({ length: nSamples }, (_, row) => row);
  return { train: rows.filter((row) => row % 5 !== 4), test: rows.filter((row) => row % 5 === 4) };
}
