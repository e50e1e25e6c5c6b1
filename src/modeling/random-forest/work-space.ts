/**
 * Memory that trees are grown in, one set a thread, made once. It is kept in constants, not in objects, because V8 builds
 * the addresses of constants into machine code but loads those of other arrays anew for every element: three times the
 * work in loops as short as these. Growing a tree starts from clean space, leaves it clean and calls nothing in between
 * that could grow another tree.
 */

/** Most bins of a feature. Exact splits need one for each distinct value. */
export const mostBins = 1 << 18;

/** Weight of the rows in each slot, 2 · bin + label; all 0 between uses. */
export const histogram = new Float64Array(2 * mostBins);
/** One bit a bin: whether it occurs; all 0 between uses. */
export const occurs = new Int32Array(mostBins >>> 5);
/** Rows in each bin; all 0 between uses. */
export const binRows = new Int32Array(mostBins);

/** The bins of a feature that occur in a node, ascending: number, weight of class 0 and of class 1, rows. */
export const groupBin = new Int32Array(mostBins);
export const group0 = new Float64Array(mostBins);
export const group1 = new Float64Array(mostBins);
export const groupRows = new Int32Array(mostBins);

/** Most rows of a compact block, whose memory then fits into the second-level cache of a core. */
export const compactRows = 4096;
/** Slots of a compact block; with more than 64 features it has room for fewer rows. */
export const compactSlots = new Uint16Array(64 * compactRows);
export const compactWeights = new Float64Array(compactRows);
export const compactOrder = new Int32Array(compactRows);
/** Room for the rows of one side of a split. */
export const compactSpare = new Int32Array(compactRows);
