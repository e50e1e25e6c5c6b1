import type { Publisher as Socket } from "zeromq";
import type { Content, Header, MessageFormat } from "../protocol/message";
import { setTurn } from "./kernel-timers";

export type StreamName = "stdout" | "stderr";

/** Messages that may leave at once in any period; what is printed beyond that is sent in larger pieces. */
const burst = 50;
const period = 100;
/** Characters that are sent as one piece in a burst. */
const pieceLength = 1 << 16;

/**
 * Publishes to all front ends, in the order of the calls. What is printed leaves at once, so that it is seen while a
 * cell computes; only a burst is put together, as a message for every line would take longer than the printing.
 */
export class Publisher {
  readonly #socket: Socket;
  readonly #format: MessageFormat;
  #waiting: { name: StreamName; parent: Header; texts: string[]; length: number } | null = null;
  #periodStart = 0;
  #sentInPeriod = 0;

  constructor(socket: Socket, format: MessageFormat) {
    this.#socket = socket;
    this.#format = format;
  }

  publish(type: string, content: Content, parent: Partial<Header>, metadata?: Content): void {
    this.flush();
    this.#send(type, content, parent, metadata);
  }

  /** Publishes what was printed. */
  stream(name: StreamName, text: string, parent: Header): void {
    if (text === "") return;
    const waiting = this.#waiting;
    if (waiting !== null && (waiting.name !== name || waiting.parent !== parent)) this.flush();
    if (this.#waiting === null) {
      if (this.#mayLeave()) {
        this.#send("stream", { name, text }, parent);
        return;
      }
      this.#waiting = { name, parent, texts: [], length: 0 };
      setTurn(() => this.flush());
    }
    this.#waiting.texts.push(text);
    this.#waiting.length += text.length;
    if (this.#waiting.length >= pieceLength || this.#mayLeave()) this.flush();
  }

  /** Sends what was put together. */
  flush(): void {
    if (this.#waiting === null) return;
    const { name, parent, texts } = this.#waiting;
    this.#waiting = null;
    this.#send("stream", { name, text: texts.join("") }, parent);
  }

  #mayLeave(): boolean {
    const now = performance.now();
    if (now - this.#periodStart > period) {
      this.#periodStart = now;
      this.#sentInPeriod = 0;
    }
    return ++this.#sentInPeriod <= burst;
  }

  #send(type: string, content: Content, parent: Partial<Header>, metadata?: Content): void {
    const topic = Buffer.from(`kernel.${type}`);
    const frames = this.#format.frames(type, content, { parent, metadata, identities: [topic] });
    // With the options of the socket a send is done when the call returns.
    this.#socket.send(frames as never).catch(() => {});
  }
}
