import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { assetOf, assetPermissions, listAssets } from "./assets.ts";
import { Project } from "./home.ts";
import { IamPolicy, isPersonMember, isPublicMember, type Binding } from "./iam-policy.ts";
import { projectKey } from "./names.ts";
import { listItems } from "./paging.ts";
import { roleCan } from "./role-abilities.ts";

const Policy = IamPolicy.extend({
  auditConfigs: z
    .array(
      z.object({
        service: z.string(),
        auditLogConfigs: z
          .array(z.object({ logType: z.string(), exemptedMembers: z.array(z.string()).default([]) }))
          .default([]),
      }),
    )
    .default([]),
});
const LogBucket = assetOf(
  z.object({
    name: z.string(),
    retentionDays: z.number().optional(),
    cmekSettings: z.object({ kmsKeyName: z.string().optional() }).optional(),
  }),
);

/** The project with its own policy, and what it writes to its data access log. */
export const projects: Collector = {
  id: "projects",
  title: "Project and audit configuration",
  per: "account",
  produces: ["gcp.cloudresourcemanager.project", "gcp.logging.audit-config", "logs-to"],
  permissions: ["resourcemanager.projects.get", "resourcemanager.projects.getIamPolicy", ...assetPermissions],
  collect: async function* (source) {
    const found: unknown[] = [];
    for await (const page of listItems(source, "cloudresourcemanager", "projects.search", "projects"))
      found.push(...page);
    const policy = await source.call("cloudresourcemanager", "projects.getIamPolicy", {
      options: { requestedPolicyVersion: 3 },
    });
    const logBuckets: unknown[] = [];
    for await (const page of listAssets(source, "logging.googleapis.com/LogBucket")) logBuckets.push(...page);
    yield normalizeProject(found, policy, logBuckets, source.scope);
  },
};

export function normalizeProject(
  found: readonly unknown[],
  rawPolicy: unknown,
  logBuckets: readonly unknown[],
  { account }: Scope,
): Batch {
  const project = z
    .array(Project)
    .parse(found)
    .find(({ projectId }) => projectId === account);
  if (!project) return { resources: [], relationships: [] };
  const policy = Policy.parse(rawPolicy);
  const identity = { account, region: null, tags: project.labels };
  const key = projectKey(account);
  const resource: Resource<"gcp.cloudresourcemanager.project"> = {
    ...identity,
    key,
    type: "gcp.cloudresourcemanager.project",
    name: project.displayName ?? account,
    properties: {
      number: project.name.replace("projects/", ""),
      parent: project.parent ?? null,
      impersonators: membersWho(
        policy.bindings,
        (role) => roleCan(role, "iam", "assume") || role === "roles/iam.serviceAccountUser",
      ),
      aiAdministrators: membersWho(policy.bindings, (role) => aiAdministratorRoles.has(role)),
      publicMembers: [...new Set(policy.bindings.flatMap(({ members }) => members.filter(isPublicMember)))],
    },
    facets: {},
  };
  const auditLog = auditLogOf(policy, logBuckets, account, key);
  return {
    resources: [resource, auditLog],
    relationships: [{ from: key, kind: "logs-to", to: auditLog.key }],
  };
}

const aiAdministratorRoles: ReadonlySet<string> = new Set([
  "roles/aiplatform.admin",
  "roles/ml.admin",
  "roles/notebooks.admin",
]);

const membersWho = (bindings: readonly Binding[], grants: (role: string) => boolean): string[] => [
  ...new Set(
    bindings.filter(({ role }) => grants(role)).flatMap(({ members }) => members.filter(isPersonMember)),
  ),
];

/** Configuration changes are always logged; reads and writes of data only where a policy says so. */
function auditLogOf(
  { auditConfigs }: z.infer<typeof Policy>,
  logBuckets: readonly unknown[],
  account: string,
  project: string,
): Resource<"gcp.logging.audit-config"> {
  const configsOf = (wanted: string) =>
    auditConfigs.flatMap(({ service, auditLogConfigs }) => (service === wanted ? auditLogConfigs : []));
  const logged = [...new Set(auditConfigs.map(({ service }) => service))]
    // What is said of every service holds for each besides what is said of it alone.
    .map((service) => ({ service, configs: [...configsOf(service), ...configsOf("allServices")] }))
    .filter(({ configs }) => {
      const types = new Set(configs.map(({ logType }) => logType));
      return types.has("DATA_READ") && types.has("DATA_WRITE");
    });
  const loggedServices = logged.map(({ service }) => service);
  const kept = z
    .array(LogBucket)
    .parse(logBuckets)
    .find(({ resource }) => resource.data.name.endsWith("/buckets/_Default"));
  return {
    key: `${project}/auditConfig`,
    type: "gcp.logging.audit-config",
    name: `Audit logs of ${account}`,
    account,
    region: null,
    tags: {},
    properties: {
      loggedServices,
      exemptedMembers: [
        ...new Set(
          logged.flatMap(({ configs }) => configs.flatMap(({ exemptedMembers }) => exemptedMembers)),
        ),
      ],
    },
    facets: {
      enabled: true,
      dataEvents: ["allServices", "aiplatform.googleapis.com"].some((service) =>
        loggedServices.includes(service),
      ),
      retentionDays: kept?.resource.data.retentionDays ?? null,
      customerKey: Boolean(kept?.resource.data.cmekSettings?.kmsKeyName),
    },
  };
}
