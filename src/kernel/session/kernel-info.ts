import { type Content, protocolVersion } from "../protocol/message";
import { tslabVersion } from "../tslab/tslab-modules";

/** What the kernel says of itself. */
export function kernelInfo(isJavaScript: boolean, typescriptVersion: string): Content {
  const name = isJavaScript ? "javascript" : "typescript";
  const language = isJavaScript ? "JavaScript" : "TypeScript";
  return {
    status: "ok",
    protocol_version: protocolVersion,
    implementation: isJavaScript ? "jslab" : "tslab",
    implementation_version: tslabVersion,
    language_info: {
      name,
      version: isJavaScript ? process.versions.node : typescriptVersion,
      mimetype: `text/${name}`,
      file_extension: isJavaScript ? ".js" : ".ts",
      pygments_lexer: name,
      nbconvert_exporter: "script",
      // JupyterLab looks at the mode, the older notebook at the rest.
      ...(isJavaScript ? {} : { codemirror_mode: { mode: "typescript", name: "javascript", typescript: true } }),
    },
    banner: `${language} (tslab ${tslabVersion}, TypeScript ${typescriptVersion}, Node.js ${process.versions.node})`,
    help_links: [
      { text: "TypeScript", url: "https://www.typescriptlang.org/docs/" },
      { text: "Node.js", url: "https://nodejs.org/docs/latest-v20.x/api/" },
    ],
    debugger: false,
  };
}
