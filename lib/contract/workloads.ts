import {
  createLoader,
  createSerializer,
  parseAsInteger,
  parseAsString,
  type inferParserType,
} from "nuqs/server";
import { z } from "zod";

import { layers } from "#lib/domain/layer.ts";
import { providers } from "#lib/domain/provider.ts";
import { severities } from "#lib/domain/severity.ts";
import { environments, memberRoles, serviceModels } from "#lib/domain/workload.ts";
import { LayerCell } from "./layer-strip.ts";
import { parseAsSetOf } from "./parsers.ts";
import { TimelineEntry } from "./timeline.ts";

export const workloadFilterParsers = {
  provider: parseAsSetOf(providers).withDefault([]),
  serviceModel: parseAsSetOf(serviceModels).withDefault([]),
  environment: parseAsSetOf(environments).withDefault([]),
  owner: parseAsString.withDefault(""),
  q: parseAsString.withDefault(""),
  cursor: parseAsString,
  limit: parseAsInteger.withDefault(100),
};
export type WorkloadFilters = inferParserType<typeof workloadFilterParsers>;
export const loadWorkloadFilters = createLoader(workloadFilterParsers);
export const serializeWorkloadFilters = createSerializer(workloadFilterParsers);

/** A fact about a workload with the sentence that says where it comes from. */
const Said = z.object({ value: z.string(), reason: z.string() });

export const WorkloadView = z.object({
  id: z.string(),
  name: z.string(),
  nameReason: z.string(),
  serviceModel: z.enum(serviceModels),
  serviceModelReason: z.string(),
  environment: Said.extend({ value: z.enum(environments) }).nullable(),
  owner: Said.nullable(),
  providers: z.array(z.enum(providers)),
  accounts: z.array(z.string()),
  memberCount: z.number().int(),
  /** Five, in fixed order. */
  layers: z.array(LayerCell),
  openIssueCount: z.number().int(),
  worstIssue: z
    .object({ id: z.string(), story: z.string(), severity: z.enum(severities), score: z.number().int() })
    .nullable(),
  firstSeenAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  /** When the last of its accounts' collections completed; null where one never has. */
  verifiedAt: z.iso.datetime().nullable(),
});
export type WorkloadView = z.infer<typeof WorkloadView>;
export const WorkloadPage = z.object({ items: z.array(WorkloadView), nextCursor: z.string().nullable() });
export type WorkloadPage = z.infer<typeof WorkloadPage>;

export const WorkloadMemberView = z.object({
  resourceId: z.string(),
  key: z.string(),
  name: z.string(),
  type: z.string(),
  typeTitle: z.string(),
  class: z.string(),
  provider: z.enum(providers),
  account: z.string(),
  layer: z.enum(layers),
  role: z.enum(memberRoles),
  roleTitle: z.string(),
  reason: z.string(),
  shared: z.boolean(),
  openCount: z.number().int(),
  worst: z.enum(severities).nullable(),
});
export type WorkloadMemberView = z.infer<typeof WorkloadMemberView>;

export const WorkloadDecisionView = z.object({
  id: z.string(),
  kind: z.enum(["rename", "merge", "split", "add", "remove"]),
  by: z.string(),
  at: z.iso.datetime(),
});

export const WorkloadDetail = WorkloadView.extend({
  /** What it is in one sentence made of facts. */
  summary: z.string(),
  exposure: z.enum(["anyone", "credential", "internal", "unknown"]),
  sensitivity: z.enum(["sensitive", "internal", "public", "unclassified"]),
  dataClasses: z.array(z.string()),
  members: z.array(WorkloadMemberView),
  decisions: z.array(WorkloadDecisionView),
  timeline: z.array(TimelineEntry),
});
export type WorkloadDetail = z.infer<typeof WorkloadDetail>;

const Name = z.string().trim().min(1, "Give it a name").max(120);
export const RenameWorkloadInput = z.strictObject({ name: Name });
export const MergeWorkloadsInput = z.strictObject({ from: z.array(z.uuid()).min(1).max(50) });
export const SplitWorkloadInput = z.strictObject({
  name: Name,
  resourceIds: z.array(z.uuid()).min(1).max(1_000),
});
export const AddMemberInput = z.strictObject({ resourceId: z.uuid(), role: z.enum(memberRoles) });
export type RenameWorkloadInput = z.infer<typeof RenameWorkloadInput>;
export type MergeWorkloadsInput = z.infer<typeof MergeWorkloadsInput>;
export type SplitWorkloadInput = z.infer<typeof SplitWorkloadInput>;
export type AddMemberInput = z.infer<typeof AddMemberInput>;
export const WorkloadReference = z.object({ id: z.string() });
export type WorkloadReference = z.infer<typeof WorkloadReference>;
