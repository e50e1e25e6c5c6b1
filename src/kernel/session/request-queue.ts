import type { Message } from "../protocol/message";
import { nextTurn, sleep } from "./kernel-timers";

/** How long to listen for requests that are on their way when a cell fails, in ms. */
const listenFor = 20;

/** Answers the requests of the shell channel one after the other, in the order in which they came. */
export class RequestQueue {
  #waiting: Message[] = [];
  #isBusy = false;
  readonly #answer: (request: Message) => Promise<void>;

  constructor(answer: (request: Message) => Promise<void>) {
    this.#answer = answer;
  }

  push(request: Message): void {
    this.#waiting.push(request);
    void this.#work();
  }

  /** Takes the requests of a kind out of the queue, with those that are still on their way. */
  async takeWaiting(type: string): Promise<Message[]> {
    await sleep(listenFor);
    await nextTurn();
    const taken = this.#waiting.filter(({ header }) => header.msg_type === type);
    this.#waiting = this.#waiting.filter(({ header }) => header.msg_type !== type);
    return taken;
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      await this.#answer(next);
    }
    this.#isBusy = false;
  }
}
