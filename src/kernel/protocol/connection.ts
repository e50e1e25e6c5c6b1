import { readFileSync } from "node:fs";

/** What the connection file says: where to listen and how to sign. */
export interface Connection {
  readonly transport: string;
  readonly ip: string;
  readonly key: string;
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly control_port: number;
  readonly hb_port: number;
}

export type Port = "shell" | "iopub" | "stdin" | "control" | "hb";

/** @throws Error when the file is missing, is no JSON or asks for another signature than HMAC with SHA-256 */
export function readConnection(path: string): Connection {
  const connection = JSON.parse(readFileSync(path, "utf8"));
  const scheme = connection.signature_scheme ?? "hmac-sha256";
  if (scheme !== "hmac-sha256") throw new Error(`the signature scheme must be hmac-sha256; got ${scheme}`);
  return connection;
}

/** The address of one of the five sockets. */
export function addressOf(connection: Connection, port: Port): string {
  const separator = connection.transport === "ipc" ? "-" : ":";
  return `${connection.transport}://${connection.ip}${separator}${connection[`${port}_port`]}`;
}
