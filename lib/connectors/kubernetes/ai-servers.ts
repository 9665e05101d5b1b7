import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { accountPermissions, readServiceAccounts, type ServiceAccount } from "./account-source.ts";
import { actorUnknown, actsAs, cloudIdentities } from "./cloud-identity.ts";
import { commandLineOf } from "./command-line.ts";
import { keyOf } from "./keys.ts";
import { incomplete } from "./listing.ts";
import { meshPermissions, readMesh } from "./mesh-proof.ts";
import { policyPermissions, readIsolation } from "./policy-source.ts";
import { configPermissions, readProof, recogniseIn } from "./proof-source.ts";
import { servedModel } from "./served-model.ts";
import { serverKey, serverResource, workloadKeyOf, type FoundServer } from "./server-record.ts";
import { readWaysIn, wayPermissions } from "./ways-in.ts";
import { readWorkloads, workloadPermissions } from "./workload-source.ts";

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
    "runs-as",
    "stores-artifacts-in",
  ],
  permissions: [
    ...workloadPermissions,
    ...wayPermissions,
    ...policyPermissions,
    ...meshPermissions,
    ...accountPermissions,
    ...configPermissions,
  ],
  collect: async function* (source) {
    const workloads = await readWorkloads(source);
    for await (const found of findServers(source, workloads.items)) yield found;
    if (workloads.unknown) throw incomplete(workloads.unknown);
  },
};

async function* findServers(
  source: Source,
  workloads: Awaited<ReturnType<typeof readWorkloads>>["items"],
): AsyncGenerator<Batch> {
  const { account } = source.scope;
  const [readWays, isolationFor, mesh, accounts] = [
    await readWaysIn(source),
    await readIsolation(source),
    await readMesh(source),
    await readServiceAccounts(source),
  ];
  for (const workload of workloads) {
    const recognised = recogniseIn(workload.spec);
    if (!recognised) continue;
    const proof = await readProof(source, workload, recognised, mesh);
    const ways = readWays(workload);
    const found = { account, workload, recognised, proof, ways, isolation: isolationFor(workload) };
    const name = workload.spec.serviceAccountName ?? "default";
    yield normalizeServer(found, accounts.find(workload.metadata.namespace, name), accounts.unknown);
  }
}

export function normalizeServer(
  found: FoundServer,
  serviceAccount: ServiceAccount | undefined,
  accountsUnknown: Unknown | null,
): Batch {
  const { account, workload } = found;
  const from = serverKey(found);
  const { namespace } = workload.metadata;
  const model = modelOf(found);
  const relationships: Relationship[] = [
    { from, kind: "hosted-on", to: workloadKeyOf(account, workload) },
    ...actsAs(account, from, namespace, workload.spec, serviceAccount),
    ...cloudIdentities(serviceAccount).map(({ key, reason }) => ({
      from,
      kind: "runs-as" as const,
      to: key,
      reason,
    })),
    ...(model ? [{ from, kind: "serves" as const, to: model.resource.key }] : []),
    ...(model?.storeKey
      ? [{ from: model.resource.key, kind: "stores-artifacts-in" as const, to: model.storeKey }]
      : []),
  ];
  const server = serverResource(found);
  const unknown = { ...server.unknown, ...actorUnknown(workload.spec, accountsUnknown) };
  return {
    resources: [
      Object.keys(unknown).length > 0 ? { ...server, unknown } : server,
      ...(model ? [model.resource] : []),
    ],
    relationships,
  };
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
