import type { Header, Message } from "../protocol/message";

/** Something that a cell has begun and that happens at a known time. */
export interface PendingTimer {
  /** By the clock of `performance.now()`. */
  readonly due: number;
  /** Whether it has happened, was cleared, or is not to be waited for. */
  isOver(): boolean;
}

/** One execution of one cell. */
export class Cell {
  /** Timers that the cell started. */
  readonly timers = new Set<PendingTimer>();
  /** Whether the request is answered: what comes later comes late. */
  isAnswered = false;

  constructor(
    readonly request: Message,
    /** The number that the front end shows beside the cell. */
    readonly count: number,
    /** The name of the cell in tracebacks. */
    readonly name: string,
    /** Whether front ends are to hear nothing of it. */
    readonly silent: boolean,
  ) {}

  get parent(): Header {
    return this.request.header;
  }
}
