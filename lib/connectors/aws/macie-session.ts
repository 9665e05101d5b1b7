import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { detail, itemsOf, pages, smallNextToken, type Answer, type Unknowns } from "./pages.ts";
import { arnIn } from "./partition.ts";
import { switchedOn } from "./switched-on.ts";

const RawSession = z.object({ status: z.string().default("ENABLED") });
const RawDiscovery = z.object({ status: z.string().default("DISABLED") });
/** One of `DescribeBuckets`. */
const RawBucket = z.object({
  accountId: z.string(),
  bucketArn: z.string(),
  automatedDiscoveryMonitoringStatus: z.string().optional(),
  sensitivityScore: z.number().optional(),
  jobDetails: z
    .object({ isDefinedInJob: z.string().optional(), isMonitoredByJob: z.string().optional() })
    .optional(),
});

export const macieSession: Collector = {
  id: "macie-session",
  title: "Macie and the buckets it looks into",
  per: "region",
  produces: ["aws.macie.session", "monitored-by"],
  permissions: [
    "macie2:GetMacieSession",
    "macie2:GetAutomatedDiscoveryConfiguration",
    "macie2:DescribeBuckets",
  ],
  collect: async function* (source) {
    const session = await switchedOn(source, "macie2", "GetMacieSession");
    if (session === null) return;
    const unknowns: Unknowns = {};
    const discovery = await detail(source, "macie2", "GetAutomatedDiscoveryConfiguration", {}, unknowns, [
      "properties.automatedDiscovery",
    ]);
    const key = arnIn(source.scope, "macie2", "session");
    const own = { criteria: { accountId: { eq: [source.scope.account] } } };
    const sensitive: SensitiveBucket[] = [];
    for await (const page of pages(source, "macie2", "DescribeBuckets", own, smallNextToken)) {
      const buckets = itemsOf(page, "buckets");
      yield batchOf("macie2:DescribeBuckets", buckets, (raw) => watchedBucket(raw, key));
      sensitive.push(...buckets.flatMap(sensitiveBucket));
    }
    yield batchOf("macie2:GetMacieSession", [session], (raw) =>
      normalizeSession(key, raw, { discovery, sensitive, unknowns }, source.scope),
    );
  },
};

type SensitiveBucket = { bucket: string; score: number };
type Around = { discovery: Answer | null; sensitive: readonly SensitiveBucket[]; unknowns: Unknowns };
const sensitiveMax = 2_000;

/** Of 51 and more Macie says "sensitive"; 50 is "not yet analyzed", and below it found nothing. */
function sensitiveBucket(raw: unknown): SensitiveBucket[] {
  const { bucketArn: bucket, sensitivityScore: score = 0 } = RawBucket.safeParse(raw).data ?? {};
  return bucket !== undefined && score > 50 ? [{ bucket, score }] : [];
}

function normalizeSession(
  key: string,
  raw: unknown,
  { discovery, sensitive, unknowns }: Around,
  scope: Scope,
): Batch {
  const enabled = RawSession.parse(raw).status === "ENABLED";
  const resource = {
    key,
    type: "aws.macie.session" as const,
    name: `Macie in ${scope.region}`,
    ...scope,
    tags: {},
    properties: {
      automatedDiscovery: discovery !== null && RawDiscovery.parse(discovery).status === "ENABLED",
      sensitiveBuckets: sensitive.slice(0, sensitiveMax),
    },
    // Which buckets it looks into is told of each bucket.
    facets: { enabled, coversAi: enabled },
  };
  return { resources: [withUnknowns(resource, unknowns)], relationships: [] };
}

/** A bucket is looked into where discovery samples it or a job names it. */
function watchedBucket(raw: unknown, session: string): Batch {
  const bucket = RawBucket.parse(raw);
  const reasons = [
    ...(bucket.automatedDiscoveryMonitoringStatus === "MONITORED" ? ["sampled by automated discovery"] : []),
    ...(bucket.jobDetails?.isDefinedInJob === "TRUE" ? ["named by a discovery job"] : []),
    ...(bucket.jobDetails?.isMonitoredByJob === "TRUE" ? ["looked into by a recurring job"] : []),
  ];
  const relationships: Relationship[] =
    reasons.length > 0
      ? [{ from: bucket.bucketArn, kind: "monitored-by", to: session, reason: reasons.join(", ") }]
      : [];
  return { resources: [], relationships };
}
