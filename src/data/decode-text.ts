/** A file's text, or why it is not a text that can be read as CSV. */
export type DecodedText = { readonly text: string } | { readonly rule: string };

/** Decodes the bytes of a CSV file: UTF-8, with or without a byte order mark. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length === 0) return { rule: "the file is empty; it must have a header line and one line a client" };
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    return { rule: "the file is an Excel workbook; save it as CSV (comma-separated, UTF-8)" };
  }
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) {
    return { rule: "the file is encoded as UTF-16; save it as CSV in UTF-8" };
  }
  if (bytes.includes(0))
    return { rule: "the file must be a text in UTF-8; it holds zero bytes, as UTF-16 or a binary file" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { rule: "the file must be a text in UTF-8; it holds bytes that are not" };
  }
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
