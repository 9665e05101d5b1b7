import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import { functionKeyIn } from "./api-routes.ts";
import { withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { askingIsUnknown } from "./open-groups.ts";
import { itemsOf, type Answer, type Unknowns } from "./pages.ts";
import { arnIn } from "./partition.ts";
import { bucketArn } from "./s3-uri.ts";
import { securityGroupKeys } from "./sagemaker-records.ts";
import { subnetKeys } from "./subnet-keys.ts";
import { toTags } from "./to-tags.ts";
import { factsOfRules, RawWebAcl } from "./waf-rules.ts";

const RawBalancer = z.object({
  LoadBalancerArn: z.string(),
  LoadBalancerName: z.string(),
  DNSName: z.string().optional(),
  Scheme: z.string().default("internet-facing"),
  Type: z.string(),
  SecurityGroups: z.array(z.string()).default([]),
  AvailabilityZones: z.array(z.object({ SubnetId: z.string().optional() })).default([]),
});
const Actions = z.array(z.object({ Type: z.string() })).default([]);
const RawListener = z.object({
  Protocol: z.string().optional(),
  Port: z.number().optional(),
  DefaultActions: Actions,
  MutualAuthentication: z.object({ Mode: z.string().optional() }).optional(),
});
const RawRule = z.object({ Actions });
const RawTarget = z.object({ Target: z.object({ Id: z.string() }) });
const RawAttribute = z.object({ Key: z.string(), Value: z.string().default("") });

export type BalancerParts = {
  raw: unknown;
  listeners: readonly unknown[];
  rules: readonly unknown[];
  targets: readonly { group: unknown; health: readonly unknown[] }[];
  attributes: Answer | null;
  firewall: Answer | null;
  tags: Answer | null;
  unknowns: Unknowns;
};

export function normalizeLoadBalancer(parts: BalancerParts, scope: Scope): Batch {
  const balancer = RawBalancer.parse(parts.raw);
  const listeners = parts.listeners.map((raw) => RawListener.parse(raw));
  const rules = parts.rules.map((raw) => RawRule.parse(raw));
  const unknowns = { ...parts.unknowns };
  const isApplication = balancer.Type === "application";
  const authentication = authenticationOf(listeners, rules);
  if (authentication === null) askingIsUnknown(unknowns, "elasticloadbalancing:DescribeRules");
  const acl = RawWebAcl.safeParse(parts.firewall?.["WebACL"]).data;
  const attributes = new Map(
    itemsOf(parts.attributes ?? {}, "Attributes").map((raw) => {
      const { Key, Value } = RawAttribute.parse(raw);
      return [Key, Value];
    }),
  );
  const logsTo = attributes.get("access_logs.s3.enabled") === "true";
  const logBucket = logsTo ? attributes.get("access_logs.s3.bucket") : undefined;
  const key = balancer.LoadBalancerArn;
  const resource = {
    key,
    type: "aws.elbv2.load-balancer" as const,
    name: balancer.LoadBalancerName,
    ...scope,
    tags: tagsIn(parts.tags),
    properties: {
      kind: balancer.Type,
      plainHttp: listeners.some(
        ({ Protocol, DefaultActions }) =>
          Protocol === "HTTP" && !DefaultActions.every(({ Type }) => Type === "redirect"),
      ),
      ports: [...new Set(listeners.flatMap(portsOf))].toSorted(),
    },
    facets: {
      publicNetwork: balancer.Scheme === "internet-facing",
      authentication: authentication ?? ("none" as const),
      // A firewall can stand before an application load balancer alone, and only its rules slow callers down.
      firewall: !isApplication || acl !== undefined,
      throttled: !isApplication || (acl !== undefined && factsOfRules(acl.Rules).limitsRate),
      accessLogging: logsTo,
      hosts: balancer.DNSName ? [balancer.DNSName.toLowerCase()] : [],
    },
  };
  const edges = edgesFrom(key);
  return {
    resources: [withUnknowns(resource, unknowns)],
    relationships: [
      ...edges("routes-to", ...targetKeys(parts.targets, scope)),
      ...edges(
        "in-network",
        ...securityGroupKeys(balancer.SecurityGroups, scope),
        ...subnetKeys(
          balancer.AvailabilityZones.map(({ SubnetId }) => SubnetId),
          scope,
        ),
      ),
      ...edges("logs-to", logBucket && bucketArn(logBucket, scope.region)),
    ],
  };
}

type Listener = z.infer<typeof RawListener>;
/** Listeners of both protocols, as for name servers, are one entry with two. */
const portsOf = ({ Protocol = "TCP", Port }: Listener): string[] => {
  if (Port === undefined) return [];
  if (Protocol === "TCP_UDP") return [`tcp ${Port}`, `udp ${Port}`];
  return [`${Protocol === "UDP" || Protocol === "QUIC" ? "udp" : "tcp"} ${Port}`];
};
type ActionList = z.infer<typeof Actions>;
const proves = ({ Type }: { Type: string }): boolean => /^authenticate-|^jwt-validation$/.test(Type);
const forwards = (actions: ActionList): boolean => actions.some(({ Type }) => Type === "forward");

/** `identity` where every way through asks for one; null where some way leaves it to the code behind. */
function authenticationOf(listeners: readonly Listener[], rules: readonly z.infer<typeof RawRule>[]) {
  const ways = [
    ...listeners
      .filter(({ MutualAuthentication }) => MutualAuthentication?.Mode !== "verify")
      .map(({ DefaultActions }) => DefaultActions),
    ...rules.map(({ Actions: actions }) => actions),
  ].filter(forwards);
  if (listeners.length === 0) return "unreachable" as const;
  return ways.every((actions) => actions.some(proves)) ? ("identity" as const) : null;
}

function targetKeys(targets: BalancerParts["targets"], scope: Scope): string[] {
  return targets
    .flatMap(({ health }) => health.flatMap((raw) => RawTarget.safeParse(raw).data?.Target.Id ?? []))
    .flatMap((id) => {
      if (id.startsWith("i-")) return arnIn(scope, "ec2", `instance/${id}`);
      return functionKeyIn(id) ?? (id.includes(":loadbalancer/") ? id : []);
    });
}

function tagsIn(answer: Answer | null): Record<string, string> {
  const [described] = itemsOf(answer ?? {}, "TagDescriptions");
  return toTags(typeof described === "object" && described !== null ? Reflect.get(described, "Tags") : null);
}
