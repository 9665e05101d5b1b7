import { z } from "zod";

import type { ImportedItem, ImportSubject } from "#lib/domain/imported.ts";
import { defineFormat, findingItem, recordReader } from "./define-format.ts";
import { noSubject, subjectOf } from "./subject.ts";
import { line, prose, severityOfScore, text } from "./words.ts";

const Finding = z.looseObject({
  Arn: z.string(),
  Id: z.string(),
  AccountId: z.string(),
  Region: z.string(),
  Type: z.string(),
  Title: text,
  Description: text,
  Severity: z.number(),
  Resource: z.looseObject({
    ResourceType: text,
    AccessKeyDetails: z.looseObject({ UserName: text, UserType: text }).nullish(),
    InstanceDetails: z.looseObject({ InstanceId: text }).nullish(),
    S3BucketDetails: z.array(z.looseObject({ Arn: text })).nullish(),
    EksClusterDetails: z.looseObject({ Arn: text }).nullish(),
    EcsClusterDetails: z.looseObject({ Arn: text }).nullish(),
    LambdaDetails: z.looseObject({ FunctionArn: text }).nullish(),
    RdsDbInstanceDetails: z.looseObject({ DbInstanceArn: text }).nullish(),
  }),
  Service: z.looseObject({
    Archived: z.boolean().nullish(),
    Count: z.number().nullish(),
    EventLastSeen: text,
  }),
});
type Finding = z.infer<typeof Finding>;

function toItems(finding: Finding): ImportedItem[] {
  if (finding.Service.Archived) return [];
  return [
    findingItem({
      tool: "GuardDuty",
      ruleId: finding.Type,
      kind: "threat",
      title: line(finding.Title || finding.Type),
      description: prose(finding.Description),
      remediation: "",
      references: ["https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-active.html"],
      severity: severityIn(finding.Severity),
      message: prose(finding.Description || finding.Title),
      subject: subjectIn(finding),
      location: null,
      fingerprint: finding.Id,
      evidence: {
        type: finding.Type,
        resourceType: line(finding.Resource.ResourceType),
        ...(finding.Service.Count ? { count: finding.Service.Count } : {}),
        ...(finding.Service.EventLastSeen ? { lastSeen: line(finding.Service.EventLastSeen) } : {}),
      },
    }),
  ];
}

/** GuardDuty counts from 1 to 10: critical from 9. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html */
const severityIn = (severity: number) => severityOfScore(severity);

function subjectIn({ Resource: resource, AccountId: account, Region: region }: Finding): ImportSubject {
  const arn = [
    resource.S3BucketDetails?.[0]?.Arn,
    resource.LambdaDetails?.FunctionArn,
    resource.EksClusterDetails?.Arn,
    resource.EcsClusterDetails?.Arn,
    resource.RdsDbInstanceDetails?.DbInstanceArn,
  ].find((candidate) => candidate);
  if (arn) return subjectOf(arn, { account, region });
  const instance = resource.InstanceDetails?.InstanceId;
  if (instance) return subjectOf(`arn:aws:ec2:${region}:${account}:instance/${instance}`);
  const user = resource.AccessKeyDetails;
  if (user?.UserName)
    return subjectOf(
      user.UserType === "Root"
        ? `arn:aws:iam::${account}:root`
        : `arn:aws:iam::${account}:${user.UserType === "IAMUser" ? "user" : "role"}/${user.UserName}`,
    );
  return { ...noSubject(), provider: "aws", account, region };
}

export const guardduty = defineFormat({
  id: "guardduty",
  title: "Amazon GuardDuty findings",
  kind: "json",
  lookedFor: "AccountId, Service and Resource, alone or in Findings[]",
  recognizes: ({ fields }) =>
    ["", "Findings[]/"].some((at) =>
      ["AccountId", "Service", "Resource", "Type"].every((field) => fields.has(at + field)),
    ),
  about: () => undefined,
  readers: [recordReader("Findings[]", Finding, toItems), recordReader("", Finding, toItems)],
});
