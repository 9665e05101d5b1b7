import {
  layerOfKind,
  type ImportedComponent,
  type ImportedFinding,
  type ImportSubject,
} from "#lib/domain/imported.ts";
import { severities } from "#lib/domain/severity.ts";
import { newId } from "#lib/platform/id.ts";
import { storableJson } from "#lib/platform/storable.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { digestOf, line } from "./formats/words.ts";
import { subjectOf } from "./formats/subject.ts";

/** Takes rows until they are many enough to be sent at once. */
export type Stage = {
  finding: (finding: ImportedFinding) => Promise<void>;
  component: (component: ImportedComponent) => Promise<void>;
  end: () => Promise<void>;
};

const batchRows = 1_000;

/** Temporary tables that hold what a report says until it is compared with what is stored. */
export async function openStage(tx: Tx, scope: { id: string; name: string }): Promise<Stage> {
  await tx.$executeRawUnsafe(`CREATE TEMP TABLE staged_import (
    identity text PRIMARY KEY, id uuid, "checkId" text, tool text, kind text, layer text, severity text,
    "severityRank" smallint, title text, risk text, remediation text, "references" text[], reason text, evidence jsonb,
    "evidenceHash" text, keys text[], name text, provider text, account text, region text, path text, line int
  ) ON COMMIT DROP`);
  await tx.$executeRawUnsafe(`CREATE TEMP TABLE staged_component (
    identity text PRIMARY KEY, id uuid, kind text, name text, version text, publisher text, reference text,
    licenses text[], facts jsonb, keys text[], "subjectName" text
  ) ON COMMIT DROP`);
  const about = scope.name === "" ? null : subjectOf(scope.name);
  let findings: object[] = [];
  let components: object[] = [];
  const send = async (table: string, rows: readonly object[]): Promise<void> => {
    if (rows.length > 0)
      await tx.$executeRawUnsafe(
        `INSERT INTO ${table} SELECT r.* FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) r ON CONFLICT DO NOTHING`,
        storableJson(JSON.stringify(rows)),
      );
  };
  const flush = async (leastRows: number): Promise<void> => {
    if (findings.length >= leastRows) await send("staged_import", findings.splice(0));
    if (components.length >= leastRows) await send("staged_component", components.splice(0));
  };
  return {
    finding: (finding) => {
      findings.push(findingRow(withScope(finding, about), scope.id));
      return flush(batchRows);
    },
    component: (component) => {
      components.push(componentRow(withScope(component, about)));
      return flush(batchRows);
    },
    end: () => flush(1),
  };
}

/** What names no resource of its own is about what the import as a whole is about. */
const withScope = <Item extends { subject: ImportSubject }>(item: Item, about: ImportSubject | null): Item =>
  about === null || item.subject.keys.length > 0
    ? item
    : {
        ...item,
        subject: {
          ...item.subject,
          keys: about.keys,
          name: about.name,
          provider: item.subject.provider ?? about.provider,
          account: item.subject.account || about.account,
        },
      };

function findingRow(finding: ImportedFinding, scopeId: string): object {
  const { tool, ruleId, subject, location, severity, evidence } = finding;
  const place =
    location === null ? "" : `${location.path}:${finding.fingerprint === "" ? (location.line ?? "") : ""}`;
  const reason = line(finding.message, 2_000);
  const told = {
    ...evidence,
    ...(location ? { file: location.line ? `${location.path}:${location.line}` : location.path } : {}),
  };
  return {
    identity: digestOf(scopeId, tool, ruleId, subject.keys[0] ?? subject.name, place, finding.fingerprint),
    id: newId(),
    checkId: `import/${slugOf(tool)}/${line(ruleId, 300)}`,
    tool,
    kind: finding.kind,
    layer: layerOfKind[finding.kind],
    severity,
    severityRank: severities.indexOf(severity),
    title: finding.title,
    risk: finding.description,
    remediation: finding.remediation,
    references: finding.references,
    reason,
    evidence: told,
    evidenceHash: digestOf(reason, severity, JSON.stringify(told)),
    keys: subject.keys,
    name: subject.name || (location?.path ?? ""),
    // What stands nowhere that we know by name was found on somebody's own machine.
    provider: subject.provider ?? "onprem",
    account: subject.account,
    region: subject.region,
    path: location?.path ?? null,
    line: location?.line ?? null,
  };
}

function componentRow({ subject, ...component }: ImportedComponent): object {
  const { kind, name, version, reference } = component;
  return {
    ...component,
    identity: digestOf(kind, name, version, reference, subject.keys[0] ?? ""),
    id: newId(),
    keys: subject.keys,
    subjectName: subject.name,
  };
}

export const slugOf = (tool: string): string =>
  tool
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "") || "tool";
