import { markdownTable } from "../side-by-side/table.mjs";
import { protocolTable, timingTable } from "./timings.mjs";

/** The results file. */
export function renderResults({ machine, minutes, rounds, kernels, measured, judged, results, runs }) {
  const own = machine.filter(([name]) => name !== "threads");
  const unable = measured.filter(({ error }) => error !== undefined);
  const failures = results.filter(({ kernel, verdict }) => kernel === kernels[0] && verdict === "FAILED");
  return `# Results of \`npm run bench -- kernel\`

Written by the run, which took ${minutes.toFixed(0)} minutes.

${markdownTable(["<what", "<value"], own)}

## Times

By nbclient, medians of ${rounds} rounds in which the kernels take turns, wall time. The first result counts from the start of the process, nbclient's own greeting included; a trivial cell is \`n + 1\`; a ratio is ours / theirs.

${timingTable(judged, kernels)}
${unable.map(({ kernel, session, error }) => `\n${kernel} cannot do the ${session.replace("_", " ")}: ${error}\n`).join("")}
## The messaging specification

The checks of \`tests/kernel/spec_*.py\`, over plain sockets. "Skipped" is what a kernel has no word for.

${protocolTable(results, kernels)}
${failures.map(({ section, name, why }) => `\nOurs fails "${section}: ${name}": ${why.split("\n")[0]}\n`).join("")}
## The study, unchanged

${markdownTable(
  ["<kernel", "notebooks", "seconds"],
  runs.map(({ kernel, ran, of, seconds }) => [kernel, `${ran} of ${of}`, seconds.toFixed(0)]),
)}
`;
}
