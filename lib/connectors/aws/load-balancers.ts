import type { Collector, Source } from "#lib/domain/connector.ts";
import { batchOf, mapConcurrently } from "./batch.ts";
import { textOf } from "./listed.ts";
import { normalizeLoadBalancer, type BalancerParts } from "./load-balancer-record.ts";
import { detail, detailItems, itemsOf, pages, type TokenNames, type Unknowns } from "./pages.ts";

const service = "elasticloadbalancing";
const elbMarker: TokenNames = { request: "Marker", response: "NextMarker" };

export const loadBalancers: Collector = {
  id: "load-balancers",
  title: "Application and network load balancers",
  per: "region",
  produces: ["aws.elbv2.load-balancer", "routes-to", "in-network", "logs-to"],
  permissions: [
    "elasticloadbalancing:DescribeLoadBalancers",
    "elasticloadbalancing:DescribeListeners",
    "elasticloadbalancing:DescribeRules",
    "elasticloadbalancing:DescribeTargetGroups",
    "elasticloadbalancing:DescribeTargetHealth",
    "elasticloadbalancing:DescribeLoadBalancerAttributes",
    "elasticloadbalancing:DescribeTags",
    "wafv2:GetWebACLForResource",
  ],
  collect: async function* (source) {
    for await (const page of pages(source, service, "DescribeLoadBalancers", {}, elbMarker)) {
      const parts = await mapConcurrently(itemsOf(page, "LoadBalancers"), 4, async (raw) =>
        balancerParts(source, raw),
      );
      yield batchOf("elasticloadbalancing:DescribeLoadBalancers", parts, (part) =>
        normalizeLoadBalancer(part, source.scope),
      );
    }
  },
};

async function balancerParts(source: Source, raw: unknown): Promise<BalancerParts> {
  const unknowns: Unknowns = {};
  const LoadBalancerArn = textOf(raw, "LoadBalancerArn", "elasticloadbalancing:DescribeLoadBalancers");
  const list = (operation: string, name: string, input: object, paths: readonly string[]) =>
    detailItems(
      source,
      { service, operation, list: name, input: { ...input }, tokens: elbMarker },
      unknowns,
      paths,
    );
  const isApplication = LoadBalancerArn.includes("loadbalancer/app/");
  const listeners = await list("DescribeListeners", "Listeners", { LoadBalancerArn }, [
    "facets.authentication",
    "properties.plainHttp",
    "properties.ports",
  ]);
  const rules = isApplication
    ? await mapConcurrently(listeners, 2, async (listener) =>
        list(
          "DescribeRules",
          "Rules",
          { ListenerArn: textOf(listener, "ListenerArn", "elasticloadbalancing:DescribeListeners") },
          ["facets.authentication"],
        ),
      )
    : [];
  const groups = await list("DescribeTargetGroups", "TargetGroups", { LoadBalancerArn }, [
    "relationships.routes-to",
  ]);
  return {
    raw,
    listeners,
    rules: rules.flat(),
    targets: await targetsOf(source, groups, unknowns),
    attributes: await detail(
      source,
      service,
      "DescribeLoadBalancerAttributes",
      { LoadBalancerArn },
      unknowns,
      ["facets.accessLogging", "relationships.logs-to"],
    ),
    firewall: isApplication
      ? await detail(source, "wafv2", "GetWebACLForResource", { ResourceArn: LoadBalancerArn }, unknowns, [
          "facets.firewall",
          "facets.throttled",
        ])
      : null,
    tags: await detail(source, service, "DescribeTags", { ResourceArns: [LoadBalancerArn] }, unknowns, [
      "tags",
    ]),
    unknowns,
  };
}

/** Functions and machines stand among the targets by name; a task's address says nothing, and its service tells. */
async function targetsOf(
  source: Source,
  groups: readonly unknown[],
  unknowns: Unknowns,
): Promise<{ group: unknown; health: readonly unknown[] }[]> {
  return mapConcurrently(groups, 2, async (group) => {
    const kind = typeof group === "object" && group !== null ? Reflect.get(group, "TargetType") : null;
    if (kind !== "lambda" && kind !== "instance" && kind !== "alb") return { group, health: [] };
    const TargetGroupArn = textOf(group, "TargetGroupArn", "elasticloadbalancing:DescribeTargetGroups");
    const answer = await detail(source, service, "DescribeTargetHealth", { TargetGroupArn }, unknowns, [
      "relationships.routes-to",
    ]);
    return { group, health: itemsOf(answer ?? {}, "TargetHealthDescriptions") };
  });
}
