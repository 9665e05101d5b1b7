import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { batchOf } from "./batch.ts";
import { isBedrockUsed, usePermissions } from "./bedrock-use.ts";
import { allItems } from "./pages.ts";

const ServiceCode = "bedrock";
/** Those that say how much may be asked of models; Bedrock has hundreds more on how many things one may make. */
const onUse = /(tokens|requests|invocations) per (minute|day|second)/i;

const RawQuota = z.object({
  QuotaArn: z.string(),
  QuotaCode: z.string(),
  QuotaName: z.string(),
  Value: z.number(),
});

export const bedrockQuotas: Collector = {
  id: "bedrock-quotas",
  title: "Bedrock quotas that differ from their default",
  per: "region",
  produces: ["aws.service-quotas.quota"],
  permissions: [
    "servicequotas:ListServiceQuotas",
    "servicequotas:ListAWSDefaultServiceQuotas",
    ...usePermissions,
  ],
  collect: async function* (source) {
    if (!(await isBedrockUsed(source))) return;
    const list = (operation: string) =>
      allItems(source, "servicequotas", operation, "Quotas", { ServiceCode });
    const applied = await list("ListServiceQuotas");
    const defaults = await list("ListAWSDefaultServiceQuotas");
    const defaultOf = new Map(
      defaults
        .flatMap((raw) => RawQuota.safeParse(raw).data ?? [])
        .map(({ QuotaCode, Value }) => [QuotaCode, Value]),
    );
    yield batchOf("servicequotas:ListServiceQuotas", applied, (raw) =>
      normalizeQuota(raw, defaultOf, source.scope),
    );
  },
};

function normalizeQuota(raw: unknown, defaultOf: ReadonlyMap<string, number>, scope: Scope): Batch {
  const quota = RawQuota.parse(raw);
  const usual = defaultOf.get(quota.QuotaCode);
  if (usual === undefined || usual === quota.Value || !onUse.test(quota.QuotaName))
    return { resources: [], relationships: [] };
  const resource = {
    key: quota.QuotaArn,
    type: "aws.service-quotas.quota" as const,
    name: quota.QuotaName,
    ...scope,
    tags: {},
    properties: { code: quota.QuotaCode, default: usual },
    facets: { raised: quota.Value > usual, limit: quota.Value },
  };
  return { resources: [resource], relationships: [] };
}
