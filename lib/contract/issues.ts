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
import { scoreFactors } from "#lib/domain/score.ts";
import { severities } from "#lib/domain/severity.ts";
import { GraphView } from "./graph.ts";
import { parseAsOneOf, parseAsSetOf } from "./parsers.ts";
import { TimelineEntry } from "./timeline.ts";

export const issueStatuses = ["open", "in-progress", "resolved"] as const;
export const issueSorts = ["score", "newest"] as const;

export const issueFilterParsers = {
  status: parseAsSetOf(issueStatuses).withDefault(["open", "in-progress"]),
  severity: parseAsSetOf(severities).withDefault([]),
  layer: parseAsSetOf(layers).withDefault([]),
  provider: parseAsSetOf(providers).withDefault([]),
  workload: parseAsString.withDefault(""),
  /** Id of a path shape. */
  path: parseAsString.withDefault(""),
  /** Id of a resource on the path. */
  resource: parseAsString.withDefault(""),
  /** Id of a change that would break it. */
  fix: parseAsString.withDefault(""),
  /** `me`, `nobody`, or a person's id. */
  assignee: parseAsString.withDefault(""),
  team: parseAsString.withDefault(""),
  due: parseAsOneOf(["overdue", "week"]),
  q: parseAsString.withDefault(""),
  sort: parseAsOneOf(issueSorts).withDefault("score"),
  cursor: parseAsString,
  limit: parseAsInteger.withDefault(100),
};
export type IssueFilters = inferParserType<typeof issueFilterParsers>;
export const loadIssueFilters = createLoader(issueFilterParsers);
export const serializeIssueFilters = createSerializer(issueFilterParsers);

const Named = z.object({ id: z.string(), name: z.string() });
/** `id` is null once the resource is gone. */
const PathEnd = z.object({
  id: z.string().nullable(),
  key: z.string(),
  name: z.string(),
  typeTitle: z.string(),
});

export const IssueView = z.object({
  id: z.string(),
  pathId: z.string(),
  title: z.string(),
  /** One sentence that an executive understands. */
  story: z.string(),
  severity: z.enum(severities),
  score: z.number().int(),
  status: z.enum(issueStatuses),
  layers: z.array(z.enum(layers)),
  providers: z.array(z.enum(providers)),
  entry: PathEnd,
  target: PathEnd,
  workload: Named.nullable(),
  environment: z.string().nullable(),
  /** Open findings on the resources of the path. */
  findingCount: z.number().int(),
  firstSeenAt: z.iso.datetime(),
  openedAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  resolvedAt: z.iso.datetime().nullable(),
  reopenedCount: z.number().int(),
  dueAt: z.iso.datetime().nullable(),
  assignee: Named.nullable(),
  team: Named.nullable(),
});
export type IssueView = z.infer<typeof IssueView>;
export const IssuePage = z.object({ items: z.array(IssueView), nextCursor: z.string().nullable() });
export type IssuePage = z.infer<typeof IssuePage>;

export const ScoreReason = z.object({
  factor: z.enum(scoreFactors),
  points: z.number().int(),
  text: z.string(),
  resourceKey: z.string().nullable(),
});
/** As it is stored: with what it is of all that the factor can give, from 0 to 1, so that it can be weighed anew. */
export const StoredReason = ScoreReason.extend({ share: z.number() });

export const IssueFix = z.object({
  /** The same for the same change on other paths. */
  id: z.string(),
  aspect: z.string(),
  resourceKey: z.string(),
  resourceName: z.string(),
  change: z.string(),
  effort: z.enum(["low", "medium", "high"]),
  checkIds: z.array(z.string()),
});
export type IssueFix = z.infer<typeof IssueFix>;

/** A change with the open issues it breaks. */
export const RankedFix = IssueFix.extend({ breaks: z.array(z.string()), brokenScore: z.number() });
export type RankedFix = z.infer<typeof RankedFix>;

/** The few changes that break the most. */
export const FixPlan = z.object({
  steps: z.array(RankedFix),
  brokenCount: z.number().int(),
  issueCount: z.number().int(),
});
export type FixPlan = z.infer<typeof FixPlan>;

/** A resource of the path as it is drawn, and where the path goes on from it. */
export const PathStep = z.object({
  resourceKey: z.string(),
  name: z.string(),
  /** How the path goes on to the next step; null at its end. */
  next: z.object({ kind: z.string(), against: z.boolean(), reason: z.string().nullable() }).nullable(),
});

export const IssueDetail = IssueView.extend({
  /** Points that add up to the score. */
  because: z.array(ScoreReason),
  /** What the score was, oldest first, each from that time on. */
  scoreHistory: z.array(z.object({ at: z.iso.datetime(), score: z.number().int() })),
  steps: z.array(PathStep),
  graph: GraphView,
  otherEntries: z.array(PathEnd),
  otherTargets: z.array(PathEnd),
  /** How many there are: of very many, the first are told. */
  otherEntryCount: z.number().int(),
  otherTargetCount: z.number().int(),
  /** The ones that break most issues first. */
  fixes: z.array(RankedFix),
  findings: z.array(
    z.object({
      id: z.string(),
      checkId: z.string(),
      title: z.string(),
      severity: z.enum(severities),
      layer: z.enum(layers),
      status: z.string(),
      reason: z.string(),
      resourceId: z.string(),
      resourceName: z.string(),
    }),
  ),
  workloads: z.array(Named),
  atlas: z.array(z.string()),
  owasp: z.array(z.string()),
  timeline: z.array(TimelineEntry),
});
export type IssueDetail = z.infer<typeof IssueDetail>;

const Counts = z.record(z.string(), z.number());
export const IssueFacets = z.object({
  status: Counts,
  severity: Counts,
  layer: Counts,
  provider: Counts,
  workload: Counts,
  path: Counts,
  total: z.number(),
});
export type IssueFacets = z.infer<typeof IssueFacets>;

/** How far the last search saw. */
export const CorrelationCoverage = z.object({
  refreshedAt: z.iso.datetime().nullable(),
  undecided: z.array(
    z.object({
      pathId: z.string(),
      resourceKey: z.string(),
      call: z.string(),
      permission: z.string().nullable(),
      message: z.string(),
    }),
  ),
  /** How many there are: of very many, some are told. */
  undecidedCount: z.number().int(),
  truncated: z.array(z.object({ pathId: z.string(), limit: z.number() })),
});
export type CorrelationCoverage = z.infer<typeof CorrelationCoverage>;
