import { StringDecoder } from "node:string_decoder";
import type { StreamName } from "./publisher";

type Write = typeof process.stdout.write;

/** Takes over what is written to stdout and stderr of this process, by `console` too. */
export function captureOutput(take: (name: StreamName, text: string) => void): void {
  process.stdout.write = writer(process.stdout, (text) => take("stdout", text));
  process.stderr.write = writer(process.stderr, (text) => take("stderr", text));
}

function writer(stream: NodeJS.WriteStream, take: (text: string) => void): Write {
  // A character may be cut in two by the end of a buffer.
  const decoder = new StringDecoder("utf8");
  const original = stream.write.bind(stream) as Write;
  return ((chunk: unknown, encoding?: unknown, callback?: unknown): boolean => {
    const done = typeof encoding === "function" ? encoding : callback;
    if (typeof chunk === "string") {
      const isBinary = encoding === "hex" || encoding === "base64" || encoding === "base64url";
      take(isBinary ? decoder.write(Buffer.from(chunk, encoding)) : chunk);
    } else if (chunk instanceof Uint8Array) {
      take(decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)));
    } else return original(chunk as string);
    if (typeof done === "function") process.nextTick(done as () => void);
    return true;
  }) as Write;
}
