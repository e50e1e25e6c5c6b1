import { DisplayError, resultBundle } from "../display/result-bundle";
import { describeFailure, type Failure } from "../errors/failure";
import type { Executor } from "../execute/executor";
import type { ControlThread } from "../protocol/control-thread";
import type { Content, Message, MessageFormat } from "../protocol/message";
import type { Sockets } from "../protocol/sockets";
import type { TypeScript } from "../typescript/typescript-module";
import { Cell } from "./cell";
import { CellRunner } from "./cell-runner";
import { History } from "./history";
import { InputChannel } from "./input-channel";
import { isComplete } from "./is-complete";
import { setTimer } from "./kernel-timers";
import { Publisher, type StreamName } from "./publisher";
import { quickInfoBundle } from "./quick-info";
import { RequestQueue } from "./request-queue";
import { startingCell } from "./starting-cell";
import { toCharacters, toUtf16 } from "./text-positions";

/** What a kernel works with. */
export interface KernelParts {
  readonly executor: Executor;
  readonly typescript: TypeScript;
  readonly format: MessageFormat;
  readonly sockets: Sockets;
  readonly info: Content;
}

/** How long output waits for the next cell when none runs, in ms: a run without a reader listens to that one only. */
const patience = 100;

/** When to make the compiler ready, after the start, in ms. */
const warmUpAfter = 30;

/** Answers the requests of front ends. */
export class Kernel {
  readonly #parts: KernelParts;
  readonly #publisher: Publisher;
  readonly #queue = new RequestQueue((request) => this.#answer(request));
  readonly #runner = new CellRunner();
  readonly #history = new History();
  readonly #input: InputChannel;
  #control: ControlThread | null = null;
  #count = 0;
  #hiddenCount = 0;
  #last: Cell | null = null;
  #held: (() => void)[] = [];

  constructor(parts: KernelParts) {
    this.#parts = parts;
    this.#publisher = new Publisher(parts.sockets.iopub, parts.format);
    this.#input = new InputChannel(parts.sockets.stdin, parts.format);
  }

  /** Answers from here on. */
  async serve(control: ControlThread): Promise<void> {
    this.#control = control;
    this.#publisher.publish("status", { execution_state: "starting" }, {});
    // While the front end gets ready. A first request comes before.
    setTimer(() => this.#uninterrupted(() => this.#parts.executor.warmUp()), warmUpAfter);
    for await (const frames of this.#parts.sockets.shell) {
      try {
        this.#queue.push(this.#parts.format.parse(frames));
      } catch {
        // Damaged or unsigned: not for us.
      }
    }
  }

  /** Takes what was printed to the cell that it belongs to. */
  print(name: StreamName, text: string): void {
    this.#output((cell) => this.#publisher.stream(name, text, cell.parent));
  }

  /** Shows a bundle in the cell that it belongs to; an update replaces one of the same display id everywhere. */
  display(content: Content, isUpdate: boolean): void {
    // A value that cannot be sent is the error of who shows it.
    const sendable = JSON.parse(JSON.stringify(content));
    const type = isUpdate ? "update_display_data" : "display_data";
    this.#output((cell) => this.#publisher.publish(type, sendable, cell.parent));
  }

  /** @see InputChannel.ask */
  async ask(prompt: string, password: boolean): Promise<string> {
    const cell = this.#runner.running;
    if (cell === null) throw new Error("input() can be called while a cell runs only");
    this.#publisher.flush();
    return this.#input.ask(cell, prompt, password);
  }

  /**
   * Takes an error that no cell waited for: of a promise or a timer.
   * @param starting the cell that began it, where that is known
   */
  failAside(error: unknown, starting: Cell | null): void {
    if (this.#runner.failAside(error)) return;
    const cell = starting ?? this.#last;
    if (cell !== null && !cell.silent)
      this.#publisher.publish("error", toContent(describeFailure(error, cell.name)), cell.parent);
  }

  interrupt(): void {
    this.#input.cancel();
    this.#runner.interrupt();
  }

  /** A request that was answered elsewhere has a beginning and an end for front ends too. */
  noteAnswered(request: Message): void {
    this.#publishStatus("busy", request);
    this.#publishStatus("idle", request);
  }

  flush(): void {
    this.#releaseHeld();
    this.#publisher.flush();
  }

  /** Output belongs to the running cell, else to the one that started what prints. */
  #output(send: (cell: Cell) => void): void {
    const running = this.#runner.running;
    if (running !== null) {
      if (!running.silent) send(running);
      return;
    }
    const starting = startingCell.get() ?? this.#last;
    if (starting === null || starting.silent) return;
    this.#held.push(() => send(this.#runner.running ?? starting));
    if (this.#held.length === 1) setTimer(() => this.#releaseHeld(), patience);
  }

  #releaseHeld(): void {
    const held = this.#held;
    this.#held = [];
    for (const send of held) send();
  }

  #publishStatus(state: "busy" | "idle", request: Message): void {
    this.#publisher.publish("status", { execution_state: state }, request.header);
  }

  #reply(request: Message, type: string, content: Content): void {
    this.#publisher.flush();
    const { header, identities } = request;
    const frames = this.#parts.format.frames(type, content, { parent: header, identities });
    this.#parts.sockets.shell.send(frames as never).catch(() => {});
  }

  async #answer(request: Message): Promise<void> {
    let overtaken: readonly Message[] = [];
    this.#publishStatus("busy", request);
    try {
      const type = request.header.msg_type;
      if (type === "execute_request") overtaken = await this.#execute(request);
      else this.#answerQuickly(request, type);
    } catch (error) {
      const { ename, evalue, traceback } = describeFailure(error);
      const type = request.header.msg_type.replace(/_request$/, "_reply");
      this.#reply(request, type, { status: "error", ename, evalue, traceback });
    }
    this.#publishStatus("idle", request);
    for (const later of overtaken) this.#abort(later);
  }

  #answerQuickly(request: Message, type: string): void {
    const content = this.#uninterrupted(() => this.#contentFor(type, request));
    if (content !== null) this.#reply(request, type.replace(/_request$/, "_reply"), content);
  }

  #contentFor(type: string, request: Message): Content | null {
    const { content } = request;
    switch (type) {
      case "kernel_info_request":
        return this.#parts.info;
      case "is_complete_request":
        return isComplete(this.#parts.typescript, String(content["code"] ?? ""));
      case "complete_request":
        return this.#complete(content);
      case "inspect_request":
        return this.#inspect(content);
      case "history_request":
        return { status: "ok", history: this.#history.find(content) };
      case "comm_info_request":
        return { status: "ok", comms: {} };
      case "comm_open":
        // There is nobody at this end.
        this.#publisher.publish("comm_close", { comm_id: content["comm_id"], data: {} }, request.header);
        return null;
      default:
        return null;
    }
  }

  #complete(content: Content): Content {
    const code = String(content["code"] ?? "");
    const position = toUtf16(code, Number(content["cursor_pos"] ?? code.length));
    const { start, end, candidates } = this.#parts.executor.complete(code, position);
    return {
      status: "ok",
      matches: candidates,
      cursor_start: toCharacters(code, start),
      cursor_end: toCharacters(code, end),
      metadata: {},
    };
  }

  #inspect(content: Content): Content {
    const code = String(content["code"] ?? "");
    const position = toUtf16(code, Number(content["cursor_pos"] ?? code.length));
    // Behind a name means the name.
    const { executor } = this.#parts;
    const info = executor.inspect(code, position) ?? executor.inspect(code, Math.max(0, position - 1));
    if (info === undefined || info.kind === "") return { status: "ok", found: false, data: {}, metadata: {} };
    return { status: "ok", found: true, data: quickInfoBundle(info), metadata: {} };
  }

  /** @returns the requests that the failure of the cell has overtaken */
  async #execute(request: Message): Promise<readonly Message[]> {
    const cell = this.#begin(request);
    const code = String(request.content["code"] ?? "");
    let failure: Failure | null = null;
    let expressions: Content = {};
    try {
      const value = await this.#runner.run(cell, () => this.#uninterrupted(() => this.#compile(code, cell)).run());
      await this.#publishResult(cell, value);
      expressions = await this.#evaluateAll(cell, request.content["user_expressions"]);
    } catch (error) {
      failure = describeFailure(error, cell.name);
      if (!cell.silent) this.#publisher.publish("error", toContent(failure), cell.parent);
    }
    const stops = failure !== null && request.content["stop_on_error"] !== false && !cell.silent;
    const overtaken = stops ? await this.#queue.takeWaiting("execute_request") : [];
    cell.isAnswered = true;
    const answer = { execution_count: cell.count };
    if (failure === null) {
      this.#reply(request, "execute_reply", { status: "ok", ...answer, user_expressions: expressions, payload: [] });
    } else this.#reply(request, "execute_reply", { status: "error", ...answer, ...toContent(failure) });
    return overtaken;
  }

  #compile(code: string, cell: Cell): { run(): unknown } {
    return this.#parts.executor.compile(code, cell.name);
  }

  #begin(request: Message): Cell {
    const silent = request.content["silent"] === true;
    const isKept = !silent && request.content["store_history"] !== false;
    if (isKept) this.#count++;
    const name = isKept ? `Cell ${this.#count}` : `Cell *${++this.#hiddenCount}`;
    const cell = new Cell(request, this.#count, name, silent);
    this.#last = cell;
    const code = String(request.content["code"] ?? "");
    if (isKept) this.#history.add(cell.count, code);
    if (!silent) this.#publisher.publish("execute_input", { code, execution_count: cell.count }, cell.parent);
    return cell;
  }

  async #publishResult(cell: Cell, value: unknown): Promise<void> {
    if (cell.silent || value === undefined) return;
    const bundle = await startingCell.enter(cell, () => resultBundle(value));
    const content = { execution_count: cell.count, data: bundle, metadata: {} };
    try {
      JSON.stringify(bundle);
    } catch (error) {
      throw new DisplayError(`the result cannot be sent: ${error}`);
    }
    this.#history.setOutput(String(bundle["text/plain"] ?? ""));
    this.#publisher.publish("execute_result", content, cell.parent);
  }

  /** The values that a front end asks for along with a cell. */
  async #evaluateAll(cell: Cell, expressions: unknown): Promise<Content> {
    const results: Record<string, Content> = {};
    for (const [name, expression] of Object.entries((expressions ?? {}) as Record<string, unknown>)) {
      results[name] = await this.#evaluate(cell, `(${expression})`);
    }
    return results;
  }

  async #evaluate(cell: Cell, expression: string): Promise<Content> {
    try {
      const compiled = this.#uninterrupted(() => this.#parts.executor.compile(expression, `${cell.name} expression`));
      const value = await startingCell.enter(cell, () => compiled.run());
      return { status: "ok", data: await resultBundle(value), metadata: {} };
    } catch (error) {
      return { status: "error", ...toContent(describeFailure(error)) };
    }
  }

  #abort(request: Message): void {
    this.#publishStatus("busy", request);
    this.#reply(request, "execute_reply", { status: "aborted" });
    this.#publishStatus("idle", request);
  }

  #uninterrupted<T>(work: () => T): T {
    return this.#control === null ? work() : this.#control.uninterrupted(work);
  }
}

function toContent({ ename, evalue, traceback }: Failure): Content {
  return { ename, evalue, traceback };
}
