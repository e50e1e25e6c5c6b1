import { checkNumber, checkOptionNames, InvalidParameterError, show } from "../core";

/** What every chart builder accepts. */
export interface ChartOptions {
  /** The finding or the question, as plain text; long titles are broken into lines. */
  readonly title: string;
  /** Description for readers who cannot see the chart. Default: composed from the data. */
  readonly alt?: string;
  /** Height of the whole figure in pixels, in [120, 2000]. Default: what the content needs. */
  readonly height?: number;
}

/** Chart options with labels for the columns they show. */
export interface LabelledChartOptions extends ChartOptions {
  /** What to call a column or feature in the chart, by its name. Default: the name itself. */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * Checks the options that all builders share, and refuses names that are not in `own` either.
 * @throws InvalidParameterError for a bad or unknown option or value
 */
export function checkChartOptions(builder: string, options: ChartOptions, own: readonly string[] = []): void {
  if (typeof options !== "object" || options === null) {
    throw new InvalidParameterError(`${builder} needs options with a title; got ${show(options)}`);
  }
  checkOptionNames(builder, options, ["title", "alt", "height", ...own]);
  checkText(`${builder}: title`, options.title);
  if (options.alt !== undefined) checkText(`${builder}: alt`, options.alt);
  if (options.height !== undefined) checkNumber(`${builder}: height`, options.height, { min: 120, max: 2000 });
}

/** @throws InvalidParameterError when the value is not text, or is blank */
export function checkText(name: string, value: unknown): void {
  if (typeof value !== "string" || value.trim() === "") {
    throw new InvalidParameterError(`${name} must be text that is not blank; got ${show(value)}`);
  }
}

/** @throws InvalidParameterError when a chart has nothing to show */
export function checkNotEmpty(name: string, items: ArrayLike<unknown>): void {
  if (items.length === 0) throw new InvalidParameterError(`${name} must not be empty`);
}

/**
 * Checks an interval and that its bounds are in order.
 * @throws InvalidParameterError for a bad or unknown option or value
 */
export function checkInterval(name: string, lower: number, upper: number): void {
  checkNumber(`${name}.lower`, lower);
  checkNumber(`${name}.upper`, upper, { min: lower });
}
