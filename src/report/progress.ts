/** One notebook as the progress lines show it. */
export interface ProgressTask {
  readonly name: string;
  /** Number of code cells. */
  readonly total: number;
}

/** Tells how far the notebooks are. Positions are those of the tasks. */
export interface Progress {
  start(task: number): void;
  advance(task: number, done: number): void;
  finish(task: number, seconds: number): void;
  fail(task: number): void;
  /** Ends all updating, so that other text can follow. */
  close(): void;
}

interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const signs = { waiting: " ", running: "…", done: "✓", failed: "✗" } as const;

type State = keyof typeof signs;

/** One updating line a notebook on a terminal; elsewhere a line for each notebook that ends. */
export function createProgress(tasks: readonly ProgressTask[], output: Output): Progress {
  return output.isTTY ? new TerminalProgress(tasks, output) : new PlainProgress(tasks, output);
}

class Lines {
  private readonly nameWidth: number;
  private readonly done: number[];
  private readonly started: number[];
  protected readonly states: State[];
  private readonly seconds: (number | undefined)[];

  constructor(protected readonly tasks: readonly ProgressTask[]) {
    this.nameWidth = Math.max(...tasks.map(({ name }) => name.length));
    this.done = tasks.map(() => 0);
    this.started = tasks.map(() => 0);
    this.states = tasks.map(() => "waiting");
    this.seconds = tasks.map(() => undefined);
  }

  start(task: number): void {
    this.started[task] = performance.now();
    this.states[task] = "running";
  }

  advance(task: number, done: number): void {
    this.done[task] = done;
  }

  finish(task: number, seconds: number): void {
    this.states[task] = "done";
    this.seconds[task] = seconds;
  }

  fail(task: number): void {
    this.states[task] = "failed";
    this.seconds[task] = (performance.now() - this.started[task]) / 1000;
  }

  protected line(task: number): string {
    const { name, total } = this.tasks[task];
    const count = String(this.done[task]).padStart(String(total).length);
    const cells = `${name.padEnd(this.nameWidth)}  ${count} / ${total} cells`;
    if (this.states[task] === "waiting") return `  ${cells}`;
    const seconds = this.seconds[task] ?? (performance.now() - this.started[task]) / 1000;
    const sign = signs[this.states[task]];
    return `${sign} ${cells}  ${seconds.toFixed(1).padStart(5)} s`;
  }
}

class PlainProgress extends Lines implements Progress {
  constructor(
    tasks: readonly ProgressTask[],
    private readonly output: Output,
  ) {
    super(tasks);
  }

  override finish(task: number, seconds: number): void {
    super.finish(task, seconds);
    this.output.write(`${this.line(task)}\n`);
  }

  override fail(task: number): void {
    super.fail(task);
    this.output.write(`${this.line(task)}\n`);
  }

  close(): void {}
}

class TerminalProgress extends Lines implements Progress {
  private drawn = false;
  private readonly timer: NodeJS.Timeout;

  constructor(
    tasks: readonly ProgressTask[],
    private readonly output: Output,
  ) {
    super(tasks);
    this.draw();
    this.timer = setInterval(() => this.draw(), 200);
    this.timer.unref();
  }

  close(): void {
    clearInterval(this.timer);
    this.draw();
  }

  private draw(): void {
    const up = this.drawn ? `\x1b[${this.tasks.length}A` : "";
    const lines = this.tasks.map((_, task) => `\r\x1b[2K${this.line(task)}\n`);
    this.output.write(up + lines.join(""));
    this.drawn = true;
  }
}
