import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Binding } from "./iam-policy.ts";
import { keyOf, lastSegment } from "./names.ts";

/** As many principals as Google lets one policy name; a longer one is no policy of Google's. */
const membersMax = 1_500;

/** Each policy as it is written, for whoever must decide exactly what it lets somebody do. */
export const normalizeAllowPolicies = (
  bindingsByKey: ReadonlyMap<string, readonly Binding[]>,
  scope: Scope,
): Batch => ({
  resources: [...bindingsByKey].map(([on, bindings]) => toAllowPolicy(on, bindings, scope)),
  relationships: [],
});

function toAllowPolicy(
  on: string,
  bindings: readonly Binding[],
  scope: Scope,
): Resource<"gcp.iam.allow-policy"> {
  let left = membersMax;
  const kept = bindings.map(({ role, members, condition }) => {
    const taken = members.slice(0, Math.max(left, 0));
    left -= members.length;
    return {
      role,
      members: taken,
      condition: condition
        ? { title: condition.title ?? "", expression: (condition.expression ?? "").slice(0, 8_000) }
        : null,
    };
  });
  return {
    // Google gives policies no name; one under IAM keeps what a role says of a service off its policies.
    key: keyOf("iam", `allowPolicies/${on.replace(/^\/\//, "")}`),
    type: "gcp.iam.allow-policy",
    name: `Policy of ${lastSegment(on)}`,
    account: scope.account,
    region: null,
    tags: {},
    properties: { on, bindings: kept, truncated: left < 0 },
    facets: {},
  };
}
