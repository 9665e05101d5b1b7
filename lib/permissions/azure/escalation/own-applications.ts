import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";

export type Application = Resource<"azure.entra.principal">;

/** Applications that the tenant itself registered, by the subscription they were seen in. */
export const ownApplications = (graph: ResourceGraph): ReadonlyMap<string, readonly Application[]> =>
  Map.groupBy(
    graph
      .all("azure.entra.principal")
      .filter(({ properties }) => known(() => properties.ownApplication) === true),
    ({ account }) => account,
  );
