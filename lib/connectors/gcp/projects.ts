import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import {
  AuditConfigs,
  inheritedPermissions,
  readAncestry,
  readInherited,
  type Inherited,
} from "./ancestry.ts";
import { assetOf, assetPermissions, listAssets } from "./assets.ts";
import { type Detail } from "./detail.ts";
import { Project } from "./home.ts";
import { IamPolicy, isPersonMember, isPublicMember, type Binding } from "./iam-policy.ts";
import { floorPermissions, geminiScreening, readFloor, type FloorSetting } from "./model-armor.ts";
import { projectKey } from "./names.ts";
import { listItems } from "./paging.ts";
import { perimeterPermissions, perimetersAround } from "./service-perimeters.ts";
import { aiAdministratorRoles, impersonates } from "./telling-roles.ts";
import { readServices, servicesPermission } from "./uses-ai.ts";
import { withUnknown } from "../normalized.ts";

const Policy = IamPolicy.extend({ auditConfigs: AuditConfigs });
const LogBucket = assetOf(
  z.object({
    name: z.string(),
    retentionDays: z.number().optional(),
    cmekSettings: z.object({ kmsKeyName: z.string().optional() }).optional(),
  }),
);

/** The project with its own policy, what is switched on in it, and what it writes to its data access log. */
export const projects: Collector = {
  id: "projects",
  title: "Project and audit configuration",
  per: "account",
  produces: ["gcp.cloudresourcemanager.project", "gcp.logging.audit-config", "logs-to", "governed-by"],
  permissions: [
    "resourcemanager.projects.get",
    "resourcemanager.projects.getIamPolicy",
    servicesPermission,
    ...inheritedPermissions,
    ...perimeterPermissions,
    ...floorPermissions,
    ...assetPermissions,
  ],
  collect: async function* (source) {
    const found: unknown[] = [];
    for await (const page of listItems(source, "cloudresourcemanager", "projects.search", "projects"))
      found.push(...page);
    const policy = await source.call("cloudresourcemanager", "projects.getIamPolicy", {
      options: { requestedPolicyVersion: 3 },
    });
    const logBuckets: unknown[] = [];
    for await (const page of listAssets(source, "logging.googleapis.com/LogBucket")) logBuckets.push(...page);
    const ancestors = await readAncestry(source);
    yield normalizeProject(found, policy, logBuckets, source.scope, {
      ancestors,
      perimeters: await perimetersAround(source, ancestors, numberOf(found, source.scope)),
      inherited: await readInherited(source, ancestors),
      floor: await readFloor(source),
      services: await readServices(source),
    });
  },
};

const numberOf = (found: readonly unknown[], { account }: Scope): string =>
  z
    .array(Project)
    .parse(found)
    .find(({ projectId }) => projectId === account)
    ?.name.replace("projects/", "") ?? "";

/** What a project has of what stands above it, and what is switched on in it. */
export type ProjectSurroundings = {
  ancestors: readonly string[];
  inherited: Inherited;
  perimeters: Detail<string[]>;
  floor: Detail<FloorSetting>;
  services: Detail<string[]>;
};

export function normalizeProject(
  found: readonly unknown[],
  rawPolicy: unknown,
  logBuckets: readonly unknown[],
  { account }: Scope,
  { ancestors, inherited, perimeters, floor, services }: ProjectSurroundings,
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
      impersonators: membersWho(policy.bindings, impersonates),
      aiAdministrators: membersWho(policy.bindings, (role) => aiAdministratorRoles.has(role)),
      publicMembers: [...new Set(policy.bindings.flatMap(({ members }) => members.filter(isPublicMember)))],
      ancestors: [...ancestors],
      geminiScreening: geminiScreening(floor.value),
      enabledServices: [...(services.value ?? [])],
    },
    facets: {},
  };
  const auditLog = auditLogOf([policy, ...inherited.policies], inherited.unknown, logBuckets, account, key);
  return {
    resources: [
      withUnknown(resource, {
        "properties.enabledServices": services.unknown,
        "properties.geminiScreening": floor.unknown,
        "relationships.governed-by": perimeters.unknown,
      }),
      auditLog,
    ],
    relationships: [
      { from: key, kind: "logs-to", to: auditLog.key },
      ...(perimeters.value ?? []).map((to) => ({ from: key, kind: "governed-by" as const, to })),
    ],
  };
}

const membersWho = (bindings: readonly Binding[], grants: (role: string) => boolean): string[] => [
  ...new Set(
    bindings.filter(({ role }) => grants(role)).flatMap(({ members }) => members.filter(isPersonMember)),
  ),
];

/**
 * Configuration changes are always logged; reads and writes of data only where a policy says so, the project's own or
 * one above it. A policy above that could not be read may log what these do not.
 */
function auditLogOf(
  policies: readonly Pick<z.infer<typeof Policy>, "auditConfigs">[],
  unread: Unknown | null,
  logBuckets: readonly unknown[],
  account: string,
  project: string,
): Resource<"gcp.logging.audit-config"> {
  const auditConfigs = policies.flatMap((policy) => policy.auditConfigs);
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
  const dataEvents = ["allServices", "aiplatform.googleapis.com"].some((service) =>
    loggedServices.includes(service),
  );
  const resource: Resource<"gcp.logging.audit-config"> = {
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
      dataEvents,
      retentionDays: kept?.resource.data.retentionDays ?? null,
      customerKey: Boolean(kept?.resource.data.cmekSettings?.kmsKeyName),
    },
  };
  return withUnknown(resource, {
    "facets.dataEvents": dataEvents ? null : unread,
    "properties.loggedServices": loggedServices.includes("allServices") ? null : unread,
  });
}
