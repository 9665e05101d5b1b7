import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { keyOf, lastSegment, projectKey } from "./names.ts";
import { listItems } from "./paging.ts";
import { normalizeEach } from "../normalized.ts";

const names = z.array(z.string()).default([]);
const Rule = z.object({
  denyRule: z
    .object({
      deniedPrincipals: names,
      exceptionPrincipals: names,
      deniedPermissions: names,
      exceptionPermissions: names,
      denialCondition: z.object({ expression: z.string().default("") }).optional(),
    })
    .optional(),
});
const DenyPolicy = z.object({
  name: z.string(),
  displayName: z.string().optional(),
  rules: z.array(Rule).default([]),
});

const permissions = ["iam.denypolicies.list", "iam.denypolicies.get"];

export const projectDenyPolicies: Collector = {
  id: "project-deny-policies",
  title: "Deny policies of the project",
  per: "account",
  produces: ["gcp.iam.deny-policy"],
  permissions,
  collect: async function* (source) {
    yield await readDenyPolicies(source, `projects/${source.scope.account}`);
  },
};

export const organizationDenyPolicies: Collector = {
  id: "organization-deny-policies",
  title: "Deny policies of the organization and its folders",
  per: "organization",
  produces: ["gcp.iam.deny-policy"],
  permissions: [...permissions, "resourcemanager.folders.get"],
  collect: async function* (source) {
    yield await readDenyPolicies(source, source.scope.account);
    for await (const page of listItems(source, "cloudresourcemanager", "folders.search", "folders"))
      for (const { name } of z.array(z.object({ name: z.string() })).parse(page))
        yield await readDenyPolicies(source, name);
  },
};

/** The list leaves the rules out, so each policy is asked for by itself. */
async function readDenyPolicies(source: Source, on: string): Promise<Batch> {
  const attachmentPoint = `cloudresourcemanager.googleapis.com/${on}`;
  const found: unknown[] = [];
  for await (const page of listItems(source, "iam", "policies.listPolicies", "policies", { attachmentPoint }))
    for (const { name } of z.array(z.object({ name: z.string() })).parse(page))
      found.push(await source.call("iam", "policies.get", { attachmentPoint, policyId: lastSegment(name) }));
  return normalizeEach("iam:policies.get", found, (raw) => normalizeDenyPolicy(raw, on, source.scope));
}

/** Google lets a resource hold 500 deny policies with 500 rules together. */
const rulesMax = 500;

export function normalizeDenyPolicy(raw: unknown, on: string, { account }: Scope): Batch {
  const { name, displayName, rules } = DenyPolicy.parse(raw);
  const resource: Resource<"gcp.iam.deny-policy"> = {
    key: keyOf("iam", name),
    type: "gcp.iam.deny-policy",
    name: displayName || lastSegment(name),
    account,
    region: null,
    tags: {},
    properties: {
      on: on.startsWith("projects/")
        ? projectKey(on.slice("projects/".length))
        : keyOf("cloudresourcemanager", on),
      rules: rules.slice(0, rulesMax).flatMap(({ denyRule }) => {
        if (!denyRule) return [];
        const { denialCondition, ...lists } = denyRule;
        return [{ ...lists, condition: denialCondition?.expression.slice(0, 8_000) || null }];
      }),
      truncated: rules.length > rulesMax,
    },
    facets: {},
  };
  return { resources: [resource], relationships: [] };
}
