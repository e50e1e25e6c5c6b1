/** Front ends count characters (code points); JavaScript counts UTF-16 units, two for an emoji. */
export function toUtf16(text: string, characters: number): number {
  let units = 0;
  let left = characters;
  for (const character of text) {
    if (left-- <= 0) break;
    units += character.length;
  }
  return units;
}

/** The inverse of {@link toUtf16}. */
export function toCharacters(text: string, units: number): number {
  return Array.from(text.slice(0, units)).length;
}
