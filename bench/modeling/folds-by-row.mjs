/** Five folds, the test part of fold f being the rows f, f + 5, f + 10, …: on both sides the same. */
export function foldsByRow(nSamples) {
  const rows = Array.from({ length: nSamples }, (_, row) => row);
  return Array.from({ length: 5 }, (_, fold) => ({
    train: Uint32Array.from(rows.filter((row) => row % 5 !== fold)),
    test: Uint32Array.from(rows.filter((row) => row % 5 === fold)),
  }));
}
