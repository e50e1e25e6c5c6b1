/** The part of jstat that churnlab uses; the package ships no types. */
declare module "jstat" {
  export const jStat: {
    readonly normal: { inv(p: number, mean: number, standardDeviation: number): number };
    readonly studentt: { inv(p: number, degreesOfFreedom: number): number };
  };
}
