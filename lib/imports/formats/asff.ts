import { z } from "zod";

import type { ImportedItem } from "#lib/domain/imported.ts";
import { defineFormat, findingItem, recordReader } from "./define-format.ts";
import { noSubject, subjectOf } from "./subject.ts";
import { line, links, prose, severityOf, severityOfScore, text } from "./words.ts";

const Finding = z.looseObject({
  SchemaVersion: text,
  Id: z.string(),
  ProductArn: text,
  ProductName: text,
  CompanyName: text,
  GeneratorId: z.string(),
  AwsAccountId: z.string(),
  Region: text,
  Types: z.array(z.string()).nullish(),
  Title: z.string(),
  Description: text,
  Severity: z.looseObject({ Label: text, Normalized: z.number().nullish() }).nullish(),
  Remediation: z
    .looseObject({ Recommendation: z.looseObject({ Text: text, Url: text }).nullish() })
    .nullish(),
  Resources: z.array(z.looseObject({ Type: text, Id: z.string(), Region: text })).nullish(),
  Compliance: z.looseObject({ Status: text, SecurityControlId: text }).nullish(),
  Workflow: z.looseObject({ Status: text }).nullish(),
  RecordState: text,
});
type Finding = z.infer<typeof Finding>;

function toItems(finding: Finding): ImportedItem[] {
  if (!isOpen(finding)) return [];
  const [first, ...others] = finding.Resources ?? [];
  const recommendation = finding.Remediation?.Recommendation;
  const ruleId = line(finding.Compliance?.SecurityControlId || finding.GeneratorId, 200);
  return [
    findingItem({
      tool: line(finding.ProductName || productOf(finding.ProductArn ?? "") || "Security Hub", 60),
      ruleId,
      kind: kindOf(finding.Types ?? []),
      title: line(finding.Title),
      description: prose(finding.Description),
      remediation: prose(recommendation?.Text),
      references: links([recommendation?.Url]),
      severity: finding.Severity?.Label
        ? severityOf(finding.Severity.Label)
        : severityOfScore((finding.Severity?.Normalized ?? 0) / 10),
      message: prose(finding.Description || finding.Title),
      subject: first
        ? subjectOf(idOf(first.Id), {
            account: finding.AwsAccountId,
            region: first.Region ?? finding.Region ?? null,
          })
        : { ...noSubject(), provider: "aws", account: finding.AwsAccountId },
      location: null,
      fingerprint: line(finding.Id, 500),
      evidence: {
        rule: ruleId,
        ...(others.length > 0 ? { alsoOn: others.slice(0, 20).map(({ Id }) => line(Id, 300)) } : {}),
      },
    }),
  ];
}

const isOpen = ({ RecordState, Workflow, Compliance }: Finding): boolean =>
  RecordState !== "ARCHIVED" &&
  Workflow?.Status !== "RESOLVED" &&
  Workflow?.Status !== "SUPPRESSED" &&
  Compliance?.Status !== "PASSED" &&
  Compliance?.Status !== "NOT_AVAILABLE";

/** Security Hub writes an account as a resource of its own. */
const idOf = (id: string): string => id.replace(/^AWS::::Account:(\d{12})$/, "arn:aws:iam::$1:root");

const productOf = (arn: string): string => arn.split("/").slice(1).join("/");

function kindOf(types: readonly string[]) {
  const [type = ""] = types;
  if (type.startsWith("TTPs") || type.startsWith("Unusual Behaviors") || type.startsWith("Effects"))
    return "threat" as const;
  return type.includes("Vulnerabilities/CVE") ? ("vulnerability" as const) : ("misconfiguration" as const);
}

export const asff = defineFormat({
  id: "asff",
  title: "AWS Security Finding Format",
  kind: "json",
  lookedFor: "GeneratorId and ProductArn, alone or in Findings[]",
  recognizes: ({ fields }) =>
    ["", "Findings[]/"].some((at) => fields.has(`${at}GeneratorId`) && fields.has(`${at}ProductArn`)),
  about: () => undefined,
  readers: [recordReader("Findings[]", Finding, toItems), recordReader("", Finding, toItems)],
});
