/** The variables of a session. Compiled cells read and write them as properties of their `exports`. */
export type CellVariables = Record<string, unknown>;

/** Keeps the variables of a session. */
export class CellExports {
  readonly #variables: CellVariables = {};

  /**
   * The `exports` of all cells. TypeScript defines what is imported as a property with a getter; a later cell may
   * declare the same name anew, so that each is kept as a plain value.
   */
  readonly proxy: CellVariables = new Proxy(this.#variables, {
    defineProperty: (_target, name, attributes) => {
      if (name !== "__esModule") {
        this.#variables[String(name)] = attributes.get ? attributes.get() : attributes.value;
      }
      return true;
    },
  });

  /** Makes a name a variable of the cell that declared it: its functions see what later cells assign. */
  readonly bind = (name: string, get: () => unknown, set: (value: unknown) => void): void => {
    Object.defineProperty(this.#variables, name, { get, set, enumerable: true, configurable: true });
  };

  /** Takes names from the cells that declared them: another cell declares them anew. */
  release(names: readonly string[]): void {
    for (const name of names) {
      if (Object.getOwnPropertyDescriptor(this.#variables, name)?.set !== undefined) delete this.#variables[name];
    }
  }

  /** Takes the value of a name out. */
  take(name: string): unknown {
    const value = this.#variables[name];
    delete this.#variables[name];
    return value;
  }
}
