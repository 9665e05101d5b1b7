import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { armKey } from "./arm.ts";
import { detail, listed, type Detail } from "./detail.ts";
import { parseRows } from "./graph-query.ts";
import { containerKey, Datastore, storageAccounts } from "./ml-datastores.ts";
import { eachWorkspace, hasCustomerKey, type Workspace } from "./ml-workspace-rows.ts";
import { withUnknown } from "../normalized.ts";

const service = "Microsoft.MachineLearningServices";
/** Versions are asked for model by model, so only of so many in each workspace. */
const versionsMax = 100;
const askedAtOnce = 8;

const Container = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    latestVersion: z.string().nullish(),
    isArchived: z.boolean().nullish(),
    tags: z.record(z.string(), z.string().nullable()).nullish(),
  }),
});
type Container = z.infer<typeof Container>;
const Version = z.object({
  properties: z.object({
    modelType: z.string().nullish(),
    modelUri: z.string().nullish(),
    jobName: z.string().nullish(),
    flavors: z.record(z.string(), z.unknown()).nullish(),
    properties: z.record(z.string(), z.unknown()).nullish(),
  }),
});
type Version = Detail<z.infer<typeof Version>>;
const Datastores = z.object({ value: z.array(z.unknown()) });

export const mlModels: Collector = {
  id: "ml-models",
  title: "Machine Learning models",
  per: "account",
  produces: ["azure.machine-learning.model", "contains", "stores-artifacts-in"],
  permissions: [
    "Microsoft.MachineLearningServices/workspaces/models/read",
    "Microsoft.MachineLearningServices/workspaces/models/versions/read",
    "Microsoft.MachineLearningServices/workspaces/datastores/read",
  ],
  collect: async function* (source) {
    const keyOf = await storageAccounts(source);
    yield* eachWorkspace(source, async (workspace) => {
      const call = { service, operation: "ModelContainers_List" };
      const records = await listed(source, call, { id: workspace.id });
      const containers = parseRows(records, Container, `${service}:ModelContainers_List`);
      const datastores = { service, operation: "Datastores_List" };
      const stores = await detail(source, datastores, { id: workspace.id }, Datastores);
      const batch = normalizeModels(containers.rows, workspace, source.scope.account, {
        versions: await versionsOf(source, containers.rows),
        containerOf: containersByDatastore(stores.value?.value ?? [], keyOf),
      });
      return { ...batch, unparsed: containers.unparsed };
    });
  },
};

async function versionsOf(source: Source, containers: readonly Container[]): Promise<Map<string, Version>> {
  const versions = new Map<string, Version>();
  const asked = containers
    .filter(({ properties }) => properties.latestVersion && !properties.isArchived)
    .slice(0, versionsMax);
  const call = { service, operation: "ModelVersions_Get" };
  for (let at = 0; at < asked.length; at += askedAtOnce) {
    const some = asked.slice(at, at + askedAtOnce);
    const answers = await Promise.all(
      some.map(({ id, properties }) =>
        detail(source, call, { id, version: properties.latestVersion ?? "" }, Version),
      ),
    );
    for (const [index, { id }] of some.entries()) {
      const answer = answers[index];
      if (answer) versions.set(id, answer);
    }
  }
  return versions;
}

function containersByDatastore(
  records: readonly unknown[],
  keyOf: ReadonlyMap<string, string>,
): Map<string, string> {
  return new Map(
    parseRows(records, Datastore, "").rows.flatMap((row) => {
      const key = containerKey(row, keyOf);
      return key === null ? [] : [[row.name.toLowerCase(), key] as const];
    }),
  );
}

export type ModelAnswers = {
  versions: ReadonlyMap<string, Version>;
  /** The blob container each datastore of the workspace stands for. */
  containerOf: ReadonlyMap<string, string>;
};

export function normalizeModels(
  containers: readonly Container[],
  workspace: Workspace,
  account: string,
  { versions, containerOf }: ModelAnswers,
): Batch {
  return {
    resources: containers.map((container) =>
      modelOf(container, workspace, account, versions.get(container.id)),
    ),
    relationships: containers.flatMap(({ id }): Relationship[] => {
      const uri = versions.get(id)?.value?.properties.modelUri ?? "";
      const datastore = /\/datastores\/([^/]+)\//.exec(uri)?.[1] ?? "";
      const store = containerOf.get(datastore.toLowerCase());
      return [
        { from: armKey(workspace.id), kind: "contains", to: armKey(id) },
        ...(store === undefined
          ? []
          : [{ from: armKey(id), kind: "stores-artifacts-in" as const, to: store }]),
      ];
    }),
  };
}

function modelOf(
  { id, name, properties }: Container,
  workspace: Workspace,
  account: string,
  version: Version | undefined,
): Resource<"azure.machine-learning.model"> {
  const latest = version?.value?.properties;
  // A fine-tuning job writes down what it started from.
  const base = latest?.properties?.["baseModelId"] ?? latest?.properties?.["azureml.base_model"];
  return withUnknown(
    {
      key: armKey(id),
      type: "azure.machine-learning.model",
      name,
      account,
      region: workspace.location ?? null,
      tags: Object.fromEntries(
        Object.entries(properties.tags ?? {}).map(([tag, value]) => [tag, value ?? ""]),
      ),
      properties: {
        archived: properties.isArchived === true,
        format: latest?.modelType ?? null,
        flavors: Object.keys(latest?.flavors ?? {}).toSorted(),
        uri: latest?.modelUri ?? null,
        jobName: latest?.jobName ?? null,
      },
      facets: {
        origin: base === undefined ? "custom" : "fine-tuned",
        publisher: null,
        version: properties.latestVersion ?? null,
        lifecycle: properties.isArchived === true ? "retired" : "unstated",
        customerKey: hasCustomerKey(workspace),
      },
    },
    {
      "properties.format": version?.unknown ?? null,
      "properties.flavors": version?.unknown ?? null,
      "properties.uri": version?.unknown ?? null,
      "properties.jobName": version?.unknown ?? null,
      "relationships.stores-artifacts-in": version?.unknown ?? null,
      "facets.origin": version?.unknown ?? null,
    },
  );
}
