import type { RouteHop } from "#lib/domain/derived.ts";
import { isOfType, type Resource, type ResourceOfClass } from "#lib/domain/resource.ts";
import { hop } from "./hop.ts";

type Asking = Resource & ResourceOfClass<"api" | "compute" | "agent-tool">;

/** What a caller must prove at the resource's own address. Throws `UnknownRead` where that was not collected. */
export function proofHop(resource: Asking): RouteHop {
  switch (resource.facets.authentication) {
    case "unreachable":
      return hop(resource, "closed", "answers no caller directly");
    case "none":
      return hop(resource, "open", "asks for no proof of identity");
    case "key":
      return hop(resource, "asks", "asks for a key");
    case "identity":
      return hop(resource, "asks", "asks for an identity");
  }
}

/** Of servers whose own settings were read, what they ask for; null of any other. Throws like `proofHop`. */
export function serverProof(resource: Resource): RouteHop | null {
  const asked = askedByServer(resource);
  if (asked === null) return null;
  return asked === "none"
    ? hop(resource, "open", "answers and asks for no proof of identity")
    : hop(
        resource,
        "asks",
        `is on a public network and asks for ${asked === "key" ? "a key" : "an identity"}`,
      );
}

function askedByServer(resource: Resource): "none" | "key" | "identity" | null {
  if (
    isOfType(resource, "kubernetes.model-server") ||
    isOfType(resource, "kubernetes.vector-store") ||
    isOfType(resource, "kubernetes.notebook")
  )
    return resource.properties.authentication;
  if (isOfType(resource, "aws.opensearch.domain") && resource.properties.anonymous) return "none";
  return null;
}
