/**
 * What a cell of a notebook shows: tables, charts, findings and headlines, and numbers in words. Outside a kernel the
 * same calls print text.
 * @module churnlab/notebook
 */

export { type DescribablePortrait, describePortrait } from "./describe-portrait";
export { describeTrend } from "./describe-trend";
export { type EndIfTooFewOptions, endIfTooFew } from "./end-if-too-few";
export { type ExecutiveSection, executiveSummary } from "./executive-summary";
export { finding } from "./finding";
export { type Bounds, countOrNone, interval, list, number, percent, plural, pValue } from "./format";
export type { TableOptions } from "./format-table";
export { type Headline, headline } from "./headline";
export { type InputOptions, input } from "./input";
export { markdown } from "./markdown";
export { type OpenStudyOptions, openStudy, type Study } from "./open-study";
export { progress } from "./progress";
export { show } from "./show";
export type { TableLike } from "./table-data";
export { type WriteModelOptions, writeModel } from "./write-model";
export { type WriteTableOptions, writeTable } from "./write-table";
