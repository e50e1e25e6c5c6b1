import { InterruptedError } from "../errors/failure";
import type { Cell } from "./cell";
import { setTurn } from "./kernel-timers";
import { settle } from "./settle";
import { startingCell } from "./starting-cell";

/** Runs one cell at a time, and ends the waiting for it when it fails aside or is stopped. */
export class CellRunner {
  #running: { readonly cell: Cell; readonly fail: (error: unknown) => void } | null = null;
  /** Errors of earlier cells that nobody has been told of in an answer. */
  readonly #late: unknown[] = [];

  get running(): Cell | null {
    return this.#running?.cell ?? null;
  }

  /**
   * @param work of the cell. It starts in a turn of the event loop of its own: when it is terminated, nothing of the
   * kernel goes down with it
   * @returns what the work gives
   * @throws what the work throws, or what failed aside
   */
  async run<T>(cell: Cell, work: () => T | Promise<T>): Promise<T> {
    let hasFailed = false;
    const failure = new Promise<never>((_, reject) => {
      const fail = (error: unknown) => {
        hasFailed = true;
        reject(error);
      };
      this.#running = { cell, fail };
    });
    failure.catch(() => {});
    const result = new Promise<T>((resolve, reject) => {
      setTurn(() => {
        startingCell.enter(cell, () => {
          try {
            Promise.resolve(work()).then(resolve, reject);
          } catch (error) {
            reject(error);
          }
        });
      });
    });
    try {
      const value = await Promise.race([result, failure]);
      await Promise.race([settle(cell, () => hasFailed), failure]);
      if (this.#late.length > 0) throw this.#late[0];
      return value;
    } finally {
      this.#late.length = 0;
      this.#running = null;
    }
  }

  /** Fails the running cell, or the next one, with an error that no cell waits for. @returns whether a cell runs */
  failAside(error: unknown): boolean {
    if (this.#running === null) {
      this.#late.push(error);
      return false;
    }
    this.#running.fail(error);
    return true;
  }

  interrupt(): void {
    this.#running?.fail(new InterruptedError());
  }
}
