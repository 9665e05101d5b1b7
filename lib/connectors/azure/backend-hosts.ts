import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { armKey } from "./arm.ts";
import { queryAll } from "./graph-query.ts";

const BackendHost = z.object({ id: z.string(), host: z.string() });

/** Hosts of what a gateway may stand in front of, so that a backend's address leads to its resource. */
const query = [
  "Resources | where type in~ ('microsoft.web/sites', 'microsoft.cognitiveservices/accounts', 'microsoft.app/containerapps', 'microsoft.apimanagement/service')",
  "extend host = tolower(coalesce(tostring(properties.defaultHostName), tostring(properties.configuration.ingress.fqdn), tostring(parse_url(tostring(properties.gatewayUrl)).Host), tostring(parse_url(tostring(properties.endpoint)).Host)))",
  "where isnotempty(host) | project id, host | order by id asc",
].join(" | ");

export async function keysByHost(source: Source): Promise<ReadonlyMap<string, string>> {
  const { rows } = await queryAll(source, query, BackendHost);
  return new Map(rows.map(({ id, host }) => [host, armKey(id)]));
}
