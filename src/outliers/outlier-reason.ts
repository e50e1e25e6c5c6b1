/** One value that a rule flags. */
export interface OutlierReason {
  /** Row of X, from 0 */
  readonly row: number;
  /** The column's name */
  readonly feature: string;
  /** The flagged value, in the column's unit */
  readonly value: number;
  /** In words and numbers, such as "above Q3 + 1.5 · IQR = 36.5" */
  readonly rule: string;
  /**
   * By how much, > 0. For limits of a feature how far beyond the limit, in the column's unit; for detectors of whole
   * rows how much of the row's score is this feature's doing, in the unit that the detector states
   */
  readonly excess: number;
}
