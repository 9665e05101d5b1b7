import { z } from "zod";

import type { ImportedItem } from "#lib/domain/imported.ts";
import { providers } from "#lib/domain/provider.ts";
import { defineFormat, findingItem, recordReader } from "./define-format.ts";
import { noSubject, subjectOf } from "./subject.ts";
import { line, links, prose, severityOf, text } from "./words.ts";

const Row = z.looseObject({
  ACCOUNT_UID: z.string(),
  PROVIDER: z.string(),
  CHECK_ID: z.string().min(1),
  CHECK_TITLE: z.string(),
  STATUS: z.string().min(1),
  STATUS_EXTENDED: z.string(),
  MUTED: text,
  SEVERITY: z.string(),
  RESOURCE_UID: text,
  RESOURCE_NAME: text,
  RESOURCE_TYPE: text,
  REGION: text,
  DESCRIPTION: text,
  RISK: text,
  RELATED_URL: text,
  REMEDIATION_RECOMMENDATION_TEXT: text,
  REMEDIATION_RECOMMENDATION_URL: text,
});
type Row = z.infer<typeof Row>;

function toItems(row: Row): ImportedItem[] {
  if (row.STATUS.toUpperCase() !== "FAIL" || row.MUTED?.toLowerCase() === "true") return [];
  const id = row.RESOURCE_UID || row.RESOURCE_NAME || "";
  const told = {
    name: row.RESOURCE_NAME || null,
    account: row.ACCOUNT_UID,
    region: row.REGION || null,
    provider: providers.find((provider) => provider === row.PROVIDER.toLowerCase()) ?? null,
  };
  return [
    findingItem({
      tool: "Prowler",
      ruleId: line(row.CHECK_ID, 200),
      kind: "misconfiguration",
      title: line(row.CHECK_TITLE || row.CHECK_ID),
      description: prose(row.RISK || row.DESCRIPTION),
      remediation: prose(row.REMEDIATION_RECOMMENDATION_TEXT),
      references: links([row.REMEDIATION_RECOMMENDATION_URL, row.RELATED_URL]),
      severity: severityOf(row.SEVERITY),
      message: prose(row.STATUS_EXTENDED || row.CHECK_TITLE),
      subject: id === "" ? { ...noSubject(), ...told, name: "" } : subjectOf(id, told),
      location: null,
      // With the region: Prowler tells of what is missing in each.
      fingerprint: line(row.REGION),
      evidence: { rule: row.CHECK_ID, resourceType: line(row.RESOURCE_TYPE) },
    }),
  ];
}

export const prowlerCsv = defineFormat({
  id: "prowler-csv",
  title: "Prowler CSV",
  kind: "csv",
  lookedFor: "the columns CHECK_ID and STATUS_EXTENDED",
  recognizes: ({ kind, fields }) => kind === "csv" && fields.has("CHECK_ID") && fields.has("STATUS_EXTENDED"),
  about: () => undefined,
  readers: [recordReader("", Row, toItems)],
});
