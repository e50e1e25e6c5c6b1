import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Connection } from "./connection";
import type { Content, Message } from "./message";

/** Places in the memory that the two threads share. */
export const sharedState = { kernelWork: 0, interruptsSeen: 1, isClosed: 2, length: 3 } as const;

/** What the control thread tells the main thread. */
export type FromControl =
  | { readonly kind: "ready" }
  | { readonly kind: "interrupt"; readonly count: number }
  | { readonly kind: "answered"; readonly request: Message }
  | { readonly kind: "shutdown"; readonly request: Message }
  | { readonly kind: "shutdownAnswered" };

/** What the main thread tells the control thread. */
export type ToControl = { readonly kind: "closed" | "exit" };

/** How long the end of the process waits for the thread, in ms. */
const closePatience = 500;

export interface ControlHandlers {
  /** A front end asks to stop the running cell. */
  interrupt(): void;
  /** The control thread has answered a request by itself. */
  answered(request: Message): void;
  /** A front end asks the kernel to end. The answer goes out when the returned promise settles. */
  shutdown(request: Message): Promise<void>;
  /** The answer is on its way: the process can end. */
  end(): void;
}

/**
 * The thread that answers the heartbeat and the control channel, so that both live while a cell keeps the main thread
 * busy, and that stops such a cell.
 */
export class ControlThread {
  readonly #state = new Int32Array(new SharedArrayBuffer(4 * sharedState.length));
  readonly #worker: Worker;

  constructor(connection: Connection, kernelInfo: Content, handlers: ControlHandlers) {
    this.#worker = new Worker(join(__dirname, "control-worker.js"), {
      workerData: { connection, state: this.#state, kernelInfo },
      execArgv: [],
      // The streams of the main thread are those of the cells.
      stdout: false,
      stderr: false,
    });
    this.#worker.on("message", (message: FromControl) => {
      if (message.kind === "interrupt") {
        Atomics.store(this.#state, sharedState.interruptsSeen, message.count);
        handlers.interrupt();
      } else if (message.kind === "answered") handlers.answered(message.request);
      else if (message.kind === "shutdown") {
        const closed = () => this.#worker.postMessage({ kind: "closed" } satisfies ToControl);
        handlers.shutdown(message.request).then(closed, closed);
      } else if (message.kind === "shutdownAnswered") handlers.end();
    });
    this.#worker.on("error", (error) => {
      process.stderr.write(`The control channel failed: ${error.stack}\n`);
    });
  }

  /** Closes the sockets of the thread. A process that ends with them open is aborted by zeromq. */
  close(): void {
    this.#worker.postMessage({ kind: "exit" } satisfies ToControl);
    Atomics.wait(this.#state, sharedState.isClosed, 0, closePatience);
  }

  /** Does work of the kernel itself, such as checking types, in which an interrupt must not break in. */
  uninterrupted<T>(work: () => T): T {
    Atomics.add(this.#state, sharedState.kernelWork, 1);
    try {
      return work();
    } finally {
      Atomics.sub(this.#state, sharedState.kernelWork, 1);
    }
  }
}
