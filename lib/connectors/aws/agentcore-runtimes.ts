import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import { holdsCredential } from "../credential.ts";
import {
  actorEdges,
  Authorizer,
  deliveredLogs,
  deliveryPermissions,
  groupKeysOf,
  NetworkConfiguration,
  outsideCallers,
  policyOf,
  service,
  statementsIn,
  tagsOfArn,
  WorkloadIdentityDetails,
  type Delivered,
} from "./agentcore-records.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { ecrImage } from "./ecr-image.ts";
import { edgesFrom } from "./edges.ts";
import { existing, isPresent } from "./existing.ts";
import { textOf } from "./listed.ts";
import { detailItems, itemsOf, pages, smallNextToken, type Answer, type Unknowns } from "./pages.ts";

/** `GetAgentRuntime`. */
const RawRuntime = z.object({
  agentRuntimeArn: z.string(),
  agentRuntimeId: z.string(),
  agentRuntimeName: z.string(),
  agentRuntimeVersion: z.string(),
  status: z.string(),
  roleArn: z.string().optional(),
  networkConfiguration: NetworkConfiguration,
  lifecycleConfiguration: z
    .object({ idleRuntimeSessionTimeout: z.number().optional(), maxLifetime: z.number().optional() })
    .optional(),
  protocolConfiguration: z.object({ serverProtocol: z.string() }).optional(),
  agentRuntimeArtifact: z
    .object({ containerConfiguration: z.object({ containerUri: z.string() }).optional() })
    .optional(),
  environmentVariables: z.record(z.string(), z.string()).optional(),
  authorizerConfiguration: Authorizer,
  workloadIdentityDetails: WorkloadIdentityDetails,
  metadataConfiguration: z.object({ requireMMDSV2: z.boolean().optional() }).optional(),
});
const RawEndpoint = z.object({ name: z.string(), liveVersion: z.string().optional() });

export const agentcoreRuntimes: Collector = {
  id: "agentcore-runtimes",
  title: "AgentCore runtimes and their endpoints",
  per: "region",
  produces: ["aws.agentcore.runtime", "runs-as", "in-network", "pulls-image"],
  permissions: [
    "bedrock-agentcore:ListAgentRuntimes",
    "bedrock-agentcore:GetAgentRuntime",
    "bedrock-agentcore:ListAgentRuntimeEndpoints",
    "bedrock-agentcore:GetResourcePolicy",
    "bedrock-agentcore:ListTagsForResource",
    "logs:DescribeLogGroups",
    ...deliveryPermissions,
  ],
  collect: async function* (source) {
    for await (const page of pages(source, service, "ListAgentRuntimes", {}, smallNextToken)) {
      const ids = itemsOf(page, "agentRuntimes").map((item) =>
        textOf(item, "agentRuntimeId", `${service}:ListAgentRuntimes`),
      );
      if (ids.length === 0) continue;
      const delivered = await deliveredLogs(source);
      const found = await mapConcurrently(ids, 4, (id) => runtime(source, id));
      yield batchOf(`${service}:GetAgentRuntime`, found.filter(isPresent), (parts) =>
        normalizeRuntime(parts, delivered, source.scope),
      );
    }
  },
};

async function runtime(source: Source, agentRuntimeId: string) {
  const unknowns: Unknowns = {};
  const raw = await existing(source, service, "GetAgentRuntime", { agentRuntimeId });
  if (raw === null) return null;
  const endpoints = await detailItems(
    source,
    {
      service,
      operation: "ListAgentRuntimeEndpoints",
      list: "runtimeEndpoints",
      input: { agentRuntimeId },
      tokens: smallNextToken,
    },
    unknowns,
    ["properties.endpoints"],
  );
  const logGroups = await detailItems(
    source,
    {
      service: "logs",
      operation: "DescribeLogGroups",
      list: "logGroups",
      input: { logGroupNamePrefix: `/aws/bedrock-agentcore/runtimes/${agentRuntimeId}-` },
      tokens: smallNextToken,
    },
    unknowns,
    ["properties.telemetry"],
  );
  const arn = textOf(raw, "agentRuntimeArn", `${service}:GetAgentRuntime`);
  const policy = await policyOf(source, arn, unknowns, ["properties.outsideCallers"]);
  const tags = await tagsOfArn(source, arn, unknowns);
  return { raw, endpoints, logGroups, policy, tags, unknowns };
}

export type RuntimeParts = {
  raw: unknown;
  endpoints: readonly unknown[];
  /** Groups that hold what the runtime's own process wrote. */
  logGroups: readonly unknown[];
  policy: Answer | null;
  tags: Readonly<Record<string, string>>;
  unknowns: Unknowns;
};

export function normalizeRuntime(parts: RuntimeParts, delivered: Delivered, scope: Scope): Batch {
  const runtime = RawRuntime.parse(parts.raw);
  const key = runtime.agentRuntimeArn;
  const asksForToken = runtime.authorizerConfiguration?.customJWTAuthorizer !== undefined;
  const image = runtime.agentRuntimeArtifact?.containerConfiguration?.containerUri ?? null;
  const variables = Object.entries(runtime.environmentVariables ?? {});
  const resource = withUnknowns(
    {
      key,
      type: "aws.agentcore.runtime" as const,
      name: runtime.agentRuntimeName,
      ...scope,
      tags: parts.tags,
      properties: {
        status: runtime.status,
        version: runtime.agentRuntimeVersion,
        protocol: runtime.protocolConfiguration?.serverProtocol ?? null,
        networkMode: runtime.networkConfiguration.networkMode,
        inbound: asksForToken ? "user-token" : "iam",
        metadataTokens: runtime.metadataConfiguration?.requireMMDSV2 === true,
        maxLifetimeSeconds: runtime.lifecycleConfiguration?.maxLifetime ?? null,
        image,
        secretVariables: variables
          .filter(([name, value]) => holdsCredential(name, value))
          .map(([name]) => name),
        endpoints: parts.endpoints.map((raw) => {
          const { name, liveVersion } = RawEndpoint.parse(raw);
          return { name, version: liveVersion ?? null };
        }),
        outsideCallers: outsideCallers(statementsIn(parts.policy), invocations, {
          account: scope.account,
          asksForToken,
        }),
        telemetry: [...delivered.of(key), ...(parts.logGroups.length > 0 ? ["PROCESS_OUTPUT"] : [])],
      },
      facets: {
        // It runs its maker's code; the tool that runs the model's is a resource of its own.
        codeInterpreter: false,
        sessionTtlSeconds: runtime.lifecycleConfiguration?.idleRuntimeSessionTimeout ?? sessionDefaultSeconds,
        // Sessions live in memory of their own machine; there is no key to choose.
        customerKey: true,
      },
    },
    { ...delivered.unknowns, ...parts.unknowns },
  );
  return {
    resources: [resource],
    relationships: [
      ...actorEdges(key, {
        role: runtime.roleArn,
        workloadIdentity: runtime.workloadIdentityDetails?.workloadIdentityArn,
        groups: groupKeysOf(runtime.networkConfiguration, scope),
      }),
      ...edgesFrom(key)("pulls-image", ecrImage(image ?? "")?.repositoryKey),
    ],
  };
}

const sessionDefaultSeconds = 900;
const invocations = ["bedrock-agentcore:InvokeAgentRuntime", "bedrock-agentcore:InvokeAgentRuntimeForUser"];
