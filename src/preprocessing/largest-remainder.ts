/**
 * Divides `total` among parts in proportion to their sizes, in whole numbers (Hamilton's method): each part gets
 * the whole of its exact quota, and what is left goes one by one to the largest remainders (on a tie the earlier part).
 * So every share is within 1 of its quota. Assumes 0 ≤ total ≤ sum of sizes, all integers.
 */
export function largestRemainder(total: number, sizes: readonly number[]): number[] {
  const sum = sizes.reduce((subtotal, size) => subtotal + size, 0);
  if (sum === 0) return sizes.map(() => 0);
  const shares = sizes.map((size) => Math.floor((total * size) / sum));
  const left = total - shares.reduce((subtotal, share) => subtotal + share, 0);
  // The remainder as an integer, total · size mod sum, so that ties are exact.
  const order = sizes.map((size, part) => ({ part, remainder: (total * size) % sum }));
  order.sort((a, b) => b.remainder - a.remainder || a.part - b.part);
  for (const { part } of order.slice(0, left)) shares[part]++;
  return shares;
}
