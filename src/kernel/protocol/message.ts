import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

/** The header of a Jupyter message. */
export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly version: string;
}

export type Content = Readonly<Record<string, unknown>>;

/** A message of the Jupyter protocol, free of how it is written on the wire. */
export interface Message {
  /** Where a router socket sends the answer; the topic of a published message. */
  readonly identities: readonly Uint8Array[];
  readonly header: Header;
  readonly parent: Partial<Header>;
  readonly metadata: Content;
  readonly content: Content;
  readonly buffers: readonly Uint8Array[];
}

/** The version of the messaging protocol that this kernel speaks. */
export const protocolVersion = "5.3";

const delimiter = Buffer.from("<IDS|MSG>");

/** A message that is damaged or was not signed with the key of the connection. */
export class InvalidMessageError extends Error {
  override readonly name = "InvalidMessageError";
}

/** The messages of one connection: reads and writes frames, signed with its key. */
export class MessageFormat {
  readonly #key: string;
  readonly #session: string;

  /** @param key of the connection file; an empty one means that messages are not signed */
  constructor(key: string, session: string = randomUUID()) {
    this.#key = key;
    this.#session = session;
  }

  /** @throws InvalidMessageError */
  parse(frames: readonly Uint8Array[]): Message {
    const start = frames.findIndex((frame) => delimiter.equals(frame));
    const [signature, ...rest] = frames.slice(start + 1);
    if (start < 0 || rest.length < 4) throw new InvalidMessageError("a message has too few frames");
    const parts = rest.slice(0, 4);
    this.#check(signature, parts);
    const [header, parent, metadata, content] = parts.map(parseObject);
    return {
      identities: frames.slice(0, start),
      header: header as unknown as Header,
      parent,
      metadata,
      content,
      buffers: rest.slice(4),
    };
  }

  /** The frames of an answer to a message, or of a message about it. */
  frames(
    type: string,
    content: Content,
    about: {
      readonly parent?: Partial<Header>;
      readonly identities?: readonly Uint8Array[];
      readonly metadata?: Content;
    } = {},
  ): (Uint8Array | string)[] {
    const header: Header = {
      msg_id: randomUUID(),
      msg_type: type,
      session: this.#session,
      username: about.parent?.username ?? "kernel",
      date: new Date().toISOString(),
      version: protocolVersion,
    };
    const parts = [header, about.parent ?? {}, about.metadata ?? {}, content].map((part) => JSON.stringify(part));
    return [...(about.identities ?? []), delimiter, this.#sign(parts), ...parts];
  }

  #sign(parts: readonly (Uint8Array | string)[]): string {
    if (this.#key === "") return "";
    const hmac = createHmac("sha256", this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }

  #check(signature: Uint8Array, parts: readonly Uint8Array[]): void {
    const expected = Buffer.from(this.#sign(parts));
    if (expected.length !== signature.length || !timingSafeEqual(expected, signature)) {
      throw new InvalidMessageError("a message is not signed with the key of this connection");
    }
  }
}

function parseObject(part: Uint8Array): Content {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(part.buffer, part.byteOffset, part.length).toString("utf8"));
  } catch {
    throw new InvalidMessageError("a message holds a part that is not JSON");
  }
  if (typeof value !== "object" || value === null) throw new InvalidMessageError("a part of a message is no object");
  return value as Content;
}
