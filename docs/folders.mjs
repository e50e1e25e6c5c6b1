// A TypeDoc plugin: groups the exports by the folder of src/ that declares them, and names sources without linking to
// them, so that the pages need no network.
import { basename, dirname } from "node:path";
import { Comment, CommentTag, Converter, DeclarationReflection, ReflectionKind } from "typedoc";

export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, (context) => {
    for (const reflection of exportsOf(context.project)) addCategory(reflection);
  });
  app.converter.on(Converter.EVENT_RESOLVE_END, (context) => {
    for (const reflection of Object.values(context.project.reflections)) {
      for (const source of reflection.sources ?? []) source.url = undefined;
    }
  });
}

function exportsOf(project) {
  return Object.values(project.reflections).filter(
    (reflection) => reflection instanceof DeclarationReflection && reflection.parent?.kind === ReflectionKind.Module,
  );
}

function addCategory(reflection) {
  const folder = folderOf(reflection);
  const tag = new CommentTag("@category", [{ kind: "text", text: folder[0].toUpperCase() + folder.slice(1) }]);
  const documented = reflection.signatures?.[0] ?? reflection;
  documented.comment ??= new Comment();
  documented.comment.blockTags.push(tag);
}

/** "modeling" for src/modeling/metrics/log-loss.ts. */
function folderOf({ sources }) {
  let folder = dirname(sources[0].fullFileName);
  while (basename(dirname(folder)) !== "src") folder = dirname(folder);
  return basename(folder);
}
