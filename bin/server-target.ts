import { readFileSync } from "node:fs";

import type { ServerTarget } from "#lib/commands/ask-server.ts";
import { UsageError } from "./usage-error.ts";

type Given = { server?: string; "token-file"?: string };

/** Which Nacre to send to, and as whom. Throws `UsageError` where one of both is missing or would be overheard. */
export function serverTarget(
  { server, "token-file": tokenFile }: Given,
  permissions: string,
  help: string,
): ServerTarget {
  const url = server !== undefined && URL.canParse(server) ? new URL(server) : null;
  if (!url) throw new UsageError(`Say where Nacre runs: --server URL.\n\n${help}`);
  const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isHere))
    throw new UsageError("--server must be https: the token and what is sent would be read on the way.");
  const token = tokenFile === undefined ? (process.env["NACRE_TOKEN"] ?? "") : readText(tokenFile);
  if (token.trim() === "") throw new UsageError("Set NACRE_TOKEN, or name a file with --token-file.");
  return { server: url, token: token.trim(), permissions };
}

/** Throws `UsageError` where the file cannot be read. */
export function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
