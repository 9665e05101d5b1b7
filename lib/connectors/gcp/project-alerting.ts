import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { assetOf, assetPermissions, listAssets } from "./assets.ts";
import { type Detail } from "./detail.ts";
import { lastSegment, projectKey } from "./names.ts";
import { readServices, servicesPermission, usesAi } from "./uses-ai.ts";
import { withUnknown } from "../normalized.ts";

const query = z.looseObject({ filter: z.string().optional(), query: z.string().optional() }).optional();
const AlertPolicy = assetOf(
  z.object({
    name: z.string(),
    displayName: z.string().optional(),
    enabled: z.boolean().default(true),
    notificationChannels: z.array(z.string()).default([]),
    conditions: z
      .array(
        z.object({
          conditionThreshold: query,
          conditionAbsent: query,
          conditionMatchedLog: query,
          conditionMonitoringQueryLanguage: query,
          conditionPrometheusQueryLanguage: query,
        }),
      )
      .default([]),
  }),
);
type AlertPolicy = z.infer<typeof AlertPolicy>["resource"]["data"];

/** Whether anything tells somebody when the project's models err or are abused. */
export const projectAlerting: Collector = {
  id: "project-alerting",
  title: "Alert policies",
  per: "account",
  produces: ["gcp.monitoring.project-alerting"],
  permissions: [...assetPermissions, servicesPermission],
  collect: async function* (source) {
    const raws: unknown[] = [];
    for await (const page of listAssets(source, "monitoring.googleapis.com/AlertPolicy")) raws.push(...page);
    yield normalizeAlerting(raws, await readServices(source), source.scope);
  },
};

export function normalizeAlerting(
  raws: readonly unknown[],
  services: Detail<string[]>,
  { account }: Scope,
): Batch {
  const policies = z
    .array(AlertPolicy)
    .parse(raws)
    .map(({ resource }) => resource.data);
  const ofAi = policies.filter((policy) => policy.enabled && watchesAi(policy));
  const resource: Resource<"gcp.monitoring.project-alerting"> = {
    key: `${projectKey(account)}/alerting`,
    type: "gcp.monitoring.project-alerting",
    name: `Alerting of ${account}`,
    account,
    region: null,
    tags: {},
    properties: {
      policyCount: policies.length,
      aiPolicies: ofAi.map(({ displayName, name }) => displayName ?? lastSegment(name)),
      usesAi: usesAi(services.value),
    },
    facets: {
      notifies: ofAi.some(({ notificationChannels }) => notificationChannels.length > 0),
      watchesAi: ofAi.length > 0,
    },
  };
  return { resources: [withUnknown(resource, { "properties.usesAi": services.unknown })], relationships: [] };
}

/** Metrics, resources and logs of AI name their service. */
const watchesAi = ({ conditions }: AlertPolicy): boolean =>
  conditions.some((condition) =>
    Object.values(condition).some((part) =>
      /aiplatform|generativelanguage|discoveryengine|dialogflow|modelarmor|documentai/i.test(
        `${part?.filter ?? ""} ${part?.query ?? ""}`,
      ),
    ),
  );
