import { statSync } from "node:fs";
import { sep } from "node:path";

const packages = `${sep}node_modules${sep}`;

/**
 * The files of the user that are loaded: neither of packages nor of the kernel. When one has changed they are all
 * forgotten, so that the next import reads them anew, also those that import the changed one.
 */
export class UserFiles {
  readonly #states = new Map<string, string>();
  readonly #kernelFolder: string;

  /** @param kernelFolder holds the code of the kernel itself */
  constructor(kernelFolder: string) {
    this.#kernelFolder = kernelFolder + sep;
  }

  /** To be called before a cell imports something. */
  forgetChanged(): void {
    const loaded = Object.keys(require.cache).filter((path) => this.#belongs(path));
    const changed = loaded.some((path) => this.#states.get(path) !== stateOf(path));
    if (!changed) return;
    for (const path of loaded) delete require.cache[path];
    this.#states.clear();
  }

  /** To be called when a cell has imported something. */
  noteLoaded(): void {
    for (const path of Object.keys(require.cache)) {
      if (!this.#states.has(path) && this.#belongs(path)) this.#states.set(path, stateOf(path));
    }
  }

  #belongs(path: string): boolean {
    return !path.includes(packages) && !path.startsWith(this.#kernelFolder);
  }
}

function stateOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? "missing" : `${stats.mtimeMs} ${stats.size}`;
}
