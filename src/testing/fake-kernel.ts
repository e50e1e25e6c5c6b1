import type { TestContext } from "node:test";
import type { MimeBundle } from "../notebook/kernel-output";

/** A message that a cell sent. */
export interface SentOutput {
  readonly data: MimeBundle;
  readonly id: string | undefined;
  readonly update: boolean;
}

/** For tests: stands in for a running cell of tslab until the test ends, and keeps what is sent to it. */
export function fakeKernel(t: TestContext): SentOutput[] {
  const sent: SentOutput[] = [];
  const lastWriteDisplayData = (
    { data, transient }: { data: MimeBundle; transient: { display_id?: string } },
    update = false,
  ) => sent.push({ data, id: transient.display_id, update });
  const cache = require.cache as Record<string, unknown>;
  const file = "/somewhere/node_modules/tslab/dist/jupyter.js";
  cache[file] = { exports: { lastWriteDisplayData } };
  t.after(() => {
    delete cache[file];
  });
  return sent;
}
