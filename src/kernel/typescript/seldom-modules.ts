/**
 * Modules of Node.js that few cells import and whose declarations make up a third of @types/node. No global name comes
 * from them.
 */
const seldom = ["inspector", "http2", "test", "sqlite", "repl", "cluster", "wasi", "trace_events"];

const file = new RegExp(`/@types/node/(${seldom.join("|")})(\\.generated|/.*)?\\.d\\.ts$`);
// "test" is also a word; the module has its prefix always.
const mention = new RegExp(`["'](node:(${seldom.join("|")})|inspector|http2|repl|cluster|wasi|trace_events)["'/]`);
const nodeTypes = /\/@types\/node\//;

/** Leaves the declarations of seldom imported modules out until something that is not of Node.js itself names one. */
export class SeldomModules {
  #isWanted = false;

  static covers(name: string): boolean {
    return file.test(name);
  }

  /** Whether a file is left out for now. */
  leavesOut(name: string): boolean {
    return !this.#isWanted && SeldomModules.covers(name);
  }

  /** Takes note of what a file imports. @returns whether modules are now wanted that were left out so far */
  note(name: string, text: string): boolean {
    if (this.#isWanted || nodeTypes.test(name) || !mention.test(text)) return false;
    this.#isWanted = true;
    return true;
  }
}
