import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { commandLineOf } from "./command-line.ts";
import { keptLogs } from "./kept-logs.ts";
import { keyOf } from "./keys.ts";
import { incomplete } from "./listing.ts";
import { meshPermissions, readMesh } from "./mesh-proof.ts";
import { policyPermissions, readIsolation } from "./policy-source.ts";
import { configPermissions, readProof, recogniseIn } from "./proof-source.ts";
import { servedModel } from "./served-model.ts";
import { serverKey, serverResource, workloadKeyOf, type FoundServer } from "./server-record.ts";
import { readWaysIn, wayPermissions } from "./ways-in.ts";
import { readWorkloads, workloadPermissions, type Workloads } from "./workload-source.ts";

export const aiServers: Collector = {
  id: "ai-servers",
  title: "Model servers, vector databases, gateways and notebooks",
  per: "account",
  produces: [
    "kubernetes.model-server",
    "kubernetes.model",
    "kubernetes.vector-store",
    "kubernetes.llm-gateway",
    "kubernetes.mcp-server",
    "kubernetes.notebook",
    "kubernetes.model-registry",
    "hosted-on",
    "serves",
    "stores-artifacts-in",
  ],
  permissions: [
    ...workloadPermissions,
    ...wayPermissions,
    ...policyPermissions,
    ...meshPermissions,
    ...configPermissions,
  ],
  collect: async function* (source) {
    const workloads = await readWorkloads(source);
    for await (const batch of findServers(source, workloads)) yield batch;
    if (workloads.unknown) throw incomplete(workloads.unknown);
  },
};

async function* findServers(source: Source, workloads: Workloads): AsyncGenerator<Batch> {
  const { account } = source.scope;
  const readWays = await readWaysIn(source);
  const isolationFor = await readIsolation(source);
  const mesh = await readMesh(source);
  for (const workload of workloads.items) {
    const recognised = recogniseIn(workload.spec);
    if (!recognised) continue;
    const proof = await readProof(source, workload, recognised, mesh);
    const ways = readWays(workload);
    const logs = keptLogs(recognised, workloads);
    yield normalizeServer({
      account,
      workload,
      recognised,
      proof,
      ways,
      isolation: isolationFor(workload),
      logs,
    });
  }
}

export function normalizeServer(found: FoundServer): Batch {
  const from = serverKey(found);
  const host = workloadKeyOf(found.account, found.workload);
  const model = modelOf(found);
  const relationships: Relationship[] = [
    { from, kind: "hosted-on", to: host },
    ...(model
      ? [from, host].map((server) => ({ from: server, kind: "serves" as const, to: model.resource.key }))
      : []),
    ...(model?.storeKey
      ? [{ from: model.resource.key, kind: "stores-artifacts-in" as const, to: model.storeKey }]
      : []),
  ];
  return { resources: [serverResource(found), ...(model ? [model.resource] : [])], relationships };
}

function modelOf(
  found: FoundServer,
): { resource: Resource<"kubernetes.model">; storeKey: string | null } | null {
  const { account, workload, recognised } = found;
  if (recognised.engine.kind !== "model-server") return null;
  const model = servedModel(recognised.engine.id, commandLineOf(recognised.container));
  if (!model) return null;
  const { kind, metadata } = workload;
  const resource: Resource<"kubernetes.model"> = {
    key: keyOf(account, "models", metadata.namespace, `${kind.toLowerCase()}.${metadata.name}`),
    type: "kubernetes.model",
    name: model.source,
    account,
    region: null,
    tags: {},
    properties: {
      source: model.source,
      weightsFormat: model.weightsFormat,
      revisionPinned: model.revisionPinned,
    },
    facets: {
      origin: model.origin,
      publisher: model.publisher,
      version: model.revision,
      lifecycle: "unstated",
      customerKey: true,
    },
  };
  return { resource, storeKey: model.storeKey };
}
