import { isIP } from "node:net";

import { z } from "zod";

import { ConnectionError } from "#lib/domain/provider-call.ts";
import { metadataHosts } from "../rest/base-url.ts";
import { engineKinds } from "./engine-kind.ts";

/** One address the user wrote. Without a port every well-known one is asked; without a kind it is found out. */
export const Target = z.object({
  host: z.string().min(1).max(64),
  /** Scheme, host and port; null where the machine alone is named. */
  url: z.string().max(100).nullable(),
  kind: z.enum(engineKinds).nullable(),
  /** Whether strangers reach it from the internet, as the user says; null where that is not said. */
  exposure: z.enum(["public", "internal"]).nullable(),
  /** What the user says of it, as tags: `app`, `owner`, `env`. */
  tags: z.record(z.string().max(64), z.string().max(64)),
});
export type Target = z.infer<typeof Target>;

const targetsMax = 200;
const hostname = /^(?=.{1,64}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/**
 * The list as a person writes it, one address a line: `triton https://triton.lab:8000 internal app=pricing`,
 * `https://10.20.0.5:9000`, `10.20.0.7`. Throws `ConnectionError` that names the line.
 */
export function parseInventory(text: string): Target[] {
  const targets = text.split("\n").flatMap((line, at) => {
    const words = (line.split("#", 1)[0] ?? "").trim().split(/\s+/).filter(Boolean);
    return words.length === 0 ? [] : [parseLine(words, at + 1)];
  });
  if (targets.length === 0) throw refused("The list names no machine.", "Write one address a line.");
  if (targets.length > targetsMax)
    throw refused(
      `The list names more than ${targetsMax} addresses.`,
      "Make a second connection for the rest.",
    );
  const seen = new Set<string>();
  for (const { host, url } of targets) {
    const id = url ?? host;
    if (seen.has(id)) throw refused(`${id} stands in the list twice.`, "Leave one of the lines out.");
    seen.add(id);
  }
  return targets;
}

function parseLine(words: readonly string[], number: number): Target {
  let kind: Target["kind"] = null;
  let exposure: Target["exposure"] = null;
  const addresses: string[] = [];
  const tags: Record<string, string> = {};
  for (const word of words) {
    const [, tag, value] = /^(app|owner|env)=([\w.@-]{1,64})$/.exec(word) ?? [];
    const known = engineKinds.find((one) => one === word.toLowerCase());
    if (known) kind = known;
    else if (tag !== undefined && value !== undefined) tags[tag] = value;
    else if (word === "public" || word === "internal") exposure = word;
    else addresses.push(word);
  }
  const [address, ...others] = addresses;
  if (address === undefined || others.length > 0)
    throw refused(
      `Line ${number} of the list is not understood.`,
      `Write a kind (${engineKinds.join(", ")}) or none, one address, and, if you like, public or internal, app=…, owner=…, env=….`,
    );
  return { ...parseAddress(address, number), kind, exposure, tags };
}

function parseAddress(address: string, number: number): Pick<Target, "host" | "url"> {
  const hasScheme = /^https?:\/\//i.test(address);
  const text = hasScheme ? address : `https://${address}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url !== null && url.username === "" && url.password === "" && /^\/?$/.test(url.pathname);
  if (!url || !isPlain || url.search !== "" || url.hash !== "")
    throw refused(
      `Line ${number}: ${address.slice(0, 100)} is no address of a machine.`,
      "Write https://host:port, http://host:port or the host alone, without user, path or query.",
    );
  const host = url.hostname.replace(/^\[|\]$/g, "").toLowerCase();
  if (isIP(host) === 0 && !hostname.test(host))
    throw refused(
      `Line ${number}: ${host.slice(0, 100)} is no name of a machine.`,
      "Use at most 64 characters.",
    );
  if (metadataHosts.test(host))
    throw refused(
      `Line ${number}: ${host} hands out the credentials of the machine that asks.`,
      "Leave it out.",
    );
  const namesPort = hasScheme || url.port !== "";
  return { host, url: namesPort ? url.origin : null };
}

const refused = (message: string, remedy: string) => new ConnectionError(message, remedy);
