import { z } from "zod";

import type { ImportedItem } from "#lib/domain/imported.ts";
import { defineFormat, findingItem, recordReader } from "./define-format.ts";
import { subjectOf } from "./subject.ts";
import { line, links, prose, severityOf, text, texts } from "./words.ts";

const Record = z.looseObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  properties: z.looseObject({
    // of an assessment
    displayName: text,
    status: z.union([z.string(), z.looseObject({ code: z.string(), description: text, cause: text })]),
    resourceDetails: z.record(z.string(), z.unknown()).nullish(),
    metadata: z.looseObject({ severity: text, description: text, remediationDescription: text }).nullish(),
    links: z.looseObject({ azurePortal: text }).nullish(),
    // of an alert
    alertType: text,
    alertDisplayName: text,
    description: text,
    severity: text,
    remediationSteps: texts,
    alertUri: text,
    compromisedEntity: text,
    intent: text,
    resourceIdentifiers: z.array(z.record(z.string(), z.unknown())).nullish(),
  }),
});
type Record = z.infer<typeof Record>;

const toItems = (record: Record): ImportedItem[] =>
  /\/alerts$/i.test(record.type) ? alertItems(record) : assessmentItems(record);

function assessmentItems({ id, name, properties }: Record): ImportedItem[] {
  const status = typeof properties.status === "string" ? { code: properties.status } : properties.status;
  if (status.code !== "Unhealthy") return [];
  const details = properties.resourceDetails ?? {};
  const resource =
    textOf(details["id"] ?? details["Id"]) || (id.split(/\/providers\/Microsoft\.Security\//i)[0] ?? id);
  const title = line(properties.displayName || name);
  const portal = properties.links?.azurePortal;
  return [
    findingItem({
      tool: "Defender for Cloud",
      ruleId: name,
      kind: "misconfiguration",
      title,
      description: prose(plain(properties.metadata?.description)),
      remediation: prose(plain(properties.metadata?.remediationDescription)),
      references: links([portal ? `https://${portal.replace(/^https?:\/\//, "")}` : null]),
      severity: severityOf(properties.metadata?.severity),
      message: prose(("description" in status ? status.description : null) || title),
      subject: subjectOf(resource),
      location: null,
      fingerprint: "",
      evidence: {
        assessment: name,
        ...("cause" in status && status.cause ? { cause: line(status.cause) } : {}),
      },
    }),
  ];
}

function alertItems({ id, name, properties }: Record): ImportedItem[] {
  if (/^(resolved|dismissed)$/i.test(textOf(properties.status))) return [];
  const azure = (properties.resourceIdentifiers ?? [])
    .map((identifier) => textOf(identifier["azureResourceId"]))
    .find((found) => found !== "");
  const title = line(properties.alertDisplayName || properties.alertType || name);
  return [
    findingItem({
      tool: "Defender for Cloud",
      ruleId: line(properties.alertType || title, 200),
      kind: "threat",
      title,
      description: prose(properties.description),
      remediation: prose(properties.remediationSteps.join("\n")),
      references: links([properties.alertUri]),
      severity: severityOf(properties.severity),
      message: prose(properties.description || title),
      subject: subjectOf(azure ?? id.split(/\/providers\/Microsoft\.Security\//i)[0] ?? id, {
        name: azure ? null : (properties.compromisedEntity ?? null),
      }),
      location: null,
      fingerprint: name,
      evidence: { alert: name, ...(properties.intent ? { intent: line(properties.intent) } : {}) },
    }),
  ];
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** Defender describes in HTML. */
const plain = (html: string | null | undefined): string =>
  (html ?? "").replaceAll(/<br\s*\/?>/gi, "\n").replaceAll(/<[^>]*>/g, "");

const lists = ["value[]", "data[]"] as const;

export const defender = defineFormat({
  id: "defender",
  title: "Defender for Cloud assessments and alerts",
  kind: "json",
  lookedFor: "properties with alertType, or with resourceDetails and status, alone or in value[] or data[]",
  recognizes: ({ fields }) =>
    ["", ...lists.map((list) => `${list}/`)].some(
      (at) =>
        fields.has(`${at}properties/alertType`) ||
        (fields.has(`${at}properties/resourceDetails`) && fields.has(`${at}properties/status`)),
    ),
  about: () => undefined,
  readers: [...lists, ""].map((path) => recordReader(path, Record, toItems)),
});
