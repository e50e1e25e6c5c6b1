/** A problem that its message explains to the user: no stack trace is shown. `output` is what a child process said. */
export class Problem extends Error {
  constructor(message, output = "") {
    super(message);
    this.output = output;
  }
}
