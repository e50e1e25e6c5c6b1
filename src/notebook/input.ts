import { checkOptionNames, InvalidParameterError } from "../core";

/** Options of {@link input}. */
export interface InputOptions {
  /** Do not show what is typed. Default: false. */
  readonly password?: boolean;
}

type KernelInput = (prompt: string, options: InputOptions) => Promise<string>;

/**
 * Asks the reader of a notebook for a line of text. A notebook that is to run by itself should not ask.
 * @param prompt what the reader sees before the field
 * @returns what was typed
 * @throws InvalidParameterError outside of churnlab's kernel; Error where there is no reader, as in the report
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { input } from "churnlab/notebook";
 *
 * await assert.rejects(input("Your name? "), /takes a kernel/); // a script has nobody to ask
 * ```
 */
export async function input(prompt = "", options: InputOptions = {}): Promise<string> {
  checkOptionNames("input", options, ["password"]);
  const ask = (globalThis as { input?: KernelInput }).input;
  if (typeof ask !== "function") throw new InvalidParameterError("input takes a kernel that can ask: churnlab's own");
  return ask(prompt, options);
}
