import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import { listed } from "./detail.ts";
import { parseRows } from "./graph-query.ts";

const call = { service: "Microsoft.Graph", operation: "SensitivityLabels_List" };

const Label = z.object({
  id: z.string(),
  name: z.string().nullish(),
  priority: z.number().nullish(),
  isEnabled: z.boolean().nullish(),
  hasProtection: z.boolean().nullish(),
  applicableTo: z.string().nullish(),
});

export const sensitivityLabels: Collector = {
  id: "sensitivity-labels",
  title: "Purview sensitivity labels",
  per: "connection",
  produces: ["azure.purview.sensitivity-label"],
  permissions: ["SensitivityLabel.Read"],
  collect: async function* (source) {
    yield normalizeLabels(await listed(source, call, {}), source.scope.account);
  },
};

export function normalizeLabels(records: readonly unknown[], account: string): Batch {
  const { rows, unparsed } = parseRows(records, Label, `${call.service}:${call.operation}`);
  return {
    resources: rows.map((row) => ({
      key: `/subscriptions/${account}/providers/microsoft.purview/sensitivitylabels/${row.id}`.toLowerCase(),
      type: "azure.purview.sensitivity-label",
      name: row.name ?? row.id,
      account,
      region: null,
      tags: {},
      properties: {
        rank: row.priority ?? null,
        enabled: row.isEnabled !== false,
        encrypts: row.hasProtection === true,
        appliesTo: (row.applicableTo ?? "").split(",").flatMap((kind) => kind.trim() || []),
      },
      facets: {},
    })),
    relationships: [],
    unparsed,
  };
}
