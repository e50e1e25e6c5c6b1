import { publish } from "./kernel-output";
import { readProse } from "./prose";

/**
 * Shows markdown made from computed values. The indentation of a template literal is taken off.
 * @param text markdown of any length
 * @throws InvalidParameterError when there is no text
 * @example
 * ```ts
 * import { markdown, number } from "churnlab/notebook";
 *
 * const nClients = 4000;
 * markdown(`
 *   The file holds **${number(nClients)}** clients.
 * `); // shows The file holds **4,000** clients.
 * ```
 */
export function markdown(text: string): void {
  const prose = readProse("markdown", text);
  publish({ "text/markdown": prose, "text/plain": prose });
}
