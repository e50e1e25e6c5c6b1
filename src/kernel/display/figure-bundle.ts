import type { MimeBundle } from "./mime-bundle";

/** A plotly figure: its traces and its layout. Null for another value. */
export function figureBundle(value: unknown): MimeBundle | null {
  if (!isObject(value) || !Array.isArray(value["data"]) || !isObject(value["layout"])) return null;
  const { data, layout, config, frames } = value as {
    data: unknown[];
    layout: object;
    config?: unknown;
    frames?: unknown;
  };
  if (!data.every((trace) => isObject(trace) && !ArrayBuffer.isView(trace))) return null;
  const figure = {
    data,
    layout,
    ...(isObject(config) ? { config } : {}),
    ...(Array.isArray(frames) ? { frames } : {}),
  };
  return {
    "application/vnd.plotly.v1+json": JSON.parse(JSON.stringify(figure, plainArrays)),
    "text/plain": figureText(data.length, layout as Record<string, unknown>),
  };
}

/** JSON writes a typed array as an object; plotly wants an array. */
function plainArrays(_key: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as Float64Array) : value;
}

function figureText(traces: number, layout: Record<string, unknown>): string {
  const meta = isObject(layout["meta"]) ? layout["meta"] : {};
  if (typeof meta["alt"] === "string") return `${meta["title"] ?? ""}\n${meta["alt"]}`.trimStart();
  const title = isObject(layout["title"]) ? layout["title"]["text"] : layout["title"];
  const counted = traces === 1 ? "1 trace" : `${traces} traces`;
  return typeof title === "string" ? `Figure: ${title} (${counted})` : `Figure (${counted})`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
