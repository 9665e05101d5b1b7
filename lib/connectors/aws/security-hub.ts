import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { detailItems, type Unknowns } from "./pages.ts";
import { switchedOn } from "./switched-on.ts";

const RawHub = z.object({ HubArn: z.string() });
const RawStandard = z.object({ StandardsArn: z.string(), StandardsStatus: z.string() });
/** Standards with controls on Bedrock, SageMaker and what they are built of. */
const aboutAi = /aws-foundational-security-best-practices|ai-security|aws-ai-/;

export const securityHub: Collector = {
  id: "security-hub",
  title: "Security Hub and its standards",
  per: "region",
  produces: ["aws.securityhub.hub"],
  permissions: ["securityhub:DescribeHub", "securityhub:GetEnabledStandards"],
  collect: async function* (source) {
    const hub = await switchedOn(source, "securityhub", "DescribeHub");
    if (hub === null) return;
    const unknowns: Unknowns = {};
    const standards = await detailItems(
      source,
      {
        service: "securityhub",
        operation: "GetEnabledStandards",
        list: "StandardsSubscriptions",
        input: {},
      },
      unknowns,
      ["properties.standards", "facets.coversAi"],
    );
    yield batchOf("securityhub:DescribeHub", [hub], (raw) =>
      normalizeHub(raw, standards, unknowns, source.scope),
    );
  },
};

function normalizeHub(
  raw: unknown,
  subscriptions: readonly unknown[],
  unknowns: Unknowns,
  scope: Scope,
): Batch {
  const standards = subscriptions
    .map((subscription) => RawStandard.parse(subscription))
    .filter(({ StandardsStatus }) => StandardsStatus !== "DELETING" && StandardsStatus !== "FAILED")
    .map(({ StandardsArn }) => StandardsArn)
    .toSorted();
  const resource = {
    key: RawHub.parse(raw).HubArn,
    type: "aws.securityhub.hub" as const,
    name: `Security Hub in ${scope.region}`,
    ...scope,
    tags: {},
    properties: { standards },
    facets: { enabled: true, coversAi: standards.some((standard) => aboutAi.test(standard)) },
  };
  return { resources: [withUnknowns(resource, unknowns)], relationships: [] };
}
