// Runs in a thread of its own: answers the heartbeat and the control channel, whatever the main thread does.
import { Session } from "node:inspector";
import { parentPort, workerData } from "node:worker_threads";
import { Reply, Router } from "zeromq";
import { addressOf, type Connection } from "./connection";
import { type FromControl, sharedState, type ToControl } from "./control-thread";
import { type Content, type Message, MessageFormat } from "./message";
import { reliable } from "./sockets";

interface ControlData {
  readonly connection: Connection;
  readonly state: Int32Array;
  readonly kernelInfo: Content;
}

/** How long the main thread may take to notice an interrupt by itself before it counts as blocked, in ms. */
const patience = 100;
/** How long the main thread may take to close before the process is ended, in ms. */
const shutdownPatience = 1000;

const { connection, state, kernelInfo } = workerData as ControlData;
const format = new MessageFormat(connection.key);
const control = new Router(reliable);
const heartbeat = new Reply();
let interrupts = 0;
let mainHasClosed = () => {};

const tell = (message: FromControl) => parentPort?.postMessage(message);
const sleep = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

function answer(request: Message, type: string, content: Content): Promise<void> {
  return control.send(
    format.frames(type, content, { parent: request.header, identities: request.identities }) as never,
  );
}

/**
 * Tells the main thread; one that does not notice in time is in a loop, which is then terminated. What the kernel
 * itself does in the main thread ends by itself and is left alone.
 */
async function interrupt(): Promise<void> {
  const count = ++interrupts;
  tell({ kind: "interrupt", count });
  for (let attempt = 0; attempt < 100; attempt++) {
    await sleep(patience);
    if (Atomics.load(state, sharedState.interruptsSeen) >= count || count !== interrupts) return;
    if (Atomics.load(state, sharedState.kernelWork) > 0) continue;
    terminateExecution();
    // The termination may have hit the handler of the message itself.
    tell({ kind: "interrupt", count });
  }
}

/** Connected for the moment only: with a session open the end of the process waits for it. */
function terminateExecution(): void {
  const inspector = new Session();
  inspector.connectToMainThread();
  inspector.post("Runtime.terminateExecution", () => inspector.disconnect());
}

function closeSockets(): void {
  control.close();
  heartbeat.close();
  Atomics.store(state, sharedState.isClosed, 1);
  Atomics.notify(state, sharedState.isClosed);
}

async function shutdown(request: Message): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    mainHasClosed = resolve;
  });
  tell({ kind: "shutdown", request });
  await Promise.race([closed, sleep(shutdownPatience)]);
  const restart = request.content["restart"] === true;
  await answer(request, "shutdown_reply", { status: "ok", restart });
  closeSockets();
  tell({ kind: "shutdownAnswered" });
  // A main thread in an endless loop does not end by itself.
  await sleep(shutdownPatience);
  process.kill(process.pid, "SIGKILL");
}

async function handle(request: Message): Promise<void> {
  switch (request.header.msg_type) {
    case "interrupt_request":
      void interrupt();
      await answer(request, "interrupt_reply", { status: "ok" });
      break;
    case "kernel_info_request":
      await answer(request, "kernel_info_reply", kernelInfo);
      break;
    case "shutdown_request":
      await shutdown(request);
      return;
    default:
      break;
  }
  tell({ kind: "answered", request });
}

async function serveControl(): Promise<void> {
  for await (const frames of control) {
    try {
      await handle(format.parse(frames));
    } catch (error) {
      process.stderr.write(`A message on the control channel was ignored: ${error}\n`);
    }
  }
}

async function serveHeartbeat(): Promise<void> {
  for await (const frames of heartbeat) await heartbeat.send(frames);
}

async function main(): Promise<void> {
  parentPort?.on("message", (message: ToControl) => {
    if (message.kind === "closed") mainHasClosed();
    else closeSockets();
  });
  await Promise.all([control.bind(addressOf(connection, "control")), heartbeat.bind(addressOf(connection, "hb"))]);
  tell({ kind: "ready" });
  await Promise.all([serveControl(), serveHeartbeat()]);
}

void main();
