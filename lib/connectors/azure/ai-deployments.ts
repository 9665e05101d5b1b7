import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { FacetsOf } from "#lib/domain/resource-class.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { AiAccount, aiAccountsQuery, inheritedFacets, requestCategories } from "./ai-accounts.ts";
import { armKey, logsAnyOf } from "./arm.ts";
import { ContentFilter, normalizeContentFilter } from "./content-filters.ts";
import { detail, eachParent, listed } from "./detail.ts";
import { parseRows, queryGraph } from "./graph-query.ts";
import { withUnknown } from "../normalized.ts";

const service = "Microsoft.CognitiveServices";

const Deployment = z.object({
  id: z.string(),
  name: z.string(),
  sku: z.object({ name: z.string().nullish(), capacity: z.number().nullish() }).nullish(),
  tags: z.record(z.string(), z.string()).nullish(),
  properties: z.object({
    model: z.object({ format: z.string(), name: z.string(), version: z.string().nullish() }),
    raiPolicyName: z.string().nullish(),
    versionUpgradeOption: z.string().nullish(),
  }),
});
type Deployment = z.infer<typeof Deployment>;

const Model = z.object({
  format: z.string(),
  name: z.string(),
  version: z.string().nullish(),
  lifecycleStatus: z.string().nullish(),
  deprecation: z.object({ inference: z.string().nullish() }).nullish(),
});
const Models = z.object({ value: z.array(Model) });
type Model = z.infer<typeof Model>;

export const aiDeployments: Collector = {
  id: "ai-deployments",
  title: "Model deployments, their models and content filters",
  per: "account",
  produces: [
    "azure.cognitive-services.deployment",
    "azure.cognitive-services.model",
    "azure.cognitive-services.content-filter",
    "hosted-on",
    "serves",
    "guarded-by",
  ],
  permissions: [
    "Microsoft.CognitiveServices/accounts/deployments/read",
    "Microsoft.CognitiveServices/accounts/models/read",
    "Microsoft.CognitiveServices/accounts/raiPolicies/read",
  ],
  collect: async function* (source) {
    const modelsSeen = new Set<string>();
    for await (const { rows, unparsed } of queryGraph(source, aiAccountsQuery, AiAccount)) {
      // An account that cannot be read has deployments all the same, which must not be taken for gone.
      yield { resources: [], relationships: [], unparsed };
      for await (const batch of eachParent(rows, async (row) => {
        const input = { id: row.id };
        const deployments = await listed(source, { service, operation: "Deployments_List" }, input);
        if (deployments.length === 0 && row.kind !== "OpenAI" && row.kind !== "AIServices")
          return { resources: [], relationships: [] };
        const filters = await listed(source, { service, operation: "RaiPolicies_List" }, input);
        const models = await detail(source, { service, operation: "Accounts_ListModels" }, input, Models);
        const logging = await logsAnyOf(source, row.id, requestCategories);
        return normalizeDeployments(row, source.scope.account, { deployments, filters, models, logging });
      }))
        yield { ...batch, resources: batch.resources.filter((resource) => isFirst(resource, modelsSeen)) };
    }
  },
};

/** Several accounts deploy one model; it is one resource. */
function isFirst(resource: Resource, modelsSeen: Set<string>): boolean {
  if (resource.type !== "azure.cognitive-services.model") return true;
  if (modelsSeen.has(resource.key)) return false;
  modelsSeen.add(resource.key);
  return true;
}

export type DeploymentAnswers = {
  deployments: readonly unknown[];
  filters: readonly unknown[];
  models: { value: z.infer<typeof Models> | null; unknown: Unknown | null };
  logging: { logs: boolean; unknown: Unknown | null };
};

export function normalizeDeployments(row: AiAccount, account: string, answers: DeploymentAnswers): Batch {
  const deployments = parseRows(answers.deployments, Deployment, `${service}:Deployments_List`);
  const filters = parseRows(answers.filters, ContentFilter, `${service}:RaiPolicies_List`);
  const used = new Set(
    deployments.rows.map(({ properties }) => effectiveFilter(properties.raiPolicyName).toLowerCase()),
  );
  const place = { account, region: row.location ?? null, tags: {} };
  const kept = filters.rows.filter(
    ({ name }) => used.has(name.toLowerCase()) || !name.startsWith("Microsoft."),
  );
  return {
    resources: [
      ...deployments.rows.map((deployment) => deploymentOf(deployment, row, account, answers.logging)),
      ...deployments.rows.map(({ properties }) => modelOf(properties.model, row, account, answers.models)),
      ...kept.map((filter) => normalizeContentFilter(filter, filters.rows, place)),
    ],
    relationships: deployments.rows.flatMap((deployment) => relationshipsOf(deployment, row, account)),
    unparsed: [...deployments.unparsed, ...filters.unparsed],
  };
}

function deploymentOf(
  raw: Deployment,
  row: AiAccount,
  account: string,
  logging: DeploymentAnswers["logging"],
): Resource<"azure.cognitive-services.deployment"> {
  return withUnknown(
    {
      key: armKey(raw.id),
      type: "azure.cognitive-services.deployment",
      name: raw.name,
      account,
      region: row.location ?? null,
      tags: raw.tags ?? {},
      properties: {
        modelFormat: raw.properties.model.format,
        modelName: raw.properties.model.name,
        modelVersion: raw.properties.model.version ?? null,
        sku: raw.sku?.name ?? null,
        capacity: raw.sku?.capacity ?? null,
        contentFilter: raw.properties.raiPolicyName ?? null,
        versionUpgrade: raw.properties.versionUpgradeOption ?? null,
      },
      facets: { ...inheritedFacets(row.properties), logsRequests: logging.logs },
    },
    { "facets.logsRequests": logging.unknown },
  );
}

function relationshipsOf(raw: Deployment, row: AiAccount, account: string): Relationship[] {
  const from = armKey(raw.id);
  const filter = effectiveFilter(raw.properties.raiPolicyName);
  return [
    { from, kind: "hosted-on", to: armKey(row.id) },
    { from, kind: "serves", to: modelKey(raw.properties.model, account) },
    { from, kind: "guarded-by", to: `${armKey(row.id)}/raipolicies/${filter.toLowerCase()}` },
  ];
}

/** A deployment that names no filter answers under Azure's default of the day. */
export const effectiveFilter = (name: string | null | undefined): string => name || "Microsoft.DefaultV2";

const modelKey = ({ format, name, version }: Model, account: string): string =>
  `/subscriptions/${account}/providers/microsoft.cognitiveservices/models/${format}.${name}.${version ?? "default"}`.toLowerCase();

const lifecycles: Record<string, FacetsOf<"model">["lifecycle"]> = {
  Stable: "active",
  GenerallyAvailable: "active",
  Preview: "active",
  Deprecating: "legacy",
  Deprecated: "retired",
};

/** A fine-tuned model's name is its base, then `.ft-` and what made it. */
function modelOf(
  model: Model,
  row: AiAccount,
  account: string,
  models: DeploymentAnswers["models"],
): Resource {
  const known = models.value?.value.find(
    ({ format, name, version }) =>
      format === model.format && name === model.name && version === model.version,
  );
  const fineTuned = model.name.includes(".ft-");
  return withUnknown(
    {
      key: modelKey(model, account),
      type: "azure.cognitive-services.model",
      name: model.version ? `${model.name} ${model.version}` : model.name,
      account,
      region: null,
      tags: {},
      properties: {
        format: model.format,
        lifecycleStatus: known?.lifecycleStatus ?? null,
        inferenceEndsAt: known?.deprecation?.inference ?? null,
      },
      facets: {
        origin: fineTuned ? "fine-tuned" : "provider",
        publisher: model.format,
        version: model.version ?? null,
        lifecycle: lifecycles[known?.lifecycleStatus ?? ""] ?? "unstated",
        // A model of the provider's holds no data of the customer's.
        customerKey: !fineTuned || inheritedFacets(row.properties).customerKey,
      },
    },
    {
      "facets.lifecycle": models.unknown,
      "properties.lifecycleStatus": models.unknown,
      "properties.inferenceEndsAt": models.unknown,
    },
  );
}
