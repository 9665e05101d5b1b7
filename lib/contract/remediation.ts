import { createSerializer, parseAsString, type inferParserType } from "nuqs/server";
import { z } from "zod";

import { layers } from "#lib/domain/layer.ts";
import { severities } from "#lib/domain/severity.ts";
import { findingStatuses } from "./findings.ts";
import { parseAsOneOf } from "./parsers.ts";

export const subjectTypes = ["finding", "issue"] as const;
export type SubjectType = (typeof subjectTypes)[number];

/** To a person or to a team, never to both. Without a due date the severity decides it. */
export const AssignInput = z
  .strictObject({
    assigneeId: z.uuid().nullable().default(null),
    teamId: z.uuid().nullable().default(null),
    dueAt: z.iso.datetime({ offset: true }).nullable().default(null),
    comment: z.string().trim().max(4_000).default(""),
  })
  .refine((input) => input.assigneeId === null || input.teamId === null, {
    path: ["teamId"],
    message: "Assign to a person or to a team, not to both",
  });
export type AssignInput = z.infer<typeof AssignInput>;

export const exceptionReasons = ["risk-accepted", "false-positive", "mitigated-elsewhere"] as const;

export const ExceptionInput = z.strictObject({
  reason: z.enum(exceptionReasons),
  comment: z.string().trim().min(10, "Say why in at least 10 characters").max(4_000),
  /** At most a year ahead: an exception is looked at again. */
  expiresAt: z.iso.datetime({ offset: true }),
});
export type ExceptionInput = z.infer<typeof ExceptionInput>;

export const DecisionInput = z.strictObject({
  approve: z.boolean(),
  comment: z.string().trim().max(4_000).default(""),
});
export type DecisionInput = z.infer<typeof DecisionInput>;

export const CommentInput = z.strictObject({ text: z.string().trim().min(1).max(10_000) });
export type CommentInput = z.infer<typeof CommentInput>;

export const ProgressInput = z.strictObject({ status: z.enum(["open", "in-progress"]) });
export type ProgressInput = z.infer<typeof ProgressInput>;

const Named = z.object({ id: z.string(), name: z.string() });

export const ExceptionView = z.object({
  id: z.string(),
  state: z.enum(["requested", "approved", "denied", "withdrawn", "expired"]),
  reason: z.enum(exceptionReasons),
  comment: z.string(),
  requestedBy: Named,
  requestedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  decidedBy: Named.nullable(),
  decidedAt: z.iso.datetime().nullable(),
  decision: z.string().nullable(),
  /** Whether the reader may decide it: not one's own request. */
  mayDecide: z.boolean(),
  finding: z.object({
    id: z.string(),
    checkId: z.string(),
    title: z.string(),
    severity: z.enum(severities),
    layer: z.enum(layers),
    reason: z.string(),
    resourceName: z.string(),
  }),
});
export type ExceptionView = z.infer<typeof ExceptionView>;
export const ExceptionList = z.object({ items: z.array(ExceptionView) });

export const exceptionFilterParsers = {
  state: parseAsOneOf(["requested", "approved", "denied", "withdrawn", "expired"]),
};
export type ExceptionFilters = inferParserType<typeof exceptionFilterParsers>;

export const workFilterParsers = {
  /** Whose work: one's own and one's teams', everybody's, or one team's. */
  whose: parseAsOneOf(["me", "all"]).withDefault("me"),
  team: parseAsString.withDefault(""),
};
export type WorkFilters = inferParserType<typeof workFilterParsers>;
export const serializeWorkFilters = createSerializer(workFilterParsers);

/** One finding or issue that somebody has to mend, soonest due first. */
export const WorkItem = z.object({
  subjectType: z.enum(subjectTypes),
  id: z.string(),
  title: z.string(),
  severity: z.enum(severities),
  layers: z.array(z.enum(layers)),
  status: z.enum(findingStatuses),
  detail: z.string(),
  /** The finding's resource or the workload; null for an issue of none. */
  subjectName: z.string().nullable(),
  dueAt: z.iso.datetime().nullable(),
  overdue: z.boolean(),
  assignee: Named.nullable(),
  team: Named.nullable(),
});
export type WorkItem = z.infer<typeof WorkItem>;

export const WorkList = z.object({
  items: z.array(WorkItem),
  overdueCount: z.number(),
  dueThisWeekCount: z.number(),
  /** Open findings that nobody owns; null where one's own work is asked for. */
  unownedCount: z.number().nullable(),
  /** Open work and how much of it is overdue, by team; people without a team stand under their own name. */
  byOwner: z.array(z.object({ owner: z.string(), openCount: z.number(), overdueCount: z.number() })),
});
export type WorkList = z.infer<typeof WorkList>;

/** A change to many findings: those named, or all that the filters admit when the operation starts. */
export const BulkInput = z.strictObject({
  findingIds: z.array(z.uuid()).max(10_000).optional(),
  /** The findings page's query string. */
  filter: z.string().max(4_000).optional(),
  action: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("assign"), input: AssignInput }),
    z.strictObject({ kind: z.literal("request-exception"), input: ExceptionInput }),
    z.strictObject({ kind: z.literal("set-progress"), input: ProgressInput }),
  ]),
});
export type BulkInput = z.infer<typeof BulkInput>;

export const BulkView = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(["queued", "running", "done", "undone"]),
  totalCount: z.number(),
  doneCount: z.number(),
  failures: z.array(z.object({ id: z.string(), message: z.string() })),
  mayUndo: z.boolean(),
});
export type BulkView = z.infer<typeof BulkView>;
