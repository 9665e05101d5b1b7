import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { existing, isPresent } from "./existing.ts";
import { textOf } from "./listed.ts";
import { allItems, detail, itemsOf, type TokenNames, type Unknowns } from "./pages.ts";
import { factsOfRules, RawWebAcl } from "./waf-rules.ts";

const nextMarker: TokenNames = { request: "NextMarker", response: "NextMarker" };
const guarded = ["APPLICATION_LOAD_BALANCER", "API_GATEWAY", "COGNITO_USER_POOL"];

export const wafAcls: Collector = {
  id: "waf-acls",
  title: "Web application firewalls",
  per: "region",
  produces: ["aws.wafv2.web-acl", "governed-by"],
  permissions: ["wafv2:ListWebACLs", "wafv2:GetWebACL", "wafv2:ListResourcesForWebACL"],
  collect: async function* (source) {
    const listed = await allItems(
      source,
      "wafv2",
      "ListWebACLs",
      "WebACLs",
      { Scope: "REGIONAL" },
      nextMarker,
    );
    const parts = await mapConcurrently(listed, 2, async (item) => aclParts(source, item));
    yield batchOf("wafv2:GetWebACL", parts.filter(isPresent), (part) => normalizeAcl(part, source.scope));
  },
};

type AclParts = { raw: unknown; resources: readonly unknown[]; unknowns: Unknowns };

async function aclParts(source: Source, item: unknown): Promise<AclParts | null> {
  const text = (field: string) => textOf(item, field, "wafv2:ListWebACLs");
  const input = { Name: text("Name"), Id: text("Id"), Scope: "REGIONAL" };
  const answer = await existing(source, "wafv2", "GetWebACL", input);
  if (answer === null) return null;
  const unknowns: Unknowns = {};
  const resources: unknown[] = [];
  for (const ResourceType of guarded) {
    const found = await detail(
      source,
      "wafv2",
      "ListResourcesForWebACL",
      { WebACLArn: text("ARN"), ResourceType },
      unknowns,
      ["properties.guards"],
    );
    resources.push(...itemsOf(found ?? {}, "ResourceArns"));
  }
  return { raw: answer["WebACL"], resources, unknowns };
}

function normalizeAcl({ raw, resources, unknowns }: AclParts, scope: Scope): Batch {
  const acl = RawWebAcl.parse(raw);
  const guards = resources.filter((arn): arn is string => typeof arn === "string").map(apiOfStage);
  const resource = {
    key: acl.ARN,
    type: "aws.wafv2.web-acl" as const,
    name: acl.Name,
    ...scope,
    tags: {},
    properties: { ...factsOfRules(acl.Rules), guards: [...new Set(guards)] },
    facets: {},
  };
  return {
    resources: [withUnknowns(resource, unknowns)],
    relationships: [...new Set(guards)].map((from): Relationship => ({
      from,
      kind: "governed-by",
      to: acl.ARN,
    })),
  };
}

/** It guards a stage; the estate knows the API. */
const apiOfStage = (arn: string): string => arn.replace(/(\/restapis\/[^/]+)\/stages\/.*$/, "$1");
