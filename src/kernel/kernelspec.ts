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
 * The kernelspec that starts the tslab kernel of one clone with one Node.js, both given by absolute path, so that it
 * works whatever the PATH of the Jupyter server is.
 */
export function kernelspec({ node, root }: { readonly node: string; readonly root: string }): Kernelspec {
  const tslab = join(root, "node_modules", "tslab", "bin", "tslab");
  return {
    // Jupyter replaces {connection_file}. Options for Node.js, such as a preload, belong before the script.
    argv: [node, tslab, "kernel", "--config-path", "{connection_file}"],
    display_name: "TypeScript",
    language: "typescript",
    // tslab stops a running cell upon SIGINT; it has no answer to an interrupt message.
    interrupt_mode: "signal",
    env: {},
    metadata: { debugger: false },
  };
}
