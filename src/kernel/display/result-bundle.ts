import { inspect } from "node:util";
import { figureBundle } from "./figure-bundle";
import { type MimeBundle, sendable } from "./mime-bundle";
import { readTable } from "./read-table";
import { tableHtml, tableText } from "./render-table";

const display = Symbol.for("Jupyter.display");

/** A value that says how to show itself in a way that cannot be sent. */
export class DisplayError extends Error {
  override readonly name = "DisplayError";
}

/** How the last expression of a cell shows itself. */
export async function resultBundle(value: unknown): Promise<MimeBundle> {
  const own = await ownBundle(value);
  if (own !== null) return own;
  const figure = figureBundle(value);
  if (figure !== null) return figure;
  const table = readTable(value);
  if (table !== null) return { "text/html": tableHtml(table), "text/plain": tableText(table) };
  return { "text/plain": inspect(value) };
}

/** The bundle of a value that brings one, by the convention of the Deno kernel. */
async function ownBundle(value: unknown): Promise<MimeBundle | null> {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return null;
  const method = (value as Record<symbol, unknown>)[display];
  if (typeof method !== "function") return null;
  const bundle: unknown = await method.call(value);
  if (typeof bundle !== "object" || bundle === null || Array.isArray(bundle)) {
    throw new DisplayError(
      `[Symbol.for("Jupyter.display")]() must return an object by MIME type; got ${inspect(bundle)}`,
    );
  }
  const result = sendable(bundle as MimeBundle);
  try {
    JSON.stringify(result);
  } catch (error) {
    throw new DisplayError(`what [Symbol.for("Jupyter.display")]() returned cannot be sent: ${error}`);
  }
  return result;
}
