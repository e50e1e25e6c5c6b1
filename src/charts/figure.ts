/** A value that JSON can hold. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Attributes of a plotly object, by plotly's own names. */
export interface Attributes {
  readonly [attribute: string]: JsonValue;
}

/** The plotly trace types of the bundle that the report carries. */
export type TraceType = "bar" | "box" | "contour" | "heatmap" | "histogram" | "pie" | "scatter" | "violin";

/** One plotly trace. */
export interface Trace extends Attributes {
  /** Plotly's name of the kind of trace */
  readonly type: TraceType;
}

/** What a figure says about itself, beside what it draws. Plain text, not escaped. */
export interface FigureMeta extends Attributes {
  /** What a reader who cannot see the chart needs to know. */
  readonly alt: string;
  /** The title on one line. */
  readonly title: string;
}

/** A plotly layout. Colours of text and grid stand only in its template, so that a page can set its own. */
export interface Layout extends Attributes {
  /** Title and description in words */
  readonly meta: FigureMeta;
}

/** A plotly figure: plain JSON, ready for `Plotly.newPlot(element, data, layout, config)`. */
export interface Figure {
  /** What is drawn */
  readonly data: readonly Trace[];
  /** Axes, title and sizes */
  readonly layout: Layout;
  /** Plotly's settings: no logo, no upload */
  readonly config: Attributes;
}
