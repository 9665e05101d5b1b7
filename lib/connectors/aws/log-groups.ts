import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { batchOf } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { logGroupKey } from "./log-group-key.ts";
import { itemsOf, pages, smallNextToken } from "./pages.ts";

/** One of `DescribeLogGroups`. */
const RawLogGroup = z.object({
  logGroupName: z.string(),
  retentionInDays: z.number().optional(),
  storedBytes: z.number().optional(),
  kmsKeyId: z.string().optional(),
  dataProtectionStatus: z.string().optional(),
});

export const logGroups: Collector = {
  id: "log-groups",
  title: "CloudWatch log groups",
  per: "region",
  produces: ["aws.logs.log-group", "encrypted-by"],
  permissions: ["logs:DescribeLogGroups"],
  collect: async function* (source) {
    for await (const page of pages(source, "logs", "DescribeLogGroups", {}, smallNextToken))
      yield batchOf("logs:DescribeLogGroups", itemsOf(page, "logGroups"), (raw) =>
        normalizeLogGroup(raw, source.scope),
      );
  },
};

export function normalizeLogGroup(raw: unknown, scope: Scope): Batch {
  const group = RawLogGroup.parse(raw);
  const key = logGroupKey(group.logGroupName, scope);
  return {
    resources: [
      {
        key,
        type: "aws.logs.log-group",
        name: group.logGroupName,
        ...scope,
        tags: {},
        properties: {
          sizeBytes: group.storedBytes ?? 0,
          masksData: group.dataProtectionStatus === "ACTIVATED",
        },
        facets: {
          // A group keeps whatever is written to it; what that covers is its writer's to say.
          enabled: true,
          dataEvents: true,
          retentionDays: group.retentionInDays ?? null,
          customerKey: group.kmsKeyId !== undefined,
        },
      },
    ],
    relationships: edgesFrom(key)("encrypted-by", group.kmsKeyId),
  };
}
