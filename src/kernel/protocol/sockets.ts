import type { Publisher, Router } from "zeromq";
import { addressOf, type Connection } from "./connection";

type Zeromq = typeof import("zeromq");

/** The sockets that the main thread serves. */
export interface Sockets {
  readonly shell: Router;
  readonly stdin: Router;
  readonly iopub: Publisher;
}

/**
 * Options of a socket that drops nothing and takes a message at once, however slowly a front end reads: its queue has
 * no limit, and a timeout of 0 keeps zeromq from putting off what is sent in a burst, in which it would refuse the rest.
 * What was sent is still delivered for a second when the process ends.
 */
export const reliable = { sendHighWaterMark: 0, receiveHighWaterMark: 0, sendTimeout: 0, linger: 1000 };

/** Binds the sockets of shell, stdin and iopub. */
export async function bindSockets(zeromq: Zeromq, connection: Connection): Promise<Sockets> {
  const sockets = {
    shell: new zeromq.Router(reliable),
    stdin: new zeromq.Router(reliable),
    iopub: new zeromq.Publisher({ sendHighWaterMark: 0, sendTimeout: 0, linger: reliable.linger }),
  };
  await Promise.all([
    sockets.shell.bind(addressOf(connection, "shell")),
    sockets.stdin.bind(addressOf(connection, "stdin")),
    sockets.iopub.bind(addressOf(connection, "iopub")),
  ]);
  return sockets;
}
