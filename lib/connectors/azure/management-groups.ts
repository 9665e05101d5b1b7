import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { armKey } from "./arm.ts";
import { listed } from "./detail.ts";
import { parseRows } from "./graph-query.ts";

const call = { service: "Microsoft.Management", operation: "Entities_List" };

const Entity = z.object({
  id: z.string(),
  type: z.string(),
  name: z.string(),
  properties: z.object({
    displayName: z.string().nullish(),
    tenantId: z.string().nullish(),
    parent: z.object({ id: z.string().nullish() }).nullish(),
    parentNameChain: z.array(z.string()).nullish(),
  }),
});
type Entity = z.infer<typeof Entity>;

export const managementGroups: Collector = {
  id: "management-groups",
  title: "Management groups and what is beneath them",
  per: "connection",
  produces: ["azure.management.group", "contains"],
  permissions: ["Microsoft.Management/managementGroups/read"],
  collect: async function* (source) {
    yield normalizeEntities(await listed(source, call, {}), source.scope.account);
  },
};

const isGroup = ({ type }: Entity): boolean => type.toLowerCase() === "microsoft.management/managementgroups";

/** Subscriptions are collected by themselves; here they only say which group holds them. */
export function normalizeEntities(records: readonly unknown[], account: string): Batch {
  const { rows, unparsed } = parseRows(records, Entity, `${call.service}:${call.operation}`);
  const groups = rows.filter(isGroup);
  const known = new Set(groups.map(({ id }) => armKey(id)));
  return {
    resources: groups.map(({ id, name, properties }) => ({
      key: armKey(id),
      type: "azure.management.group",
      name: properties.displayName ?? name,
      account,
      region: null,
      tags: {},
      properties: {
        tenantId: properties.tenantId ?? null,
        parentKey: properties.parent?.id ? armKey(properties.parent.id) : null,
        ancestors: (properties.parentNameChain ?? []).map((ancestor) => ancestor.toLowerCase()),
      },
      facets: {},
    })),
    relationships: rows.flatMap(({ id, properties }): Relationship[] => {
      const from = properties.parent?.id ? armKey(properties.parent.id) : "";
      return known.has(from) ? [{ from, kind: "contains", to: armKey(id) }] : [];
    }),
    unparsed,
  };
}
