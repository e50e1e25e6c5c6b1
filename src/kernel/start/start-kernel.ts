import { join } from "node:path";
import { showOriginalPlaces } from "../errors/stack-trace";
import { SessionModules } from "../execute/cell-require";
import { Executor } from "../execute/executor";
import { UserFiles } from "../execute/user-files";
import { readConnection } from "../protocol/connection";
import { ControlThread } from "../protocol/control-thread";
import { MessageFormat } from "../protocol/message";
import { bindSockets } from "../protocol/sockets";
import { captureOutput } from "../session/capture-output";
import { Kernel } from "../session/kernel";
import { kernelInfo } from "../session/kernel-info";
import { startingCell } from "../session/starting-cell";
import { watchTimers } from "../session/watch-timers";
import type { Converters, TslabModules } from "../tslab/tslab-modules";
import type { ConversionMaps } from "../typescript/converter-typescript";

/** How a kernel is started. */
export interface KernelOptions {
  readonly tslab: TslabModules;
  /** The folder of tslab. */
  readonly folder: string;
  readonly maps: ConversionMaps;
  readonly converters: Converters;
  readonly isJavaScript: boolean;
  readonly connectionFile: string;
}

/** Binds the sockets, and from then on answers. */
export async function startKernel(options: KernelOptions): Promise<void> {
  const { tslab, converters, maps } = options;
  const connection = readConnection(options.connectionFile);
  const format = new MessageFormat(connection.key);
  const info = kernelInfo(options.isJavaScript, tslab.typescript.version);
  const sockets = await bindSockets(await import("zeromq"), connection);
  const modules = new SessionModules(tslab.typescript, process.cwd(), () => tslab.loadPublic());
  const userFiles = new UserFiles(join(__dirname, ".."));
  const executor = new Executor({ tslab, converters, maps, modules, userFiles });
  const kernel = new Kernel({ executor, typescript: tslab.typescript, format, sockets, info });

  showOriginalPlaces([options.folder]);
  startingCell.followPromises();
  watchTimers();
  captureOutput((name, text) => kernel.print(name, text));
  takeStrayErrors(kernel);
  offerToCells(kernel, tslab);

  const control = new ControlThread(connection, info, {
    interrupt: () => kernel.interrupt(),
    answered: (request) => kernel.noteAnswered(request),
    shutdown: async () => {
      kernel.flush();
      executor.close();
    },
    end: () => process.exit(0),
  });
  process.on("exit", () => {
    kernel.flush();
    control.close();
  });
  void kernel.serve(control);
}

/** Replaces what tslab does with errors that nobody waits for, which is to print them. */
function takeStrayErrors(kernel: Kernel): void {
  for (const event of ["SIGINT", "uncaughtException", "unhandledRejection"]) process.removeAllListeners(event);
  process.on("SIGINT", () => kernel.interrupt());
  process.on("uncaughtException", (error) => kernel.failAside(error, startingCell.get()));
  process.on("unhandledRejection", (reason, promise) => kernel.failAside(reason, startingCell.of(promise)));
}

/** What code in a cell finds of the kernel: the functions by which tslab and churnlab display, and `input`. */
function offerToCells(kernel: Kernel, tslab: TslabModules): void {
  tslab.jupyter.lastWriteDisplayData = (content: Record<string, unknown>, update?: boolean) =>
    kernel.display(content, update === true);
  const input = (prompt: unknown = "", { password = false }: { password?: boolean } = {}) =>
    kernel.ask(String(prompt), password);
  Object.defineProperty(globalThis, "input", { value: input, writable: true, configurable: true, enumerable: false });
}
