import { holdsCredential, maskCredential } from "./credential.ts";

/** `name = value`, as scripts and code write it; what stands before the value keeps its place. */
const assignment =
  /^(\s*(?:export\s+|const\s+|let\s+|var\s+)?([A-Za-z_][\w.]{0,80})\s{0,4}[:=]\s{0,4}["'`]?)([^\s"'`;,]{8,500})/gm;
const inWords =
  /\b((?:password|passphrase|api[ -]?key|secret key|access[ -]?key|bearer token)\s{0,4}(?:is|are|=|:)\s{0,4}["'`]?)([^\s"'`]{6,500})/gi;

/** Whether a prompt, a script or code tells a credential in clear: by its shape, in words, or in an assignment. */
export const holdsSecret = (text: string): boolean =>
  holdsCredential("", text) || text.search(inWords) >= 0 || secretNames(text).length > 0;

/** Names of what a script sets to a credential in clear. */
export const secretNames = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(assignment)]
      .filter(([, , name = "", value = ""]) => holdsCredential(name, value))
      .map(([, , name = ""]) => name),
  ),
];

/** The text with each credential in it masked at its own length, so that it still tells that there was one. */
export const maskSecrets = (text: string): string =>
  maskCredential("", text)
    .replaceAll(
      assignment,
      (_, before: string, name: string, value: string) => before + maskCredential(name, value),
    )
    .replaceAll(inWords, (_, before: string, value: string) => before + "x".repeat(value.length));
