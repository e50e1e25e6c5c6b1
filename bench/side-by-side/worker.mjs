import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** One process that answers requests, one JSON line each, in turn. */
export class Worker {
  #child;
  #waiting = null;
  #lastWords = "";

  /** @param {string} name for messages */
  constructor(name, command, args, env = {}) {
    this.name = name;
    this.#child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["pipe", "pipe", "pipe"] });
    createInterface({ input: this.#child.stdout }).on("line", (line) => this.#settle(JSON.parse(line)));
    this.#child.stderr.on("data", (chunk) => {
      this.#lastWords = (this.#lastWords + chunk).slice(-4000);
    });
    this.#child.on("error", (error) => this.#fail(error.message));
    this.#child.on("close", (code, signal) => this.#fail(`ended (${signal ?? code})`));
  }

  /** @returns the reply to `{ task, options, want }`; rejects when the process fails or ends */
  ask(request) {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject, request };
      this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    });
  }

  end() {
    this.#waiting = null;
    this.#child.stdin.end();
    this.#child.kill();
  }

  #settle(reply) {
    const { resolve, reject, request } = this.#waiting;
    this.#waiting = null;
    if (reply.error === undefined) resolve(reply);
    else reject(new Error(`${this.name} failed in ${JSON.stringify(request)}: ${reply.error}`));
  }

  #fail(reason) {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.reject(new Error(`${this.name}: ${reason} in ${JSON.stringify(waiting.request)}\n${this.#lastWords}`));
  }
}
