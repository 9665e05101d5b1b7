import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import {
  actorEdges,
  Authorizer,
  deliveredLogs,
  deliveryPermissions,
  outsideCallers,
  policyOf,
  service,
  statementsIn,
  tagsOfArn,
  WorkloadIdentityDetails,
  type Delivered,
} from "./agentcore-records.ts";
import { normalizeTarget, type GatewayTarget } from "./agentcore-target-record.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { existing, isPresent } from "./existing.ts";
import { textOf } from "./listed.ts";
import {
  allItems,
  itemsOf,
  markUnknown,
  pages,
  smallNextToken,
  type Answer,
  type Unknowns,
} from "./pages.ts";
import { refusesPublicNetwork } from "./resource-policy.ts";

/** `GetGateway`. */
const RawGateway = z.object({
  gatewayArn: z.string(),
  gatewayId: z.string(),
  name: z.string(),
  status: z.string(),
  gatewayUrl: z.string().optional(),
  roleArn: z.string().optional(),
  protocolType: z.string().optional(),
  authorizerType: z.string(),
  authorizerConfiguration: Authorizer,
  kmsKeyArn: z.string().optional(),
  policyEngineConfiguration: z.object({ arn: z.string(), mode: z.string() }).optional(),
  workloadIdentityDetails: WorkloadIdentityDetails,
  exceptionLevel: z.string().optional(),
  webAclArn: z.string().optional(),
  interceptorConfigurations: z.array(z.object({ interceptionPoints: z.array(z.string()) })).optional(),
});
type RawGateway = z.infer<typeof RawGateway>;

export const agentcoreGateways: Collector = {
  id: "agentcore-gateways",
  title: "AgentCore gateways and their targets",
  per: "region",
  produces: ["aws.agentcore.gateway", "runs-as", "invokes", "encrypted-by", "governed-by"],
  permissions: [
    "bedrock-agentcore:ListGateways",
    "bedrock-agentcore:GetGateway",
    "bedrock-agentcore:ListGatewayTargets",
    "bedrock-agentcore:GetGatewayTarget",
    "bedrock-agentcore:GetResourcePolicy",
    "bedrock-agentcore:ListTagsForResource",
    ...deliveryPermissions,
  ],
  collect: async function* (source) {
    for await (const page of pages(source, service, "ListGateways", {}, smallNextToken)) {
      const ids = itemsOf(page, "items").map((item) => textOf(item, "gatewayId", `${service}:ListGateways`));
      if (ids.length === 0) continue;
      const delivered = await deliveredLogs(source);
      const found = await mapConcurrently(ids, 4, (id) => gateway(source, id));
      yield batchOf(`${service}:GetGateway`, found.filter(isPresent), (parts) =>
        normalizeGateway(parts, delivered, source.scope),
      );
    }
  },
};

async function gateway(source: Source, gatewayIdentifier: string) {
  const unknowns: Unknowns = {};
  const raw = await existing(source, service, "GetGateway", { gatewayIdentifier });
  if (raw === null) return null;
  const input = { gatewayIdentifier };
  const listed = await allItems(source, service, "ListGatewayTargets", "items", input, smallNextToken);
  const targets = await mapConcurrently(listed, 4, (item) =>
    existing(source, service, "GetGatewayTarget", {
      ...input,
      targetId: textOf(item, "targetId", `${service}:ListGatewayTargets`),
    }),
  );
  const arn = textOf(raw, "gatewayArn", `${service}:GetGateway`);
  const policy = await policyOf(source, arn, unknowns, ["properties.outsideCallers", "facets.publicNetwork"]);
  const tags = await tagsOfArn(source, arn, unknowns);
  return { raw, targets: targets.filter(isPresent), policy, tags, unknowns };
}

export type GatewayParts = {
  raw: unknown;
  targets: readonly unknown[];
  policy: Answer | null;
  tags: Readonly<Record<string, string>>;
  unknowns: Unknowns;
};

export function normalizeGateway(parts: GatewayParts, delivered: Delivered, scope: Scope): Batch {
  const gateway = RawGateway.parse(parts.raw);
  const targets = parts.targets.map(normalizeTarget);
  const key = gateway.gatewayArn;
  const statements = statementsIn(parts.policy);
  const unknowns: Unknowns = { ...delivered.unknowns, ...parts.unknowns };
  if (targets.some(({ changesState }) => changesState === null))
    markUnknown(unknowns, ["facets.changesState"], schemaElsewhere);
  if (gateway.authorizerType === "NONE" && isIntercepted(gateway))
    markUnknown(unknowns, ["facets.authentication"], decidedByInterceptor);
  const resource = withUnknowns(
    {
      key,
      type: "aws.agentcore.gateway" as const,
      name: gateway.name,
      ...scope,
      tags: parts.tags,
      properties: {
        status: gateway.status,
        protocol: gateway.protocolType ?? null,
        authorizer: gateway.authorizerType,
        policy: policyModeOf(gateway),
        tellsErrors: gateway.exceptionLevel === "DEBUG",
        firewall: gateway.webAclArn !== undefined,
        customerKey: gateway.kmsKeyArn !== undefined,
        targets: targets.map(({ name, kind, actsAs }) => ({ name, kind, actsAs })),
        outsideCallers: outsideCallers(statements, ["bedrock-agentcore:InvokeGateway"], {
          account: scope.account,
          asksForToken: gateway.authorizerType !== "AWS_IAM",
        }),
        telemetry: delivered.of(key),
      },
      facets: {
        changesState: targets.some(({ changesState }) => changesState === true),
        // The protocol leaves it to the client whether it asks the user, and nothing here makes it.
        requiresConfirmation: false,
        authentication: gateway.authorizerType === "NONE" ? ("none" as const) : ("identity" as const),
        publicNetwork: !refusesPublicNetwork(statements),
        hosts: hostOf(gateway.gatewayUrl),
      },
    },
    unknowns,
  );
  return { resources: [resource], relationships: relationshipsOf(gateway, targets) };
}

function relationshipsOf(gateway: RawGateway, targets: readonly GatewayTarget[]) {
  const edges = edgesFrom(gateway.gatewayArn);
  return [
    ...actorEdges(gateway.gatewayArn, {
      role: gateway.roleArn,
      workloadIdentity: gateway.workloadIdentityDetails?.workloadIdentityArn,
    }),
    ...edges("invokes", ...targets.map(({ calls }) => calls)),
    ...edges("encrypted-by", gateway.kmsKeyArn),
    ...edges("governed-by", gateway.policyEngineConfiguration?.arn),
  ];
}

function policyModeOf({ policyEngineConfiguration: engine }: RawGateway) {
  if (!engine) return "none" as const;
  return engine.mode === "ENFORCE" ? ("enforced" as const) : ("logged" as const);
}

function hostOf(url: string | undefined): string[] {
  const parsed = url && URL.canParse(url) ? new URL(url) : null;
  return parsed ? [parsed.hostname] : [];
}

/** A function of the customer's sees each call first, and may refuse it. */
const isIntercepted = ({ interceptorConfigurations }: RawGateway): boolean =>
  (interceptorConfigurations ?? []).some(({ interceptionPoints }) => interceptionPoints.includes("REQUEST"));

const decidedByInterceptor: Unknown = {
  reason: "unsupported",
  call: `${service}:GetGateway`,
  permission: null,
  message: "The gateway leaves it to a function to ask its callers who they are",
};

const schemaElsewhere: Unknown = {
  reason: "unsupported",
  call: `${service}:GetGatewayTarget`,
  permission: null,
  message: "What the tools of a target do is written in a bucket, or told by the target alone",
};
