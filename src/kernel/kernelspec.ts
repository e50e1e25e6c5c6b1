import { join } from "node:path";

/** What Jupyter reads from a kernel.json. */
export interface Kernelspec {
  readonly argv: readonly string[];
  readonly display_name: string;
  readonly language: string;
  readonly interrupt_mode: "signal" | "message";
  readonly env: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/**
 * The kernelspec that starts the kernel of one clone with one Node.js, both given by absolute path, so that it works
 * whatever the PATH of the Jupyter server is.
 */
export function kernelspec({ node, root }: { readonly node: string; readonly root: string }): Kernelspec {
  const preload = join(root, "dist", "kernel", "preload.js");
  const tslab = join(root, "node_modules", "tslab", "bin", "tslab");
  return {
    // Jupyter replaces {connection_file}. A terminated cell leaves its asynchronous context open; without the option
    // Node.js takes that for a reason to end.
    argv: [node, "--no-force-async-hooks-checks", "-r", preload, tslab, "kernel", "--config-path", "{connection_file}"],
    display_name: "TypeScript",
    language: "typescript",
    // By a message of the control channel, which has a thread of its own: a signal waits until a loop has ended.
    interrupt_mode: "message",
    env: {},
    metadata: { debugger: false },
  };
}
