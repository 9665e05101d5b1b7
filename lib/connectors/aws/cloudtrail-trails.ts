import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { eventsOf } from "./cloudtrail-events.ts";
import { edgesFrom } from "./edges.ts";
import { existing } from "./existing.ts";
import { textOf } from "./listed.ts";
import { logGroupOfArn } from "./log-group-key.ts";
import { detail, itemsOf, type Answer, type Unknowns } from "./pages.ts";
import { bucketArn } from "./s3-uri.ts";
import { toTags } from "./to-tags.ts";

/** One of `DescribeTrails`. */
const RawTrail = z.object({
  TrailARN: z.string(),
  Name: z.string(),
  S3BucketName: z.string().optional(),
  IsMultiRegionTrail: z.boolean().optional(),
  IsOrganizationTrail: z.boolean().optional(),
  LogFileValidationEnabled: z.boolean().optional(),
  CloudWatchLogsLogGroupArn: z.string().optional(),
  KmsKeyId: z.string().optional(),
});

export const cloudtrailTrails: Collector = {
  id: "cloudtrail-trails",
  title: "CloudTrail trails",
  per: "region",
  produces: ["aws.cloudtrail.trail", "logs-to", "encrypted-by", "member-of"],
  permissions: [
    "cloudtrail:DescribeTrails",
    "cloudtrail:GetTrailStatus",
    "cloudtrail:GetEventSelectors",
    "cloudtrail:ListTags",
  ],
  collect: async function* (source) {
    // Every region tells a trail that covers it; its home region alone is asked, or it would be found many times.
    const answer = await existing(source, "cloudtrail", "DescribeTrails", { includeShadowTrails: true });
    const parts = [];
    for (const raw of itemsOf(answer ?? {}, "trailList"))
      if (textOf(raw, "HomeRegion", "cloudtrail:DescribeTrails") === source.scope.region)
        parts.push(await trail(source, raw));
    yield batchOf("cloudtrail:DescribeTrails", parts, (part) => normalizeTrail(part, source.scope));
  },
};

async function trail(source: Source, raw: unknown): Promise<TrailParts> {
  const unknowns: Unknowns = {};
  const arn = textOf(raw, "TrailARN", "cloudtrail:DescribeTrails");
  const status = await detail(source, "cloudtrail", "GetTrailStatus", { Name: arn }, unknowns, [
    "facets.enabled",
  ]);
  const selectors = await detail(source, "cloudtrail", "GetEventSelectors", { TrailName: arn }, unknowns, [
    "facets.dataEvents",
    "properties.managementEvents",
    "properties.dataEventTypes",
    "properties.excludedSources",
  ]);
  const tagList = await detail(source, "cloudtrail", "ListTags", { ResourceIdList: [arn] }, unknowns, [
    "tags",
  ]);
  const [tags] = itemsOf(tagList ?? {}, "ResourceTagList");
  return { raw, status, selectors, tags: toTags(RawTags.safeParse(tags).data?.TagsList), unknowns };
}

const RawTags = z.object({ TagsList: z.unknown().optional() });

export type TrailParts = {
  raw: unknown;
  status: Answer | null;
  selectors: Answer | null;
  tags: Readonly<Record<string, string>>;
  unknowns: Unknowns;
};

export function normalizeTrail(parts: TrailParts, scope: Scope): Batch {
  const trail = RawTrail.parse(parts.raw);
  const edges = edgesFrom(trail.TrailARN);
  const events = eventsOf(parts.selectors);
  const resource = withUnknowns(
    {
      key: trail.TrailARN,
      type: "aws.cloudtrail.trail" as const,
      name: trail.Name,
      ...scope,
      tags: parts.tags,
      properties: {
        multiRegion: trail.IsMultiRegionTrail === true,
        organization: trail.IsOrganizationTrail === true,
        validatesFiles: trail.LogFileValidationEnabled === true,
        ...events,
      },
      facets: {
        enabled: parts.status?.["IsLogging"] === true,
        dataEvents: events.dataEventTypes.some((type) => /^AWS::(S3::Object|Bedrock::)/.test(type)),
        // A trail writes to a bucket, whose lifecycle rules decide.
        retentionDays: null,
        customerKey: trail.KmsKeyId !== undefined,
      },
    },
    parts.unknowns,
  );
  return {
    resources: [resource],
    relationships: [
      ...edges("logs-to", trail.S3BucketName && bucketArn(trail.S3BucketName, scope.region)),
      ...edges("logs-to", trail.CloudWatchLogsLogGroupArn && logGroupOfArn(trail.CloudWatchLogsLogGroupArn)),
      ...edges("encrypted-by", trail.KmsKeyId),
      ...edges("member-of", `arn:aws:iam::${scope.account}:root`),
    ],
  };
}
