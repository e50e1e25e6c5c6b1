import { randomBytes } from "node:crypto";

/** One output in several forms, by MIME type; the reader's program shows the richest that it knows. */
export interface MimeBundle {
  /** The form for terminals and plain text: always there. */
  readonly "text/plain": string;
  readonly [type: string]: string | object;
}

/** An output that can be replaced in place. */
export interface UpdatableOutput {
  update(bundle: MimeBundle): void;
}

/** What tslab calls to send a display message, bound to the running cell. */
type WriteDisplayData = (
  content: { data: MimeBundle; metadata: object; transient: { display_id?: string } },
  update?: boolean,
) => void;

/**
 * Shows a bundle in the running cell. Outside a kernel (a plain script, a test) its text goes to standard output.
 */
export function publish(bundle: MimeBundle): void {
  const write = runningCell();
  if (write === null) process.stdout.write(`${bundle["text/plain"]}\n`);
  else write({ data: bundle, metadata: {}, transient: {} });
}

/**
 * Shows a bundle that later ones replace in place. Outside a kernel nothing can be replaced: the caller then prints
 * what is worth keeping by {@link publish}.
 * @returns null outside a kernel
 */
export function publishUpdatable(bundle: MimeBundle): UpdatableOutput | null {
  const write = runningCell();
  if (write === null) return null;
  const transient = { display_id: randomBytes(8).toString("hex") };
  write({ data: bundle, metadata: {}, transient });
  return { update: (next) => write({ data: next, metadata: {}, transient }, true) };
}

interface KernelModule {
  readonly lastWriteDisplayData?: WriteDisplayData | null;
}

const kernelFile = /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/;

/**
 * tslab's own `display` sends one MIME type at a time; whole bundles go through the function that it keeps for the
 * running cell. There may be two copies of tslab in a process (a global one that started a local one): the running
 * one is that whose function is set.
 */
function runningCell(): WriteDisplayData | null {
  for (const [file, loaded] of Object.entries(require.cache)) {
    if (loaded === undefined || !kernelFile.test(file)) continue;
    const write = (loaded.exports as KernelModule).lastWriteDisplayData;
    if (typeof write === "function") return write;
  }
  return null;
}
