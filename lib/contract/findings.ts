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
import { parseAsOneOf, parseAsSetOf } from "./parsers.ts";
import { TimelineEntry } from "./timeline.ts";

export const findingStatuses = ["open", "in-progress", "excepted", "resolved"] as const;
export const findingSorts = ["severity", "newest"] as const;

/** One definition, four readers: the page, the table, the API and every link to either. */
export const findingFilterParsers = {
  status: parseAsSetOf(findingStatuses).withDefault(["open", "in-progress"]),
  severity: parseAsSetOf(severities).withDefault([]),
  layer: parseAsSetOf(layers).withDefault([]),
  provider: parseAsSetOf(providers).withDefault([]),
  account: parseAsString.withDefault(""),
  /** `nacre` for our own findings, or the tool that told of them. */
  source: parseAsString.withDefault(""),
  check: parseAsString.withDefault(""),
  /** A framework's id and a control's: `eu-ai-act/Article 15`. */
  control: parseAsString.withDefault(""),
  /** Of the workloads that the resource serves. */
  environment: parseAsString.withDefault(""),
  workload: parseAsString.withDefault(""),
  resource: parseAsString.withDefault(""),
  /** `me`, `nobody`, or a person's id. */
  assignee: parseAsString.withDefault(""),
  team: parseAsString.withDefault(""),
  due: parseAsOneOf(["overdue", "week"]),
  q: parseAsString.withDefault(""),
  sort: parseAsOneOf(findingSorts).withDefault("severity"),
  cursor: parseAsString,
  limit: parseAsInteger.withDefault(100),
};
export type FindingFilters = inferParserType<typeof findingFilterParsers>;
export const loadFindingFilters = createLoader(findingFilterParsers);
export const serializeFindingFilters = createSerializer(findingFilterParsers);

const Named = z.object({ id: z.string(), name: z.string() });

/** A control that a check is evidence for. */
export const ControlRef = z.object({
  frameworkId: z.string(),
  framework: z.string(),
  controlId: z.string(),
  title: z.string(),
});
export type ControlRef = z.infer<typeof ControlRef>;

export const FindingView = z.object({
  id: z.string(),
  checkId: z.string(),
  title: z.string(),
  severity: z.enum(severities),
  layer: z.enum(layers),
  status: z.enum(findingStatuses),
  /** A sentence about this resource. */
  reason: z.string(),
  /** `nacre`, or the tool that told of it. */
  origin: z.string(),
  resource: z.object({
    /** Null where the inventory does not hold what another tool tells of. */
    id: z.string().nullable(),
    key: z.string(),
    name: z.string(),
    type: z.string(),
    typeTitle: z.string(),
    provider: z.enum(providers),
    account: z.string(),
    region: z.string().nullable(),
  }),
  firstSeenAt: z.iso.datetime(),
  openedAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  resolvedAt: z.iso.datetime().nullable(),
  reopenedCount: z.number(),
  dueAt: z.iso.datetime().nullable(),
  assignee: Named.nullable(),
  team: Named.nullable(),
  exceptedUntil: z.iso.datetime().nullable(),
});
export type FindingView = z.infer<typeof FindingView>;

export const FindingPage = z.object({ items: z.array(FindingView), nextCursor: z.string().nullable() });
export type FindingPage = z.infer<typeof FindingPage>;

/** Everything on one finding: the drawer and its page. */
export const FindingDetail = FindingView.extend({
  risk: z.string(),
  remediation: z.object({
    summary: z.string(),
    cli: z.string(),
    terraform: z.string(),
    console: z.array(z.string()),
  }),
  references: z.array(z.string()),
  evidence: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
  ),
  /** Where the facts came from and when they were last confirmed. */
  source: z
    .object({
      connectionId: z.string(),
      connectionName: z.string(),
      collector: z.string(),
      calls: z.array(z.string()),
      verifiedAt: z.iso.datetime().nullable(),
    })
    .nullable(),
  workloads: z.array(Named),
  /** What it speaks against, in the edition that the organization goes by. */
  controls: z.array(ControlRef),
  exceptions: z.array(
    z.object({
      id: z.string(),
      state: z.string(),
      reason: z.string(),
      comment: z.string(),
      requestedBy: z.string(),
      requestedAt: z.iso.datetime(),
      expiresAt: z.iso.datetime(),
      decidedBy: z.string().nullable(),
      decision: z.string().nullable(),
    }),
  ),
  timeline: z.array(TimelineEntry),
  /** Of an organization's own check: the version that raised it, or last changed what it says. */
  checkVersion: z.number().nullable().optional(),
});
export type FindingDetail = z.infer<typeof FindingDetail>;

/** One row of the grouped list: a check and how many resources fail it. */
export const FindingGroup = z.object({
  checkId: z.string(),
  title: z.string(),
  severity: z.enum(severities),
  layer: z.enum(layers),
  /** Findings of this check that the filters admit. */
  count: z.number(),
  /** Resources that the check decided, and those it could not. */
  evaluatedCount: z.number(),
  unknownCount: z.number(),
});
export type FindingGroup = z.infer<typeof FindingGroup>;
export const FindingGroups = z.object({ items: z.array(FindingGroup) });

const Counts = z.record(z.string(), z.number());
/** How many findings each value of each filter has, from counters: the filters on other facets are applied. */
export const FindingFacets = z.object({
  status: Counts,
  severity: Counts,
  layer: Counts,
  provider: Counts,
  account: Counts,
  source: Counts,
  total: z.number(),
});
export type FindingFacets = z.infer<typeof FindingFacets>;
