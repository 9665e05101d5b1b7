import { z } from "zod";

import type { Scope, Source } from "#lib/domain/connector.ts";
import { edgesFrom } from "./edges.ts";
import { statementsOf, type Statement } from "./iam-statements.ts";
import { detail, detailItems, smallNextToken, type Answer, type Unknowns } from "./pages.ts";
import { securityGroupKey } from "./partition.ts";
import { allowedBy, isOpenToAnyone, outsiders } from "./resource-policy.ts";
import { tagsOf } from "./tags.ts";

export const service = "bedrock-agentcore-control";

/** What runs in a network of its own or the customer's. */
export const NetworkConfiguration = z.object({
  networkMode: z.string(),
  networkModeConfig: z.object({ securityGroups: z.array(z.string()).default([]) }).optional(),
  vpcConfig: z.object({ securityGroups: z.array(z.string()).default([]) }).optional(),
});

/** The security groups of a configuration: runtimes and tools name the same thing differently. */
export const groupKeysOf = (network: z.infer<typeof NetworkConfiguration>, scope: Scope): string[] =>
  [network.networkModeConfig, network.vpcConfig]
    .flatMap((config) => config?.securityGroups ?? [])
    .map((id) => securityGroupKey(id, scope));

export const Authorizer = z.object({ customJWTAuthorizer: z.object({}).optional() }).optional();
export const WorkloadIdentityDetails = z.object({ workloadIdentityArn: z.string() }).optional();

/** The resource's own policy, or null where it has none. */
export async function policyOf(
  source: Source,
  resourceArn: string,
  unknowns: Unknowns,
  paths: readonly string[],
): Promise<Answer | null> {
  return detail(source, service, "GetResourcePolicy", { resourceArn }, unknowns, paths);
}

const RawPolicy = z.object({ policy: z.string().optional() });

export function statementsIn(answer: Answer | null): Statement[] {
  const text = answer ? RawPolicy.parse(answer).policy : undefined;
  return text ? statementsOf(text) : [];
}

/**
 * Accounts and identities elsewhere that a policy lets in, and `*` where it lets in everybody. A resource that asks
 * for a user's token must name everybody in its policy: there, the token decides.
 */
export function outsideCallers(
  statements: readonly Statement[],
  actions: readonly string[],
  { account, asksForToken }: { account: string; asksForToken: boolean },
): string[] {
  const allowed = allowedBy(statements, actions);
  const everybody = !asksForToken && allowed.some(isOpenToAnyone);
  return [...(everybody ? ["*"] : []), ...outsiders(allowed, account)];
}

export const tagsOfArn = (source: Source, resourceArn: string, unknowns: Unknowns) =>
  tagsOf(source, service, "ListTagsForResource", { resourceArn }, unknowns);

/** Log types that are delivered somewhere, by the ARN of what they tell about. */
export type Delivered = { of: (arn: string) => string[]; unknowns: Unknowns };

const RawSource = z.object({
  name: z.string(),
  resourceArns: z.array(z.string()).default([]),
  logType: z.string().default("LOGS"),
});
const RawDelivery = z.object({ deliverySourceName: z.string() });

export const deliveryPermissions = ["logs:DescribeDeliverySources", "logs:DescribeDeliveries"];

/** A source without a delivery sends nothing anywhere, so both are asked for. */
export async function deliveredLogs(source: Source): Promise<Delivered> {
  const unknowns: Unknowns = {};
  const listed = (operation: string, list: string) =>
    detailItems(source, { service: "logs", operation, list, input: {}, tokens: smallNextToken }, unknowns, [
      "properties.telemetry",
    ]);
  const delivered = new Set(
    (await listed("DescribeDeliveries", "deliveries")).flatMap(
      (raw) => RawDelivery.safeParse(raw).data?.deliverySourceName ?? [],
    ),
  );
  const sources = (await listed("DescribeDeliverySources", "deliverySources")).flatMap(
    (raw) => RawSource.safeParse(raw).data ?? [],
  );
  return {
    of: (arn) => [
      ...new Set(
        sources
          .filter(({ name }) => delivered.has(name))
          .filter(({ resourceArns }) => resourceArns.some((one) => one === arn || one.startsWith(`${arn}/`)))
          .map(({ logType }) => logType),
      ),
    ],
    unknowns,
  };
}

/** Edges that runtimes, gateways and tools have alike. */
export const actorEdges = (
  key: string,
  {
    role,
    workloadIdentity,
    groups = [],
  }: { role?: string | undefined; workloadIdentity?: string | undefined; groups?: readonly string[] },
) => {
  const edges = edgesFrom(key);
  return [...edges("runs-as", role, workloadIdentity), ...edges("in-network", ...groups)];
};
