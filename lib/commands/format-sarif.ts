import { createHash } from "node:crypto";

import type { Check } from "#lib/domain/check.ts";
import type { Severity } from "#lib/domain/severity.ts";
import { findingKey, placeOf, type Scan, type ScanFinding } from "./scan-recordings.ts";

/** GitHub keeps the first 5,000 results of a run and refuses more than 25,000. */
export const resultsMax = 5_000;

const levels: Record<Severity, "error" | "warning" | "note"> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  info: "note",
};
/** GitHub shows these as critical, high, medium and low. */
const securitySeverity: Record<Severity, string> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "3.0",
  info: "0.0",
};

/** SARIF 2.1.0 for code scanning. Findings come worst first, so a limit cuts off the least. */
export function formatSarif(scan: Scan, recording: string): string {
  const kept = scan.findings.slice(0, resultsMax);
  const rules = [...new Map(kept.map(({ check }) => [check.id, check])).values()];
  const indexByRule = new Map(rules.map(({ id }, index) => [id, index]));
  const left = scan.findings.length - kept.length;
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Nacre",
            informationUri: "https://github.com/nacre-security/nacre",
            rules: rules.map(toRule),
          },
        },
        automationDetails: { id: "nacre/" },
        invocations: [
          {
            executionSuccessful: true,
            endTimeUtc: scan.scannedAt.toISOString(),
            toolExecutionNotifications: [
              ...(left > 0 ? [notification(`${left} findings of lower severity were left out.`)] : []),
              ...scan.gaps.map(({ unknown }) =>
                notification(`Not collected: ${unknown.call} (${unknown.reason})`),
              ),
            ],
          },
        ],
        results: kept.map((finding) => toResult(finding, indexByRule.get(finding.check.id) ?? -1, recording)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const notification = (text: string) => ({ level: "note", message: { text } });

const toRule = (check: Check) => ({
  id: check.id,
  name: check.id.replaceAll(/[^a-zA-Z0-9]+/g, "_"),
  shortDescription: { text: check.title },
  fullDescription: { text: check.risk },
  help: { text: check.remediation.summary, markdown: helpMarkdown(check) },
  ...(check.references[0] ? { helpUri: check.references[0] } : {}),
  defaultConfiguration: { level: levels[check.severity] },
  properties: {
    tags: ["security", check.layer, check.function],
    "security-severity": securitySeverity[check.severity],
  },
});

const helpMarkdown = ({ risk, remediation, references }: Check): string =>
  [
    risk,
    `**Fix.** ${remediation.summary}`,
    `\`\`\`sh\n${remediation.cli}\n\`\`\``,
    `\`\`\`hcl\n${remediation.terraform}\n\`\`\``,
    ...references.map((reference) => `<${reference}>`),
  ].join("\n\n");

function toResult(finding: ScanFinding, ruleIndex: number, recording: string) {
  const { check, resource, reason, evidence, place } = finding;
  return {
    ruleId: check.id,
    ruleIndex,
    level: levels[check.severity],
    message: { text: `${resource.name}: ${reason}` },
    locations: [
      {
        // GitHub drops results without a file; the recording is where the fact was read.
        physicalLocation: {
          artifactLocation: { uri: fileUri(place?.file ?? recording) },
          region: { startLine: place?.line ?? 1 },
        },
        logicalLocations: [
          {
            name: resource.name,
            fullyQualifiedName: place?.address ?? resource.key,
            kind: "resource",
            decoratedName: placeOf(resource),
          },
        ],
      },
    ],
    // The same finding keeps its fingerprint over scans, whatever its reason says by then.
    partialFingerprints: {
      "nacreFinding/v1": createHash("sha256").update(findingKey(finding)).digest("hex"),
    },
    properties: { evidence, account: resource.account, region: resource.region, resourceType: resource.type },
  };
}

const fileUri = (file: string): string => file.split(/[\\/]/).map(encodeURIComponent).join("/");
