export { logChiSquaredTail } from "./chi-squared";
export type { Interval } from "./interval";
export { logNormalTail, normalQuantile } from "./normal";
export { logStudentTTail } from "./student-t";
export { wilsonInterval } from "./wilson-interval";
