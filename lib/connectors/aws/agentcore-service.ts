import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { service } from "./agentcore-records.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { existing } from "./existing.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { detail, itemsOf, type Answer, type Unknowns } from "./pages.ts";
import { arnIn, hostSuffixOf, vpcEndpointKey } from "./partition.ts";

const RawVault = z.object({
  kmsConfiguration: z.object({ keyType: z.string().optional(), kmsKeyArn: z.string().optional() }),
});
const RawEndpoint = z.object({ VpcEndpointId: z.string(), State: z.string().default("available") });

export const agentcoreServiceKey = (scope: Scope): string => arnIn(scope, "bedrock-agentcore", "service");

export const agentcoreService: Collector = {
  id: "agentcore-service",
  title: "AgentCore's token vault and its private ways in",
  per: "region",
  produces: ["aws.agentcore.service", "reached-privately-through", "encrypted-by"],
  permissions: [
    "bedrock-agentcore:ListAgentRuntimes",
    "bedrock-agentcore:ListGateways",
    "bedrock-agentcore:ListMemories",
    "bedrock-agentcore:GetTokenVault",
    "ec2:DescribeVpcEndpoints",
  ],
  collect: async function* (source) {
    // Every account has AgentCore in every region that offers it: where nobody uses it, it is no service of theirs.
    if (!(await isUsed(source))) return;
    const unknowns: Unknowns = {};
    const vault = await detail(source, service, "GetTokenVault", {}, unknowns, [
      "facets.customerKey",
      "relationships.encrypted-by",
    ]);
    const { region } = source.scope;
    const filter = {
      Name: "service-name",
      Values: [
        `com.amazonaws.${region}.bedrock-agentcore`,
        `com.amazonaws.${region}.bedrock-agentcore.gateway`,
      ],
    };
    const endpoints = await detail(source, "ec2", "DescribeVpcEndpoints", { Filters: [filter] }, unknowns, [
      "facets.privateEndpoint",
      "relationships.reached-privately-through",
    ]);
    yield batchOf(`${service}:GetTokenVault`, [{ vault, endpoints, unknowns }], (parts) =>
      normalizeAgentcoreService(parts, source.scope),
    );
  },
};

const listings = [
  ["ListAgentRuntimes", "agentRuntimes"],
  ["ListGateways", "items"],
  ["ListMemories", "memories"],
] as const;

async function isUsed(source: Source): Promise<boolean> {
  for (const [operation, list] of listings)
    if (itemsOf((await existing(source, service, operation, {})) ?? {}, list).length > 0) return true;
  return false;
}

type ServiceParts = { vault: Answer | null; endpoints: Answer | null; unknowns: Unknowns };

export function normalizeAgentcoreService({ vault, endpoints, unknowns }: ServiceParts, scope: Scope): Batch {
  const key = agentcoreServiceKey(scope);
  const kms = vault ? RawVault.parse(vault).kmsConfiguration : null;
  const endpointIds = itemsOf(endpoints ?? {}, "VpcEndpoints")
    .map((item) => RawEndpoint.parse(item))
    .filter(({ State }) => State.toLowerCase() === "available")
    .map(({ VpcEndpointId }) => VpcEndpointId);
  const resource = withUnknowns(
    {
      key,
      type: "aws.agentcore.service" as const,
      name: `AgentCore in ${scope.region}`,
      ...scope,
      tags: {},
      properties: {},
      facets: {
        // Each runtime and gateway says for itself how it is called; the service has no switch of its own.
        publicNetwork: false,
        keyAuthentication: false,
        logsRequests: true,
        customerKey: kms?.keyType === "CustomerManagedKey",
        privateEndpoint: endpointIds.length > 0,
        hosts: [`bedrock-agentcore.${scope.region}.${hostSuffixOf(scope.region)}`],
      },
    },
    unknowns,
  );
  return {
    resources: [resource],
    relationships: [
      ...endpointIds.map((id): Relationship => ({
        from: key,
        kind: "reached-privately-through",
        to: vpcEndpointKey(id, scope),
      })),
      ...edgesFrom(key)("encrypted-by", encryptingKey(kms?.kmsKeyArn, scope)),
    ],
  };
}
