import { z } from "zod";

import type { ImportedItem } from "#lib/domain/imported.ts";
import { defineFormat, findingItem, recordReader } from "./define-format.ts";
import { subjectOf } from "./subject.ts";
import { line, links, prose, severityOf, text } from "./words.ts";

const Record = z.looseObject({
  finding: z.looseObject({
    name: z.string(),
    category: z.string(),
    state: text,
    mute: text,
    severity: text,
    resourceName: z.string(),
    description: text,
    externalUri: text,
    findingClass: text,
    nextSteps: text,
    sourceProperties: z.record(z.string(), z.unknown()).nullish(),
  }),
  resource: z
    .looseObject({
      displayName: text,
      projectDisplayName: text,
      type: text,
      location: text,
      gcpMetadata: z.looseObject({ projectDisplayName: text }).nullish(),
    })
    .nullish(),
});
type Record = z.infer<typeof Record>;

function toItems({ finding, resource }: Record): ImportedItem[] {
  if (finding.state === "INACTIVE" || finding.mute === "MUTED") return [];
  const told = (name: string) => {
    const value = finding.sourceProperties?.[name];
    return typeof value === "string" ? value : "";
  };
  const title = sentence(finding.category);
  return [
    findingItem({
      tool: "Security Command Center",
      ruleId: line(finding.category, 200),
      kind: kindOf(finding.findingClass ?? ""),
      title,
      description: prose(told("Explanation") || finding.description),
      remediation: prose(finding.nextSteps || told("Recommendation")),
      references: links([finding.externalUri]),
      severity: severityOf(finding.severity === "SEVERITY_UNSPECIFIED" ? "" : finding.severity),
      message: prose(finding.description || told("Explanation") || title),
      subject: subjectOf(finding.resourceName, {
        name: resource?.displayName ?? null,
        account: resource?.gcpMetadata?.projectDisplayName ?? resource?.projectDisplayName ?? null,
        region: resource?.location ?? null,
      }),
      location: null,
      // organizations/1/sources/2/findings/ID: its last part stays, wherever it is listed from.
      fingerprint: finding.name.split("/").at(-1) ?? finding.name,
      evidence: {
        category: finding.category,
        class: line(finding.findingClass),
        resourceType: line(resource?.type),
      },
    }),
  ];
}

/** `PUBLIC_BUCKET_ACL` as a person reads it. */
const sentence = (category: string): string => {
  const words = line(category).replaceAll("_", " ").toLowerCase();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};

function kindOf(findingClass: string) {
  if (findingClass === "THREAT") return "threat" as const;
  return findingClass === "VULNERABILITY" ? ("vulnerability" as const) : ("misconfiguration" as const);
}

const list = "listFindingsResults[]";

export const securityCommandCenter = defineFormat({
  id: "security-command-center",
  title: "Security Command Center findings",
  kind: "json",
  lookedFor: "finding with category and resourceName, alone or in listFindingsResults[]",
  recognizes: ({ fields }) =>
    ["", `${list}/`].some(
      (at) => fields.has(`${at}finding/category`) && fields.has(`${at}finding/resourceName`),
    ),
  about: () => undefined,
  readers: [recordReader(list, Record, toItems), recordReader("", Record, toItems)],
});
