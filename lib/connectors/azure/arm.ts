import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { detail } from "./detail.ts";

/** Azure compares resource ids without regard to case, and returns them in several: keys are lower case. */
export const armKey = (id: string): string => id.toLowerCase();

const Identity = z.object({
  type: z.string().nullish(),
  principalId: z.string().nullish(),
  tenantId: z.string().nullish(),
  userAssignedIdentities: z.record(z.string(), z.unknown()).nullish(),
});
export type ArmIdentity = z.infer<typeof Identity>;

/** What every resource of Azure's resource graph has; each collector adds its own `properties`. */
export const armRow = <P extends z.ZodType>(properties: P) =>
  z.object({
    id: z.string().startsWith("/"),
    name: z.string(),
    location: z.string().nullish(),
    kind: z.string().nullish(),
    tags: z.record(z.string(), z.string().nullable()).nullish(),
    sku: z.object({ name: z.string().nullish() }).nullish(),
    identity: Identity.nullish(),
    properties,
  });
export type ArmRow<P> = {
  id: string;
  name: string;
  location?: string | null | undefined;
  kind?: string | null | undefined;
  tags?: Record<string, string | null> | null | undefined;
  sku?: { name?: string | null | undefined } | null | undefined;
  identity?: ArmIdentity | null | undefined;
  properties: P;
};
export type ArmBase = Omit<ArmRow<unknown>, "properties">;

/** The resources of one type, as one query; ordered, so that pages neither repeat nor miss. */
export const resourcesOfType = (type: string): string =>
  `Resources | where type =~ '${type}' | project id, name, location, kind, tags, sku, identity, properties | order by id asc`;

/** What is the same in every resource: its key, its name and where it is. */
export const placeOf = (row: ArmBase, account: string) => ({
  key: armKey(row.id),
  name: row.name,
  account,
  region: row.location ?? null,
  tags: tagsOf(row.tags),
});

const tagsOf = (tags: Record<string, string | null> | null | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(tags ?? {}).map(([name, value]) => [name, value ?? ""]));

/** Keys of the identities a resource runs as. A system-assigned one has no id of its own, so its key hangs below it. */
export const identityKeys = ({ id, identity }: ArmBase): string[] => [
  ...(identity?.principalId ? [systemIdentityKey(id)] : []),
  ...Object.keys(identity?.userAssignedIdentities ?? {}).map(armKey),
];

export const systemIdentityKey = (id: string): string => `${armKey(id)}/identities/system`;

export const PrivateConnections = z
  .array(
    z.object({
      properties: z
        .object({
          privateEndpoint: z.object({ id: z.string().nullish() }).nullish(),
          privateLinkServiceConnectionState: z.object({ status: z.string().nullish() }).nullish(),
        })
        .nullish(),
    }),
  )
  .nullish();

/** Ids of the private endpoints whose connection was approved. */
export const approvedEndpoints = (connections: z.infer<typeof PrivateConnections>): string[] =>
  (connections ?? []).flatMap(({ properties }) =>
    properties?.privateLinkServiceConnectionState?.status === "Approved" && properties.privateEndpoint?.id
      ? [armKey(properties.privateEndpoint.id)]
      : [],
  );

export const DiagnosticSettings = z.object({
  value: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      properties: z.object({
        workspaceId: z.string().nullish(),
        storageAccountId: z.string().nullish(),
        eventHubAuthorizationRuleId: z.string().nullish(),
        marketplacePartnerId: z.string().nullish(),
        logs: z
          .array(
            z.object({
              category: z.string().nullish(),
              categoryGroup: z.string().nullish(),
              enabled: z.boolean(),
            }),
          )
          .nullish(),
      }),
    }),
  ),
});
export type DiagnosticSetting = z.infer<typeof DiagnosticSettings>["value"][number];

/** Log categories a setting really sends. A setting whose categories are all off sends nothing. */
export const enabledCategories = ({ properties }: DiagnosticSetting): string[] =>
  (properties.logs ?? []).flatMap(({ enabled, category, categoryGroup }) => {
    const name = category ?? categoryGroup;
    return enabled && name ? [name] : [];
  });

/** Whether one of the categories reaches a log that is kept; `allLogs` and `audit` are groups of them. */
export async function logsAnyOf(
  source: Source,
  id: string,
  categories: readonly string[],
): Promise<{ logs: boolean; unknown: Unknown | null }> {
  const { value, unknown } = await detail(
    source,
    { service: "Microsoft.Insights", operation: "DiagnosticSettings_List" },
    { id },
    DiagnosticSettings,
  );
  const sent = (value?.value ?? []).flatMap(enabledCategories);
  return { logs: sent.some((category) => [...categories, "allLogs"].includes(category)), unknown };
}
