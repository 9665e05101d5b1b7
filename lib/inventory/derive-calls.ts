import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { isOfClass, type Resource } from "#lib/domain/resource.ts";

import { compileGlob } from "./glob.ts";
import { known } from "#lib/domain/unknown.ts";

/** Whether the identities a resource runs as may use another by themselves. */
type MayUse = (caller: Resource, to: Resource) => boolean;

/** Who calls whom, from the host names settings hold: the one way a call into another cloud is seen. */
export function deriveCallsByHost(graph: ResourceGraph, mayUse: MayUse): Relationship[] {
  const byHost = answeringHosts(graph);
  return graph.ofClass("compute").flatMap((caller) => {
    const called = known(() => caller.facets.calledHosts) ?? [];
    const secrets = known(() => caller.facets.secretVariables) ?? [];
    return called.flatMap((host) =>
      (byHost.get(host.toLowerCase()) ?? [])
        .filter((resource) => resource.key !== caller.key)
        .flatMap((resource) => callOf(caller, resource, host, mayUse(caller, resource) ? [] : secrets)),
    );
  });
}

/** A caller whose identity opens nothing there, and which holds a secret, calls with the secret. */
function callOf(caller: Resource, to: Resource, host: string, secrets: readonly string[]): Relationship[] {
  const reason = `A setting of ${caller.name} names ${host}`;
  const call: Relationship = { from: caller.key, kind: "invokes", to: to.key, reason };
  if (secrets.length === 0 || !takesKeys(to)) return [call];
  const held = `${caller.name} calls ${host}, which its identity may not, and holds ${secrets.join(", ")} in clear`;
  return [call, { from: caller.key, kind: "holds-credential-of", to: to.key, reason: held }];
}

const takesKeys = (resource: Resource): boolean =>
  (isOfClass(resource, "ai-service") || isOfClass(resource, "vector-store")) &&
  known(() => resource.facets.keyAuthentication) !== false;

function answeringHosts(graph: ResourceGraph): ReadonlyMap<string, readonly Resource[]> {
  const byHost = new Map<string, Resource[]>();
  const answering = [
    ...graph.ofClass("ai-service"),
    ...graph.ofClass("agent-tool"),
    ...graph.ofClass("vector-store"),
    ...graph.ofClass("api"),
    ...graph.ofClass("compute"),
  ];
  for (const resource of answering)
    for (const host of known(() => resource.facets.hosts) ?? []) {
      const name = host.toLowerCase();
      byHost.set(name, [...(byHost.get(name) ?? []), resource]);
    }
  return byHost;
}

/** What a distribution hands calls on to, by the name of its origin: in whichever account or cloud it answers. */
export function deriveOrigins(graph: ResourceGraph): Relationship[] {
  const distributions = graph.all("aws.cloudfront.distribution");
  if (distributions.length === 0) return [];
  const byHost = answeringHosts(graph);
  return distributions.flatMap((distribution) =>
    (known(() => distribution.properties.origins) ?? []).flatMap(({ host }) =>
      (byHost.get(host) ?? [])
        .filter(({ key }) => key !== distribution.key)
        .map((to): Relationship => ({
          from: distribution.key,
          kind: "routes-to",
          to: to.key,
          reason: `Its origin is ${host}`,
        })),
    ),
  );
}

/** Tools whose declared address is another resource's: calling the tool is calling that resource. */
export function deriveToolBackends(graph: ResourceGraph): Relationship[] {
  const byHost = answeringHosts(graph);
  return graph.ofClass("agent-tool").flatMap((tool) =>
    (known(() => tool.facets.hosts) ?? []).flatMap((host) =>
      (byHost.get(host.toLowerCase()) ?? [])
        .filter((resource) => isOfClass(resource, "api") || isOfClass(resource, "compute"))
        .map((resource) => ({
          from: tool.key,
          kind: "invokes" as const,
          to: resource.key,
          reason: `Both answer at ${host}`,
        })),
    ),
  );
}

const invoked = ["agent", "model-deployment", "model"] as const;

/**
 * Compute whose identity is allowed to invoke an agent or a deployment by its exact name is its caller:
 * nobody names what they do not call. A wildcard says nothing of the kind.
 */
export function deriveCallsByGrant(graph: ResourceGraph): Relationship[] {
  return graph.ofClass("compute").flatMap((caller) =>
    graph
      .edges(caller.key, "runs-as")
      .map((edge) => edge.resource)
      .flatMap((identity) => {
        if (!isOfClass(identity, "identity")) return [];
        return (known(() => identity.facets.grants) ?? [])
          .filter((grant) => grant.effect === "allow" && grant.abilities.includes("invoke-model"))
          .filter((grant) => compileGlob(grant.on).exact)
          .filter((grant) => isInvocable(graph.get(grant.on)))
          .map((grant) => ({
            from: caller.key,
            kind: "invokes" as const,
            to: grant.on,
            reason: `It runs as ${identity.name}, which may invoke exactly this (${grant.source})`,
          }));
      }),
  );
}

function isInvocable(resource: Resource | undefined): boolean {
  if (!resource) return false;
  return invoked.some((wanted) => isOfClass(resource, wanted));
}
