/** Row numbers of each class of binary labels, ascending: [rows of class 0, rows of class 1]. */
export function rowsByClass(labels: Uint8Array): [Uint32Array, Uint32Array] {
  let ones = 0;
  for (let row = 0; row < labels.length; row++) ones += labels[row];
  const rows: [Uint32Array, Uint32Array] = [new Uint32Array(labels.length - ones), new Uint32Array(ones)];
  const next = [0, 0];
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row];
    rows[label][next[label]++] = row;
  }
  return rows;
}
