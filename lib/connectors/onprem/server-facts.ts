import type { Unknown } from "#lib/domain/unknown.ts";
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

export const hostedOn = ({ site, host, url }: FoundServer): Relationship => ({
  from: serverKey(site, url),
  kind: "hosted-on",
  to: machineKey(site, host),
});
