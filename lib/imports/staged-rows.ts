import { layerOfKind, type ImportedComponent, type ImportedFinding } from "#lib/domain/imported.ts";
import { severities } from "#lib/domain/severity.ts";
import { textsCell, type Cell } from "#lib/platform/copy.ts";
import { newId } from "#lib/platform/id.ts";
import { digestOf, line } from "./formats/words.ts";

/** `row` tells which of several of one identity came first. */
export const findingColumns = {
  row: "int",
  identity: "text",
  id: "uuid",
  checkId: "text",
  kind: "text",
  layer: "text",
  severity: "text",
  severityRank: "smallint",
  reason: "text",
  evidence: "jsonb",
  evidenceHash: "text",
  keys: "text[]",
  name: "text",
  provider: "text",
  account: "text",
  region: "text",
  path: "text",
  line: "int",
} as const;

export const ruleColumns = {
  checkId: "text",
  identity: "text",
  tool: "text",
  kind: "text",
  title: "text",
  risk: "text",
  remediation: "text",
  references: "text[]",
  severity: "text",
  severityRank: "smallint",
} as const;

export const componentColumns = {
  row: "int",
  identity: "text",
  id: "uuid",
  kind: "text",
  name: "text",
  version: "text",
  publisher: "text",
  reference: "text",
  licenses: "text[]",
  facts: "jsonb",
  keys: "text[]",
  subjectName: "text",
} as const;

/** What a finding is told apart by within its scope: the same however often it is reported. */
export const identityOf = (
  { tool, ruleId, subject, location, fingerprint }: ImportedFinding,
  scopeId: string,
): string => {
  const place =
    location === null ? "" : `${location.path}:${fingerprint === "" ? (location.line ?? "") : ""}`;
  return digestOf(scopeId, tool, ruleId, subject.keys[0] ?? subject.name, place, fingerprint);
};

type Row<Columns> = Record<keyof Columns, Cell>;
type FindingRow = Row<typeof findingColumns> & { identity: string; checkId: string; severityRank: number };

export function findingRow(
  { tool, ruleId, kind, subject, location, severity, evidence, message }: ImportedFinding,
  identity: string,
  row: number,
): FindingRow {
  const reason = line(message, 2_000);
  const told = {
    ...evidence,
    ...(location ? { file: location.line ? `${location.path}:${location.line}` : location.path } : {}),
  };
  return {
    row,
    identity,
    id: newId(),
    checkId: `import/${slugOf(tool)}/${line(ruleId, 300)}`,
    kind,
    layer: layerOfKind[kind],
    severity,
    severityRank: severities.indexOf(severity),
    reason,
    evidence: told,
    evidenceHash: digestOf(reason, severity, JSON.stringify(told)),
    keys: textsCell(subject.keys),
    name: subject.name || (location?.path ?? ""),
    // What stands nowhere that we know by name was found on somebody's own machine.
    provider: subject.provider ?? "onprem",
    account: subject.account,
    region: subject.region,
    path: location?.path ?? null,
    line: location?.line ?? null,
  };
}

/** What the tool says of the rule, as this finding has it. */
export const ruleRow = (
  { tool, kind, title, description, remediation, references, severity }: ImportedFinding,
  { checkId, identity, severityRank }: FindingRow,
) => ({
  checkId,
  identity,
  tool,
  kind,
  title,
  risk: description,
  remediation,
  references: textsCell(references),
  severity,
  severityRank,
});

export function componentRow(
  { subject, licenses, ...component }: ImportedComponent,
  row: number,
): Row<typeof componentColumns> {
  const { kind, name, version, reference } = component;
  return {
    ...component,
    row,
    identity: digestOf(kind, name, version, reference, subject.keys[0] ?? ""),
    id: newId(),
    licenses: textsCell(licenses),
    keys: textsCell(subject.keys),
    subjectName: subject.name,
  };
}

export const slugOf = (tool: string): string =>
  tool
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "") || "tool";
