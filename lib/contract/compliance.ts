import { createLoader, createSerializer, parseAsString, type inferParserType } from "nuqs/server";
import { z } from "zod";

import { controlStatuses } from "#lib/domain/framework.ts";
import { layers } from "#lib/domain/layer.ts";
import { owaspEditions } from "#lib/domain/owasp-edition.ts";
import { severities } from "#lib/domain/severity.ts";
import { parseAsOneOf } from "./parsers.ts";
import { AddEvidenceDocumentInput } from "./responsibility.ts";

/** Whose resources are looked at; empty is everybody's. */
export const complianceScopeParsers = {
  workload: parseAsString.withDefault(""),
  account: parseAsString.withDefault(""),
  environment: parseAsString.withDefault(""),
};
export type ComplianceScope = inferParserType<typeof complianceScopeParsers>;
export const loadComplianceScope = createLoader(complianceScopeParsers);
export const serializeComplianceScope = createSerializer(complianceScopeParsers);

export const evidenceFormats = ["json", "csv", "html"] as const;
export const evidenceParsers = {
  ...complianceScopeParsers,
  format: parseAsOneOf(evidenceFormats).withDefault("json"),
};
export const serializeEvidence = createSerializer(evidenceParsers);

const instant = z.iso.datetime();
const Counts = z.object({
  /** Findings that are open, and those that were excepted. */
  openCount: z.number(),
  exceptedCount: z.number(),
  passCount: z.number(),
  unknownCount: z.number(),
});

export const ControlView = Counts.extend({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  group: z.string(),
  status: z.enum(controlStatuses),
  /** Why it has this status. */
  reason: z.string(),
  checkCount: z.number(),
  /** Checks whose resources were not all collected. */
  uncollectedCount: z.number(),
  /** What a person has to show; null where checks alone decide. */
  attestation: z.string().nullable(),
  attestedUntil: instant.nullable(),
});
export type ControlView = z.infer<typeof ControlView>;

export const FrameworkView = z.object({
  id: z.string(),
  title: z.string(),
  shortTitle: z.string(),
  publisher: z.string(),
  edition: z.string(),
  source: z.string(),
  publishedOn: z.string().nullable(),
  readOn: z.string(),
  notes: z.array(z.string()),
  controlCount: z.number(),
  byStatus: z.record(z.enum(controlStatuses), z.number()),
  /** Open findings of its checks, each counted once. */
  openCount: z.number(),
  /** The share of evaluations that could be decided, 0–100; null where there is none. */
  coverage: z.number().nullable(),
});
export type FrameworkView = z.infer<typeof FrameworkView>;

const Named = z.object({ id: z.string(), name: z.string() });
/** What the scope can be set to. */
export const ScopeOptions = z.object({
  workloads: z.array(Named),
  accounts: z.array(z.string()),
  environments: z.array(z.string()),
});
export type ScopeOptions = z.infer<typeof ScopeOptions>;

export const FrameworkList = z.object({
  items: z.array(FrameworkView),
  owaspEdition: z.enum(owaspEditions),
  evaluatedAt: instant.nullable(),
  options: ScopeOptions,
});
export type FrameworkList = z.infer<typeof FrameworkList>;

export const FrameworkDetail = FrameworkView.extend({
  controls: z.array(ControlView),
  evaluatedAt: instant.nullable(),
  options: ScopeOptions,
});
export type FrameworkDetail = z.infer<typeof FrameworkDetail>;

export const AttestationView = z.object({
  id: z.string(),
  workload: Named.nullable(),
  statement: z.string(),
  attestedBy: z.string(),
  attestedAt: instant,
  expiresAt: instant,
  revokedAt: instant.nullable(),
  revokedBy: z.string().nullable(),
  isValid: z.boolean(),
  document: z.object({
    id: z.string(),
    title: z.string(),
    fileName: z.string(),
    sizeBytes: z.number(),
    sha256: z.string(),
  }),
});
export type AttestationView = z.infer<typeof AttestationView>;

export const ControlCheck = Counts.extend({
  id: z.string(),
  title: z.string(),
  severity: z.enum(severities),
  layer: z.enum(layers),
  isUncollected: z.boolean(),
});

export const ControlDetail = ControlView.extend({
  framework: FrameworkView.pick({ id: true, title: true, shortTitle: true, edition: true, source: true }),
  /** The same control by the number other editions give it. */
  otherEditions: z.array(z.object({ frameworkId: z.string(), controlId: z.string() })),
  checks: z.array(ControlCheck),
  /** The gravest that are open, at most fifty. */
  findings: z.array(
    z.object({
      id: z.string(),
      checkId: z.string(),
      severity: z.enum(severities),
      reason: z.string(),
      resourceName: z.string(),
      openedAt: instant,
    }),
  ),
  /** What could not be decided, at most fifty. */
  unknown: z.array(
    z.object({
      resourceId: z.string(),
      resourceKey: z.string(),
      call: z.string(),
      permission: z.string().nullable(),
      message: z.string(),
    }),
  ),
  uncollected: z.array(
    z.object({ title: z.string(), account: z.string(), region: z.string(), message: z.string() }),
  ),
  /** Newest first, with those that ended. */
  attestations: z.array(AttestationView),
});
export type ControlDetail = z.infer<typeof ControlDetail>;

export const ControlParams = z.object({ frameworkId: z.string(), controlId: z.string() });

export const AttestControlInput = AddEvidenceDocumentInput.extend({
  statement: z.string().trim().min(10, "Say what is attested in at least 10 characters").max(4_000),
  /** Null attests it for the whole organization. */
  workloadId: z.uuid().nullable().default(null),
});
export type AttestControlInput = z.infer<typeof AttestControlInput>;
