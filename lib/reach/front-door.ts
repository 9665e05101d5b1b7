import type { RouteHop } from "#lib/domain/derived.ts";
import { isOfClass, isOfType, type Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";
import { hop } from "./hop.ts";

/**
 * Whether what stands behind a Front Door takes its calls: over a private link, from anybody, or because its rules name
 * that Front Door. learn.microsoft.com/azure/frontdoor/private-link and …/origin-security
 */
export function frontDoorHops(from: Resource, to: Resource): RouteHop[] {
  if (!isOfType(from, "azure.network.web-gateway") || from.properties.kind !== "front-door") return [];
  const origins = (known(() => from.properties.origins) ?? []).filter(({ key }) => key === to.key);
  if (origins.length === 0) return [];
  if (origins.some(({ isPrivate }) => isPrivate))
    return [hop(to, "open", `takes calls of ${from.name} over a private link`)];
  const isPublic = publicNetworkOf(to);
  if (isPublic === true) return [];
  const untold = hop(to, "unknown", `may not take calls of ${from.name}`);
  if (isPublic === null || !isOfType(to, "azure.app-service.app")) return [untold];
  const admitted = known(() => to.properties.frontDoors);
  if (admitted === null) return [untold];
  const id = known(() => from.properties.frontDoorId);
  if (admitted.includes("*") || (id !== null && admitted.includes(id)))
    return [hop(to, "open", `lets ${from.name} in`)];
  return id === null && admitted.length > 0
    ? [untold]
    : [hop(to, "closed", `takes no calls of ${from.name}, neither over the internet nor by a private link`)];
}

function publicNetworkOf(to: Resource): boolean | null {
  if (isOfClass(to, "api") || isOfClass(to, "compute") || isOfClass(to, "ai-service"))
    return known(() => to.facets.publicNetwork);
  return null;
}
