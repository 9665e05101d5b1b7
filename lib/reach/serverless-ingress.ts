import type { RouteHop } from "#lib/domain/derived.ts";
import { isOfType, type Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";
import { hop } from "./hop.ts";

/** Words of Cloud Run and of Cloud Functions for calls from inside alone, which an external load balancer's are not. */
const insideOnly: ReadonlySet<string> = new Set(["INGRESS_TRAFFIC_INTERNAL_ONLY", "ALLOW_INTERNAL_ONLY"]);

/** Whether what stands behind a load balancer takes its calls: docs.cloud.google.com/run/docs/securing/ingress */
export function ingressHops(from: Resource, to: Resource): RouteHop[] {
  if (!isOfType(from, "gcp.compute.backend-service")) return [];
  if (!isOfType(to, "gcp.run.service") && !isOfType(to, "gcp.cloudfunctions.function")) return [];
  const ingress = known(() => to.properties.ingress);
  if (ingress === null) return [hop(to, "unknown", "does not tell whose calls it takes")];
  return insideOnly.has(ingress)
    ? [
        hop(
          to,
          "closed",
          `takes calls from inside its network alone, and those of ${from.name} come from outside`,
        ),
      ]
    : [];
}
