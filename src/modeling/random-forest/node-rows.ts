import type { ClassWeights } from "./row-block";

/** A node that is being grown: rows start … end − 1 of a block. */
export interface NodeRows extends ClassWeights {
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  /** Features below 32, as bits, that are known to be constant in the node. */
  readonly constants: number;
  /** The node whose right child it is, or −1. */
  readonly parent: number;
}
