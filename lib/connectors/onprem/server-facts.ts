import type { Unknown } from "#lib/domain/unknown.ts";
import { untold } from "../rest/facts.ts";
import { machineKey, serverKey, serverName } from "./names.ts";
import type { FoundServer } from "./read-server.ts";
import type { Relationship } from "#lib/domain/relationship.ts";

export const baseOf = ({ site, url, engine, tags }: FoundServer) => ({
  key: serverKey(site, url),
  name: serverName(engine.title, url),
  account: site,
  region: null,
  tags,
});

export const propertiesOf = ({ engine, version, url, access, openMetrics }: FoundServer) => ({
  engine: engine.kind,
  version: version.value,
  url,
  encrypted: url.startsWith("https:"),
  authentication: access.authentication ?? ("none" as const),
  authenticationReason: access.reason,
  openMetrics: openMetrics.value ?? false,
});

/** What is unknown of every server, with what is unknown of this one's own facts besides. */
export const unknownsOf = (
  { access, version, openMetrics }: FoundServer,
  more: Readonly<Record<string, Unknown | null>>,
): Readonly<Record<string, Unknown | null>> => ({
  "properties.authentication": access.unknown,
  "properties.version": version.unknown,
  "properties.openMetrics": openMetrics.unknown,
  ...more,
});

/** The facets of a server that is an API to its callers, and what is unknown of them. */
export function apiFactsOf({ access, publicNetwork, engine, host }: FoundServer) {
  const quiet = (what: string) =>
    untold(`${engine.kind}:${engine.listing}`, `${engine.title} does not say ${what}`);
  return {
    facets: {
      publicNetwork: publicNetwork.value,
      authentication: access.authentication ?? ("none" as const),
      // A firewall in front of it, if any, is a thing of its own.
      firewall: true,
      throttled: false,
      accessLogging: false,
      hosts: [host],
    },
    unknown: {
      "facets.publicNetwork": publicNetwork.unknown,
      "facets.authentication": access.unknown,
      "facets.throttled": quiet("whether it limits its callers"),
      "facets.accessLogging": quiet("whether it keeps a log of requests"),
    },
  };
}

export const hostedOn = ({ site, host, url }: FoundServer): Relationship => ({
  from: serverKey(site, url),
  kind: "hosted-on",
  to: machineKey(site, host),
});
