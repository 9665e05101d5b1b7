import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";

import type { AccessKind } from "../access.ts";
import { reasonOf, type Decision, type Verdict } from "../decision.ts";
import { identitiesByPrincipal, type AzurePrincipal } from "./estate.ts";

type Vault = Resource<"azure.key-vault.vault">;
type Policy = Vault["properties"]["accessPolicies"][number];

/** Operations that amount to a kind of access, on the vault itself and on each of its secrets. */
const amounts: readonly {
  kind: AccessKind;
  on: "vault" | "secret";
  of: "secrets" | "keys";
  operations: readonly string[];
}[] = [
  { kind: "can-read", on: "vault", of: "secrets", operations: ["get", "backup"] },
  { kind: "can-read", on: "vault", of: "keys", operations: ["decrypt", "unwrapkey"] },
  { kind: "can-read", on: "secret", of: "secrets", operations: ["get"] },
  { kind: "can-manage", on: "secret", of: "secrets", operations: ["set", "delete", "purge"] },
];

/** One edge that a vault's own policies give. */
export type PolicyEdge = { verdict: Verdict; relationship: Relationship };

/**
 * Who reads and manages what a vault keeps by the vault's own access policies, which count where it does not go by
 * roles. https://learn.microsoft.com/azure/key-vault/general/assign-access-policy
 */
export function accessPolicyEdges(graph: ResourceGraph, principals: readonly AzurePrincipal[]): PolicyEdge[] {
  const holders = identitiesByPrincipal(graph, principals);
  return graph.all("azure.key-vault.vault").flatMap((vault) => {
    const policies = known(() => vault.properties.accessPolicies) ?? [];
    const roleBased = known(() => vault.facets.roleBased);
    if (roleBased === true || policies.length === 0) return [];
    const secrets = graph
      .edges(vault.key, "contains")
      .flatMap(({ resource }) => (resource.type === "azure.key-vault.secret" ? [resource.key] : []));
    return policies.flatMap((policy, at) =>
      [...(holders.get(policy.objectId) ?? [])].flatMap((from) =>
        amounts.flatMap(({ kind, on, of, operations }) => {
          const decision = decisionOf(vault, policy, at, { of, operations }, roleBased === null);
          if (decision === null) return [];
          const reason = reasonOf(decision);
          return (on === "vault" ? [vault.key] : secrets).map((to) => ({
            verdict: decision.verdict,
            relationship: { from, kind, to, reason },
          }));
        }),
      ),
    );
  });
}

function decisionOf(
  { key, name }: Vault,
  { applicationId, ...given }: Policy,
  at: number,
  { of, operations }: { of: "secrets" | "keys"; operations: readonly string[] },
  isUndecided: boolean,
): Decision | null {
  const operation = given[of].find((one) => one === "all" || operations.includes(one));
  if (operation === undefined) return null;
  const conditions = [
    // Such a policy holds only for calls that the application makes for the principal.
    ...(applicationId === null ? [] : [`calls made through application ${applicationId}`]),
    ...(isUndecided ? ["whether the vault goes by roles"] : []),
  ];
  return {
    verdict: conditions.length > 0 ? "maybe" : "allowed",
    deciding: [
      {
        policy: { kind: "access policy", id: key, name: `access policy ${at + 1} of ${name}` },
        statement: `${operation} on ${of}`,
        effect: "allow",
        why: `gives ${operation} on ${of}`,
      },
    ],
    conditions,
    unread: [],
  };
}
