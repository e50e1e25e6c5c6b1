import { publish } from "./kernel-output";
import { readProse } from "./prose";

/**
 * Shows markdown made from computed values. The indentation of a template literal is taken off.
 * @throws InvalidParameterError when there is no text
 */
export function markdown(text: string): void {
  const prose = readProse("markdown", text);
  publish({ "text/markdown": prose, "text/plain": prose });
}
