/** The variables of a session. Compiled cells read and write them as properties of their `exports`. */
export type CellVariables = Record<string, unknown>;

/**
 * The `exports` of all cells. TypeScript defines what is imported as a property with a getter; a later cell may declare
 * the same name anew, so that each is kept as a plain value.
 */
export function createCellExports(): CellVariables {
  const variables: CellVariables = {};
  return new Proxy(variables, {
    defineProperty: (_target, name, attributes) => {
      if (name !== "__esModule") variables[String(name)] = attributes.get ? attributes.get() : attributes.value;
      return true;
    },
  });
}
