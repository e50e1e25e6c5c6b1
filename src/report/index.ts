export type { Finding, Headline, Page } from "./collect-summary";
export type { DataDescription } from "./describe-data";
export { makeReport, type Report, type ReportOptions, type Summary } from "./make-report";
export { ReportError, ReportStopped } from "./report-error";
export { NotebookFailedError } from "./run-notebooks";
