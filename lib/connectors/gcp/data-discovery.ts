import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { organizationOf, readAncestry } from "./ancestry.ts";
import { assetOf, assetPermissions, listAssets } from "./assets.ts";
import { detailList, type Detail } from "./detail.ts";
import { readProfiles, type ProfileHome, type ProfiledStore } from "./data-profiles.ts";
import { projectKey } from "./names.ts";
import { readServices, servicesPermission, usesAi } from "./uses-ai.ts";
import { withUnknown } from "../normalized.ts";

const anything = z.unknown().optional();
const DiscoveryConfig = assetOf(
  z.object({
    name: z.string().default(""),
    status: z.string().default("STATUS_UNSPECIFIED"),
    orgConfig: z
      .object({
        projectId: z.string().optional(),
        location: z
          .object({ folderId: z.string().optional(), organizationId: z.string().optional() })
          .optional(),
      })
      .optional(),
    targets: z
      .array(
        z.object({
          bigQueryTarget: anything,
          cloudSqlTarget: anything,
          cloudStorageTarget: anything,
          vertexDatasetTarget: anything,
          secretsTarget: anything,
        }),
      )
      .default([]),
  }),
);
type DiscoveryConfig = z.infer<typeof DiscoveryConfig>["resource"]["data"];

const type = "dlp.googleapis.com/DiscoveryConfig";

/** What looks through the project's data for what is sensitive, set up in it or for all projects from above. */
export const dataDiscovery: Collector = {
  id: "data-discovery",
  title: "Sensitive data discovery",
  per: "account",
  produces: ["gcp.dlp.project-discovery"],
  permissions: [
    ...assetPermissions,
    "resourcemanager.projects.get",
    servicesPermission,
    "dlp.fileStoreProfiles.list",
    "dlp.tableDataProfiles.list",
  ],
  collect: async function* (source) {
    const own: unknown[] = [];
    for await (const page of listAssets(source, type)) own.push(...page);
    const ancestors = await readAncestry(source);
    const organization = organizationOf(ancestors);
    const call = { service: "cloudasset", operation: "organizations.assets.list", field: "assets" };
    const input = { parent: organization, contentType: "RESOURCE", assetTypes: [type], pageSize: 500 };
    const above: Detail<unknown[]> =
      organization === null
        ? { value: [], unknown: null }
        : await detailList(source, call, input, z.unknown());
    const running = runningOf(own, above.value ?? [], ancestors);
    const profiles = await readProfiles(source, homesOf(running));
    yield normalizeDiscovery(
      { running, above, services: await readServices(source), profiles },
      source.scope,
    );
  },
};

/** `organizations/o/locations/l` or `projects/p/locations/l`, each once with all that is looked through there. */
function homesOf(running: readonly DiscoveryConfig[]): ProfileHome[] {
  const targets = new Map<string, Set<string>>();
  for (const config of running) {
    const parent = /^(.+)\/discoveryConfigs\/[^/]+$/.exec(config.name)?.[1];
    if (parent === undefined) continue;
    targets.set(parent, new Set([...(targets.get(parent) ?? []), ...targetsOf(config)]));
  }
  return [...targets].map(([parent, all]) => ({ parent, targets: all }));
}

const targetsOf = ({ targets }: DiscoveryConfig): string[] =>
  targets.flatMap((target) => [
    ...(target.bigQueryTarget === undefined ? [] : ["big-query"]),
    ...(target.cloudSqlTarget === undefined ? [] : ["cloud-sql"]),
    ...(target.cloudStorageTarget === undefined ? [] : ["cloud-storage"]),
    ...(target.vertexDatasetTarget === undefined ? [] : ["vertex-dataset"]),
  ]);

const dataOfAi: ReadonlySet<string> = new Set(["big-query", "cloud-storage", "vertex-dataset"]);

/** One set up above counts where it starts at something that holds the project. */
function runningOf(
  own: readonly unknown[],
  above: readonly unknown[],
  ancestors: readonly string[],
): DiscoveryConfig[] {
  const parse = (raws: readonly unknown[]) =>
    z
      .array(DiscoveryConfig)
      .parse(raws)
      .map(({ resource }) => resource.data);
  const reaching = parse(above).filter(({ orgConfig }) => {
    const start = orgConfig?.location;
    return (
      (start?.organizationId !== undefined && ancestors.includes(`organizations/${start.organizationId}`)) ||
      (start?.folderId !== undefined && ancestors.includes(`folders/${start.folderId}`))
    );
  });
  return [...parse(own), ...reaching].filter(({ status }) => status === "RUNNING");
}

type DiscoveryAnswers = {
  running: readonly DiscoveryConfig[];
  above: Detail<unknown[]>;
  services: Detail<string[]>;
  profiles: { stores: ProfiledStore[]; unknown: Unknown | null };
};

function normalizeDiscovery(
  { running, above, services, profiles }: DiscoveryAnswers,
  { account }: Scope,
): Batch {
  const targets = [...new Set(running.flatMap(targetsOf))].toSorted();
  const coversAi = targets.some((target) => dataOfAi.has(target));
  const resource: Resource<"gcp.dlp.project-discovery"> = {
    key: `${projectKey(account)}/sensitiveDataDiscovery`,
    type: "gcp.dlp.project-discovery",
    name: `Sensitive data discovery of ${account}`,
    account,
    region: null,
    tags: {},
    properties: { targets, usesAi: usesAi(services.value), sensitiveStores: profiles.stores },
    facets: { enabled: running.length > 0, coversAi },
  };
  const missed = (known: boolean): Unknown | null => (known ? null : above.unknown);
  return {
    resources: [
      withUnknown(resource, {
        "properties.usesAi": services.unknown,
        "properties.sensitiveStores": profiles.unknown,
        "facets.enabled": missed(running.length > 0),
        "facets.coversAi": missed(coversAi),
      }),
    ],
    relationships: [],
  };
}
