import type { RowBlock } from "./row-block";

/** A node that is being grown: rows[start … end) of a block. */
export interface NodeRows {
  readonly start: number;
  readonly end: number;
  /** Sum of the weights of its rows of class 0. */
  readonly weight0: number;
  /** Sum of the weights of its rows of class 1. */
  readonly weight1: number;
  readonly depth: number;
  /** Features below 32, as bits, that are known to be constant in the node. */
  readonly constants: number;
  /** The node whose right child it is, or −1. */
  readonly parent: number;
}

/** Reads rows[start … end) as a node. */
export function nodeRows(
  block: RowBlock,
  start: number,
  end: number,
  depth: number,
  constants: number,
  parent: number,
): NodeRows {
  const { slots, rows, weights } = block;
  let weight0 = 0;
  let weight1 = 0;
  for (let place = start; place < end; place++) {
    const row = rows[place];
    // The lowest bit of every slot is the label; products with it are exact.
    const part = weights[row] * (slots[row] & 1);
    weight0 += weights[row] - part;
    weight1 += part;
  }
  return { start, end, weight0, weight1, depth, constants, parent };
}

/**
 * Moves the rows of the left child, those with a slot up to `limit`, to the front; both sides keep their order.
 * @param spare room for as many rows as the node has
 * @returns where the right child's rows start
 */
export function partitionRows(
  block: RowBlock,
  feature: number,
  limit: number,
  start: number,
  end: number,
  spare: Uint32Array,
): number {
  const { slots, rows } = block;
  const base = feature * block.stride;
  let left = start;
  let right = 0;
  for (let place = start; place < end; place++) {
    const row = rows[place];
    // Written to both sides, kept on one: a branch would be guessed wrongly half of the time.
    rows[left] = row;
    spare[right] = row;
    const goesRight = slots[base + row] > limit ? 1 : 0;
    left += 1 - goesRight;
    right += goesRight;
  }
  for (let place = 0; place < right; place++) rows[left + place] = spare[place];
  return left;
}
