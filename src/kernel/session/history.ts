import type { Content } from "../protocol/message";

interface Entry {
  readonly line: number;
  readonly input: string;
  output: string | null;
}

/** One entry of the answer: session, line and input, or input with output. */
export type HistoryEntry = readonly [number, number, string | readonly [string, string | null]];

/** What was executed in this session. */
export class History {
  readonly #entries: Entry[] = [];

  add(line: number, input: string): void {
    this.#entries.push({ line, input, output: null });
  }

  /** Notes the text of the result of the last entry. */
  setOutput(output: string): void {
    const last = this.#entries.at(-1);
    if (last !== undefined) last.output = output;
  }

  /** Answers a history request: its access type is "tail", "range" or "search". */
  find(request: Content): HistoryEntry[] {
    const withOutput = request["output"] === true;
    return this.#select(request).map(({ line, input, output }) => [0, line, withOutput ? [input, output] : input]);
  }

  #select(request: Content): readonly Entry[] {
    const n = typeof request["n"] === "number" && request["n"] > 0 ? request["n"] : Number.POSITIVE_INFINITY;
    switch (request["hist_access_type"]) {
      case "range":
        return this.#range(request);
      case "search": {
        const matches = globPattern(String(request["pattern"] ?? "*"));
        let found = this.#entries.filter(({ input }) => matches.test(input));
        if (request["unique"] === true) found = lastOfEach(found);
        return lastOf(found, n);
      }
      default:
        return lastOf(this.#entries, n);
    }
  }

  #range({ session = 0, start = 1, stop }: Content): readonly Entry[] {
    // Sessions before this one are not kept.
    if (session !== 0) return [];
    const first = Number(start);
    const end = stop === null || stop === undefined ? Number.POSITIVE_INFINITY : Number(stop);
    return this.#entries.filter(({ line }) => line >= first && line < end);
  }
}

function lastOf<T>(items: readonly T[], n: number): readonly T[] {
  return Number.isFinite(n) ? items.slice(-n) : items;
}

function lastOfEach(entries: readonly Entry[]): Entry[] {
  const last = new Map(entries.map((entry) => [entry.input, entry]));
  return entries.filter((entry) => last.get(entry.input) === entry);
}

/** A pattern of the shell: "*" stands for any text, "?" for one character. */
function globPattern(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace(/\*/g, "[\\s\\S]*").replace(/\?/g, "[\\s\\S]")}$`);
}
