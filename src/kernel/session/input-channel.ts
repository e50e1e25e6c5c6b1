import type { Router } from "zeromq";
import type { MessageFormat } from "../protocol/message";
import type { Cell } from "./cell";

/** Asks the user of the front end that runs a cell for a line of text. */
export class InputChannel {
  readonly #socket: Router;
  readonly #format: MessageFormat;
  #waiting: { readonly session: string; readonly take: (text: string) => void } | null = null;

  constructor(socket: Router, format: MessageFormat) {
    this.#socket = socket;
    this.#format = format;
    void this.#receive();
  }

  /** @throws Error when the front end takes no input, or another question is open */
  async ask(cell: Cell, prompt: string, password: boolean): Promise<string> {
    if (cell.request.content["allow_stdin"] !== true || cell.isAnswered) {
      throw new Error("input() has nobody to ask: this front end takes no input, as in a run without a reader");
    }
    if (this.#waiting !== null) throw new Error("input() is already waiting for an answer; await it first");
    const { header, identities } = cell.request;
    const answer = new Promise<string>((take) => {
      this.#waiting = { session: header.session, take };
    });
    await this.#socket.send(
      this.#format.frames("input_request", { prompt, password }, { parent: header, identities }) as never,
    );
    return answer;
  }

  /** Forgets an open question, whose cell was interrupted. */
  cancel(): void {
    this.#waiting = null;
  }

  async #receive(): Promise<void> {
    for await (const frames of this.#socket) {
      try {
        const { header, content } = this.#format.parse(frames);
        if (header.msg_type !== "input_reply" || this.#waiting?.session !== header.session) continue;
        const { take } = this.#waiting;
        this.#waiting = null;
        take(String(content["value"] ?? ""));
      } catch {
        // Damaged or unsigned: not for us.
      }
    }
  }
}
