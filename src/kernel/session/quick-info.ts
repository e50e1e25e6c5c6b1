import type { QuickInfo } from "../tslab/tslab-modules";

/** What is known about a name: its declaration and its documentation, as plain text and as markdown. */
export function quickInfoBundle(info: QuickInfo): { "text/plain": string; "text/markdown": string } {
  const declaration = join(info.displayParts);
  const documentation = join(info.documentation);
  const tags = (info.tags ?? []).map(({ name, text }) => ({ name, text: join(text).trim() }));
  const plainTags = tags.map(({ name, text }) => `@${name} ${text}`.trimEnd());
  return {
    "text/plain": [declaration, documentation, plainTags.join("\n")].filter((part) => part !== "").join("\n\n"),
    "text/markdown": [
      declaration === "" ? "" : `\`\`\`ts\n${declaration}\n\`\`\``,
      documentation,
      ...tags.map(({ name, text }) => (text.includes("```") ? `*@${name}*\n\n${text}` : `*@${name}* ${text}`)),
    ]
      .filter((part) => part !== "")
      .join("\n\n"),
  };
}

function join(parts: readonly { readonly text: string }[] | undefined): string {
  return (parts ?? []).map(({ text }) => text).join("");
}
