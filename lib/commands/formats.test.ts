import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { z } from "zod";

import type { Check } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import { severities, type Severity } from "#lib/domain/severity.ts";
import { formatJson } from "./format-json.ts";
import { formatOcsf } from "./format-ocsf.ts";
import { formatSarif } from "./format-sarif.ts";
import { sarifResultsMax } from "#lib/exports/sarif-log.ts";
import { formatTable } from "./format-table.ts";
import { scanRecordings, type Scan } from "./scan-recordings.ts";

const demo = ["aws", "azure", "gcp"].map((provider) => `demo/${provider}.jsonl`);
const signal = new AbortController().signal;
const scanned = await scanRecordings(demo, signal);

const check = (severity: Severity, index = 0): Check => ({
  id: `aws/check-${severity}-${index}`,
  title: "Bucket is private",
  severity,
  layer: "data",
  function: "protect",
  risk: "Anybody reads it.",
  remediation: { summary: "Close it.", cli: "aws s3api …", terraform: "resource …", console: ["Close it"] },
  references: ["https://example.com/why"],
  follows: [],
  parameters: {},
  values: {},
  withValues: () => check(severity, index),
  logic: "",
  appliesTo: ["aws.s3.bucket"],
  evaluate: () => ({ status: "pass" }),
  examples: [],
});
const bucket = sampleResource(
  "data-store",
  "arn:aws:s3:::evil",
  {},
  { type: "aws.s3.bucket", region: "eu-west-1" },
);
const unknown = {
  reason: "denied" as const,
  call: "s3:GetBucketAcl",
  permission: "s3:GetBucketAcl",
  message: "Denied",
};
const scan = (findings: Scan["findings"]): Scan => ({
  scannedAt: new Date("2026-01-01T00:00:00Z"),
  resourceCount: 1,
  passCount: 0,
  findings,
  unknowns: [{ check: check("high"), resource: bucket, unknown }],
  gaps: [{ account: "111122223333", region: null, produces: [], unknown }],
});
const one = scan([
  { check: check("high"), resource: bucket, reason: "Is public", evidence: { publicRead: true } },
]);

describe("the demo estate", () => {
  test("has findings in every layer and on every cloud, worst first", () => {
    expect(new Set(scanned.findings.map((finding) => finding.check.layer)).size).toBe(5);
    expect(new Set(scanned.findings.map((finding) => finding.resource.type.split(".")[0])).size).toBe(3);
    const ranks = scanned.findings.map((finding) => severities.indexOf(finding.check.severity));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  });

  test("scanned twice gives the same but for the time", async () => {
    const again = { ...(await scanRecordings(demo, signal)), scannedAt: scanned.scannedAt };
    for (const format of [formatJson, formatTable, formatOcsf]) expect(format(again)).toBe(format(scanned));
    expect(formatSarif(again, "demo/aws.jsonl")).toBe(formatSarif(scanned, "demo/aws.jsonl"));
  });
});

describe("table", () => {
  test("counts by severity and names what was not collected with its permission", () => {
    expect(formatTable(one)).toContain("1 findings (1 high) on 1 resources");
    expect(formatTable(one)).toContain("s3:GetBucketAcl (denied, needs s3:GetBucketAcl)");
  });

  test("a name in a recording cannot move the terminal's cursor", () => {
    const hostile = { ...bucket, name: "a\u001b[2Jb\rc" };
    const text = formatTable(scan([{ check: check("low"), resource: hostile, reason: "r", evidence: {} }]));
    expect([text.includes("\u001b"), text.includes("\r")]).toEqual([false, false]);
  });
});

describe("json", () => {
  test("keeps unknowns and gaps apart from findings", () => {
    expect(JSON.parse(formatJson(one))).toMatchObject({
      findings: [{ check: "aws/check-high-0", resource: { key: bucket.key } }],
      unknown: [{ reason: "denied", permission: "s3:GetBucketAcl" }],
      gaps: [{ account: "111122223333" }],
    });
  });
});

const Sarif = z.object({
  $schema: z.url(),
  version: z.literal("2.1.0"),
  runs: z.tuple([
    z.object({
      tool: z.object({
        driver: z.object({
          name: z.string(),
          rules: z.array(
            z.object({
              id: z.string(),
              shortDescription: z.object({ text: z.string().min(1) }),
              help: z.object({ text: z.string().min(1), markdown: z.string().min(1) }),
              helpUri: z.url(),
              properties: z.object({
                tags: z.array(z.string()).max(20),
                "security-severity": z.string().regex(/^\d+\.\d$/),
              }),
            }),
          ),
        }),
      }),
      results: z.array(
        z.object({
          ruleId: z.string(),
          ruleIndex: z.number().int().min(0),
          level: z.enum(["error", "warning", "note"]),
          message: z.object({ text: z.string().min(1) }),
          locations: z
            .array(
              z.object({ physicalLocation: z.object({ artifactLocation: z.object({ uri: z.string() }) }) }),
            )
            .min(1),
          partialFingerprints: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
        }),
      ),
    }),
  ]),
});
const sarifOf = (of: Scan) => Sarif.parse(JSON.parse(formatSarif(of, "demo/aws.jsonl"))).runs[0];

describe("SARIF", () => {
  test("is 2.1.0, and each result's rule is where its index says", () => {
    const { tool, results } = sarifOf(scanned);
    expect(results.length).toBe(scanned.findings.length);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  test("keeps to GitHub's limits by leaving out the least severe, and says so", () => {
    const many = scan(
      severities.flatMap((severity) =>
        Array.from({ length: 2_000 }, (_, n) => ({
          check: check(severity, n % 50),
          resource: { ...bucket, key: `${bucket.key}-${severity}-${n}` },
          reason: "Is public",
          evidence: {},
        })),
      ),
    );
    const { results } = sarifOf(many);
    expect(results.length).toBe(sarifResultsMax);
    expect(results.filter(({ level }) => level === "error").length).toBe(4_000);
    const text = formatSarif(many, "r.jsonl");
    expect(text).toContain("5000 findings of lower severity were left out");
    const packed = gzipSync(text);
    expect(gunzipSync(packed).length).toBe(Buffer.byteLength(text));
    expect(packed.length).toBeLessThan(10 * 1024 * 1024);
  });

  test("a finding keeps its fingerprint when its reason changes, and shares it with no other", () => {
    const later = scan([{ check: check("high"), resource: bucket, reason: "Is still public", evidence: {} }]);
    expect(sarifOf(later).results[0]?.partialFingerprints).toEqual(
      sarifOf(one).results[0]?.partialFingerprints,
    );
    const prints = sarifOf(scanned).results.map(({ partialFingerprints }) =>
      JSON.stringify(partialFingerprints),
    );
    expect(new Set(prints).size).toBe(prints.length);
  });
});

const Ocsf = z.object({
  class_uid: z.literal(2003),
  category_uid: z.literal(2),
  activity_id: z.literal(1),
  type_uid: z.literal(200_301),
  time: z.number().int(),
  severity_id: z.number().int().min(1).max(5),
  metadata: z.object({ version: z.literal("1.8.0"), product: z.object({ vendor_name: z.string() }) }),
  finding_info: z.object({ uid: z.string().min(1), title: z.string().min(1) }),
  compliance: z.object({
    control: z.string(),
    standards: z.array(z.string()).min(1),
    status_id: z.union([z.literal(3), z.literal(0)]),
  }),
  cloud: z.object({ provider: z.string(), account: z.object({ uid: z.string() }) }),
  resources: z.array(z.object({ uid: z.string(), type: z.string() })).length(1),
});

describe("OCSF", () => {
  test("each line is a Compliance Finding of 1.8 with what the class requires", () => {
    const events = formatOcsf(scanned)
      .trimEnd()
      .split("\n")
      .map((line) => Ocsf.parse(JSON.parse(line)));
    expect(events.length).toBe(scanned.findings.length + scanned.unknowns.length);
  });

  test("what could not be decided is unknown, never a fail and never left out", () => {
    const states = formatOcsf(one)
      .trimEnd()
      .split("\n")
      .map((line) => Ocsf.parse(JSON.parse(line)).compliance.status_id);
    expect(states).toEqual([3, 0]);
  });
});
