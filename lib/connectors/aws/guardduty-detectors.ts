import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { batchOf } from "./batch.ts";
import { existing } from "./existing.ts";
import { textItems } from "./listed.ts";
import { allItems } from "./pages.ts";
import { arnIn } from "./partition.ts";

/** `GetDetector`. */
const RawDetector = z.object({
  Status: z.string(),
  Features: z.array(z.object({ Name: z.string(), Status: z.string() })).default([]),
  Tags: z.record(z.string(), z.string()).default({}),
});

export const guarddutyDetectors: Collector = {
  id: "guardduty-detectors",
  title: "GuardDuty detectors",
  per: "region",
  produces: ["aws.guardduty.detector"],
  permissions: ["guardduty:ListDetectors", "guardduty:GetDetector"],
  collect: async function* (source) {
    const ids = await allItems(source, "guardduty", "ListDetectors", "DetectorIds");
    const parts = [];
    for (const DetectorId of textItems(ids, "guardduty:ListDetectors")) {
      const raw = await existing(source, "guardduty", "GetDetector", { DetectorId });
      if (raw !== null) parts.push({ id: DetectorId, raw });
    }
    yield batchOf("guardduty:GetDetector", parts, ({ id, raw }) => normalizeDetector(id, raw, source.scope));
  },
};

function normalizeDetector(id: string, raw: unknown, scope: Scope): Batch {
  const detector = RawDetector.parse(raw);
  const by = (status: string) =>
    detector.Features.filter(({ Status }) => Status === status).map(({ Name }) => Name);
  const features = by("ENABLED").toSorted();
  const resource = {
    key: arnIn(scope, "guardduty", `detector/${id}`),
    type: "aws.guardduty.detector" as const,
    name: `GuardDuty in ${scope.region}`,
    ...scope,
    tags: detector.Tags,
    properties: { features, offered: by("DISABLED").toSorted() },
    facets: {
      enabled: detector.Status === "ENABLED",
      // Its foundation reads CloudTrail, where calls of models are; objects that feed them it reads by this plan.
      coversAi: features.includes("S3_DATA_EVENTS") || features.includes("AI_PROTECTION"),
    },
  };
  return { resources: [resource], relationships: [] };
}
