/** One output in several forms, by MIME type. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** Bytes travel as base64 text. */
export function sendable(bundle: MimeBundle): MimeBundle {
  return Object.fromEntries(
    Object.entries(bundle).map(([type, value]) => [
      type,
      value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value,
    ]),
  );
}
