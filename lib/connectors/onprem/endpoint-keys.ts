import { ConnectionError } from "#lib/domain/provider-call.ts";

/** What proves who asks, at one address. */
export type EndpointKey =
  | { kind: "header"; name: string; value: string }
  | { kind: "s3"; accessKeyId: string; secretAccessKey: string };

const header = (name: string, value: string): EndpointKey => ({ kind: "header", name, value });

/**
 * Keys by address, one a line: `https://qdrant.lab:6333 api-key …`, `… bearer …`, `… basic user:password`,
 * `… token …` (JupyterHub), `… s3 <access key> <secret key>`. A key goes to its own address alone, and over TLS alone.
 * Messages name lines, never what stands in them.
 */
export function parseKeys(text: string): ReadonlyMap<string, EndpointKey> {
  const keys = new Map<string, EndpointKey>();
  for (const [at, line] of text.split("\n").entries()) {
    const words = line.trim().split(/\s+/).filter(Boolean);
    if (words.length === 0 || words[0]?.startsWith("#")) continue;
    const [address = "", way = "", first = "", second = ""] = words;
    const url = URL.canParse(address) ? new URL(address) : null;
    const key = keyOf(way.toLowerCase(), first, second);
    if (!url || !key || words.length > (key.kind === "s3" ? 4 : 3))
      throw refused(
        `Line ${at + 1} of the keys is not understood.`,
        "Write the address, one of bearer, basic, api-key, token or s3, and the key.",
      );
    if (url.protocol !== "https:")
      throw refused(
        `Line ${at + 1} of the keys is for an address without TLS.`,
        "A key is sent over https alone. Leave the line out, or put TLS in front of the server.",
      );
    keys.set(url.origin, key);
  }
  return keys;
}

function keyOf(way: string, first: string, second: string): EndpointKey | null {
  if (first === "" || /[^\x21-\x7e]/.test(first + second)) return null;
  if (way === "bearer") return header("authorization", `Bearer ${first}`);
  if (way === "token") return header("authorization", `token ${first}`);
  if (way === "basic") return header("authorization", `Basic ${Buffer.from(first).toString("base64")}`);
  if (way === "api-key") return header("api-key", first);
  if (way === "s3" && second !== "") return { kind: "s3", accessKeyId: first, secretAccessKey: second };
  return null;
}

const refused = (message: string, remedy: string) => new ConnectionError(message, remedy);
