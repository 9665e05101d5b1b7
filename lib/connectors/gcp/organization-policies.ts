import { z } from "zod";

import type { Batch, Scope, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { assetOf } from "./assets.ts";
import { detailList, type Detail } from "./detail.ts";
import type { Home } from "./iam-policy.ts";
import { keyOf, lastSegment, projectKey } from "./names.ts";

const values = z.array(z.string()).default([]);
const Rule = z.object({
  enforce: z.boolean().optional(),
  allowAll: z.boolean().optional(),
  denyAll: z.boolean().optional(),
  values: z.object({ allowedValues: values, deniedValues: values }).optional(),
  condition: z.object({ expression: z.string().optional() }).optional(),
});
const Policy = assetOf(
  z.object({
    name: z.string(),
    spec: z
      .object({
        rules: z.array(Rule).default([]),
        reset: z.boolean().default(false),
        inheritFromParent: z.boolean().default(false),
      })
      .optional(),
    dryRunSpec: z.unknown().optional(),
  }),
);

/** Every organization policy that is set, on the organization, a folder or a project. */
export const readOrganizationPolicies = (
  source: Pick<Source, "call" | "scope">,
): Promise<Detail<unknown[]>> =>
  detailList(
    source,
    { service: "cloudasset", operation: "organizations.assets.list", field: "assets" },
    {
      parent: source.scope.account,
      contentType: "RESOURCE",
      assetTypes: ["orgpolicy.googleapis.com/Policy"],
      pageSize: 500,
    },
    z.unknown(),
  );

const valuesMax = 200;

export function normalizeOrganizationPolicy(raw: unknown, home: Home, { account }: Scope): Batch {
  const { data } = Policy.parse(raw).resource;
  const on = holderKey(data.name, home);
  if (on === null) return { resources: [], relationships: [] };
  const constraint = lastSegment(data.name);
  const rules = data.spec?.reset ? [] : (data.spec?.rules ?? []);
  const unconditional = rules.filter(({ condition }) => !condition?.expression);
  const key = keyOf("orgpolicy", data.name);
  const all = (side: "allowedValues" | "deniedValues") =>
    unconditional.flatMap((rule) => rule.values?.[side] ?? []).slice(0, valuesMax);
  const resource: Resource<"gcp.orgpolicy.policy"> = {
    key,
    type: "gcp.orgpolicy.policy",
    name: constraint,
    account,
    region: null,
    tags: {},
    properties: {
      constraint,
      on,
      allowedValues: all("allowedValues"),
      deniedValues: all("deniedValues"),
      allowsAll: unconditional.some(({ allowAll }) => allowAll === true),
      deniesAll: unconditional.some(({ denyAll }) => denyAll === true),
      hasExceptions: rules.length > unconditional.length,
      inheritsFromParent: data.spec?.inheritFromParent ?? false,
      dryRunOnly: data.spec === undefined && data.dryRunSpec !== undefined,
    },
    facets: {
      enforced: unconditional.some(restricts),
      coversAi: /^(custom\.)?(vertexai|ainotebooks|aiplatform)/i.test(constraint),
    },
  };
  return {
    resources: [resource],
    relationships: [{ from: on, kind: "governed-by", to: key }],
  };
}

const restricts = ({ enforce, denyAll, allowAll, values: named }: z.infer<typeof Rule>): boolean =>
  enforce === true || denyAll === true || (allowAll !== true && named !== undefined);

/** A policy names its project by number, everything else knows it by id. Null for a project that is not looked at. */
function holderKey(policy: string, { projectIds, projectNumbers }: Home): string | null {
  const holder = policy.slice(0, policy.indexOf("/policies/"));
  if (!holder.startsWith("projects/")) return keyOf("cloudresourcemanager", holder);
  const id = projectIds[projectNumbers.indexOf(holder.slice("projects/".length))];
  return id === undefined ? null : projectKey(id);
}
