import { parseArgs } from "node:util";
import { ReportError } from "./report-error";

/** What `npm start` was asked for. Paths are as given. */
export interface Arguments {
  readonly help: boolean;
  readonly data?: string;
  readonly out?: string;
  readonly notebooks?: string;
  /** Seconds that one cell may take. */
  readonly timeout?: number;
}

/** The text of `--help`. */
export const usage = `Runs the study and writes its report.

  npm start -- [--data FILE] [--out DIR] [--notebooks DIR] [--timeout SECONDS]

  --data FILE        client file (CSV). Default: the variable CHURN_DATA, else data/gym_churn.csv,
                     else the simulated sample data/gym_churn_simulated.csv
  --out DIR          folder of the report. Default: report
  --notebooks DIR    folder of the notebooks, NN-name.ipynb. Default: notebooks
  --timeout SECONDS  longest time that one cell may take. Default: 600
  --help             this text
`;

/** Reads the command line. @throws ReportError for an unknown option, a missing value or a bad number */
export function parseArguments(argv: readonly string[]): Arguments {
  const { help, timeout, ...folders } = parse(argv);
  const named = Object.fromEntries(Object.entries(folders).filter(([, value]) => value !== undefined));
  const blank = Object.keys(named).find((name) => named[name] === "");
  if (blank !== undefined) throw new ReportError(`--${blank} needs a value; see --help`);
  return { help: help ?? false, ...named, ...(timeout === undefined ? {} : { timeout: seconds(timeout) }) };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        data: { type: "string" },
        out: { type: "string" },
        notebooks: { type: "string" },
        timeout: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new ReportError(`${(error as Error).message.split(". ")[0]}; see --help`);
  }
}

function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) {
    throw new ReportError(`--timeout must be a number of seconds above 0; got ${JSON.stringify(text)}`);
  }
  return value;
}
