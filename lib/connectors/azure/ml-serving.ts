import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { armKey, armRow, identityKeys, placeOf, type ArmBase, type ArmRow } from "./arm.ts";
import { listed } from "./detail.ts";
import { parseRows } from "./graph-query.ts";
import { eachWorkspace, hasCustomerKey, isIsolated, type Workspace } from "./ml-workspace-rows.ts";
import { hostsIn, secretSettings } from "./setting-values.ts";

const service = "Microsoft.MachineLearningServices";

const OnlineEndpoint = armRow(z.unknown().optional());
type OnlineEndpoint = ArmBase;
const DeploymentProperties = z.object({
  instanceType: z.string().nullish(),
  model: z.string().nullish(),
  environmentId: z.string().nullish(),
  environmentVariables: z.record(z.string(), z.string().nullable()).nullish(),
  egressPublicNetworkAccess: z.string().nullish(),
});
const Deployment = armRow(DeploymentProperties);
type Deployment = ArmRow<z.infer<typeof DeploymentProperties>>;
const BatchProperties = z.object({ authMode: z.string().nullish(), scoringUri: z.string().nullish() });
const BatchEndpoint = armRow(BatchProperties);
type BatchEndpoint = ArmRow<z.infer<typeof BatchProperties>>;

export const mlServing: Collector = {
  id: "ml-serving",
  title: "Machine Learning deployments and batch endpoints",
  per: "account",
  produces: [
    "azure.machine-learning.online-deployment",
    "azure.machine-learning.batch-endpoint",
    "hosted-on",
    "routes-to",
    "runs-as",
    "serves",
  ],
  permissions: [
    "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/read",
    "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/read",
    "Microsoft.MachineLearningServices/workspaces/batchEndpoints/read",
  ],
  collect: (source) =>
    eachWorkspace(source, async (workspace) => {
      const { account } = source.scope;
      const online = await onlineDeployments(source, workspace);
      const operation = "BatchEndpoints_List";
      const records = await listed(source, { service, operation }, { id: workspace.id });
      const batch = parseRows(records, BatchEndpoint, `${service}:${operation}`);
      const batches = batch.rows.map((row) => normalizeBatchEndpoint(row, workspace, account));
      return {
        resources: [online, ...batches].flatMap(({ resources }) => resources),
        relationships: [online, ...batches].flatMap(({ relationships }) => relationships),
        unparsed: [...(online.unparsed ?? []), ...batch.unparsed],
      };
    }),
};

async function onlineDeployments(source: Source, workspace: Workspace): Promise<Batch> {
  const endpoints = parseRows(
    await listed(source, { service, operation: "OnlineEndpoints_List" }, { id: workspace.id }),
    OnlineEndpoint,
    `${service}:OnlineEndpoints_List`,
  );
  const found: Batch[] = [];
  for (const endpoint of endpoints.rows) {
    const operation = "OnlineDeployments_List";
    const records = await listed(source, { service, operation }, { id: endpoint.id });
    found.push(normalizeDeployments(records, endpoint, workspace, source.scope.account));
  }
  return {
    resources: found.flatMap(({ resources }) => resources),
    relationships: found.flatMap(({ relationships }) => relationships),
    unparsed: [...endpoints.unparsed, ...found.flatMap(({ unparsed }) => unparsed ?? [])],
  };
}

/** The containers behind an endpoint: what they were told as variables, and whether they may call out. */
export function normalizeDeployments(
  records: readonly unknown[],
  endpoint: OnlineEndpoint,
  workspace: Workspace,
  account: string,
): Batch {
  const { rows, unparsed } = parseRows(records, Deployment, `${service}:OnlineDeployments_List`);
  return {
    resources: rows.map((row) => deploymentOf(row, workspace, account)),
    relationships: rows.flatMap((row): Relationship[] => [
      { from: armKey(endpoint.id), kind: "routes-to", to: armKey(row.id) },
      { from: armKey(row.id), kind: "hosted-on", to: armKey(workspace.id) },
      ...identityKeys(endpoint).map((to) => ({ from: armKey(row.id), kind: "runs-as" as const, to })),
      ...modelKeys(row.properties.model).map((to) => ({ from: armKey(row.id), kind: "serves" as const, to })),
    ]),
    unparsed,
  };
}

function deploymentOf(
  row: Deployment,
  workspace: Workspace,
  account: string,
): Resource<"azure.machine-learning.online-deployment"> {
  const { properties } = row;
  const variables = Object.fromEntries(
    Object.entries(properties.environmentVariables ?? {}).map(([name, value]) => [name, value ?? ""]),
  );
  return {
    ...placeOf(row, account),
    type: "azure.machine-learning.online-deployment",
    properties: {
      instanceType: properties.instanceType ?? null,
      modelId: properties.model ?? null,
      environmentId: properties.environmentId ?? null,
      egress: properties.egressPublicNetworkAccess ?? null,
      variables: Object.keys(variables).toSorted(),
    },
    facets: {
      // Callers reach it through its endpoint only, and what that asks of them is told there.
      publicNetwork: false,
      authentication: "unreachable",
      secretVariables: secretSettings(variables),
      privateNetwork: properties.egressPublicNetworkAccess === "Disabled" || isIsolated(workspace),
      hosts: [],
      calledHosts: hostsIn(variables),
    },
  };
}

/** Only a model of a workspace is a resource of Azure's; a registry's has an address of its own kind. */
const modelKeys = (model: string | null | undefined): string[] =>
  model && /^\/subscriptions\/.*\/models\/[^/]+\/versions\/[^/]+$/i.test(model)
    ? [armKey(model).replace(/\/versions\/[^/]+$/, "")]
    : [];

/** Batch endpoints take Entra tokens only, and are as public as their workspace, which is checked there. */
export function normalizeBatchEndpoint(row: BatchEndpoint, workspace: Workspace, account: string): Batch {
  const key = armKey(row.id);
  return {
    resources: [
      {
        ...placeOf(row, account),
        type: "azure.machine-learning.batch-endpoint",
        properties: {
          authMode: row.properties.authMode ?? "AADToken",
          scoringUri: row.properties.scoringUri ?? null,
        },
        facets: {
          publicNetwork: false,
          keyAuthentication: row.properties.authMode === "Key",
          // Each call is a job, and jobs stand in the workspace's own history.
          logsRequests: true,
          customerKey: hasCustomerKey(workspace),
        },
      },
    ],
    relationships: [
      { from: key, kind: "hosted-on", to: armKey(workspace.id) },
      ...identityKeys(row).map((to) => ({ from: key, kind: "runs-as" as const, to })),
    ],
  };
}
