import { ChurnlabError } from "../core";

/** Something that the person at the terminal can mend. Shown without a stack trace. */
export class ReportError extends ChurnlabError {}

/** The report was stopped on request, such as by Ctrl-C. */
export class ReportStopped extends ChurnlabError {
  constructor() {
    super("stopped");
  }
}
