import type { Severity } from "#lib/domain/severity.ts";
import type { ReportedFinding, ReportedRule } from "./reported-finding.ts";

/** Of GitHub's tags a rule, ten are kept; of its texts, a thousand signs. */
const textMax = 1_000;
const tagsMax = 10;

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

export function toSarifRule(rule: ReportedRule): object {
  const { id, title, severity, layer, purpose, risk, remediation, references } = rule;
  const tags = ["security", layer, ...(purpose === null ? [] : [purpose])];
  return {
    id,
    name: id.replaceAll(/[^a-zA-Z0-9]+/g, "_").slice(0, 255),
    shortDescription: { text: cut(title) },
    fullDescription: { text: cut(risk || title) },
    help: { text: remediation.summary || risk || title, markdown: helpMarkdown(rule) },
    ...(references[0] && URL.canParse(references[0]) ? { helpUri: references[0] } : {}),
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: tags.slice(0, tagsMax), "security-severity": securitySeverity[severity] },
  };
}

const helpMarkdown = ({ title, risk, remediation: { summary, cli, terraform }, references }: ReportedRule) =>
  [
    risk || title,
    ...(summary ? [`**Fix.** ${summary}`] : []),
    ...(cli ? [`\`\`\`sh\n${cli}\n\`\`\``] : []),
    ...(terraform ? [`\`\`\`hcl\n${terraform}\n\`\`\``] : []),
    ...references.map((reference) => `<${reference}>`),
  ].join("\n\n");

/** `otherwise` is the file to name where the finding stands in none: GitHub drops results without one. */
export function toSarifResult(finding: ReportedFinding, ruleIndex: number, otherwise: string): object {
  const { rule, resource, reason, evidence, place, print, severity, status } = finding;
  return {
    ruleId: rule.id,
    ruleIndex,
    level: levels[severity],
    message: { text: cut(`${resource.name}: ${reason}`) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: fileUri(place?.file ?? otherwise) },
          region: { startLine: place?.line ?? 1 },
        },
        logicalLocations: [
          {
            name: resource.name,
            fullyQualifiedName: place?.address || resource.key,
            kind: "resource",
            decoratedName: [resource.provider, resource.account, resource.region].filter(Boolean).join("/"),
          },
        ],
      },
    ],
    // The same finding keeps its fingerprint over scans, whatever its reason says by then.
    partialFingerprints: { "nacreFinding/v1": print },
    ...(status === "excepted" ? { suppressions: [{ kind: "external", status: "accepted" }] } : {}),
    properties: {
      evidence,
      account: resource.account,
      region: resource.region,
      resourceType: resource.type,
      resourceKey: resource.key,
      tool: finding.tool,
    },
  };
}

const cut = (text: string): string => (text.length > textMax ? `${text.slice(0, textMax - 1)}…` : text);

/** An address below the repository's root, whatever a report calls its file. */
const fileUri = (file: string): string =>
  file
    .split(/[\\/]/)
    .filter((part) => part !== "" && part !== "." && part !== "..")
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join("/") || "unnamed";
