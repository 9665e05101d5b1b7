import { callNames } from "./call-names.ts";
import { agentId, guardrailId } from "./claims-names.ts";
import type { Part } from "./estate-type.ts";
import { account, home, madeAt, uuidOf } from "./names.ts";

type Change = {
  at: string;
  action: string;
  service: string;
  by: string;
  agent: string;
  names: Record<string, string>;
};

const terraform = "APN/1.0 HashiCorp/1.0 Terraform/1.13.4 (+https://www.terraform.io)";
const { trainingData } = callNames;

/** One of CloudTrail's look-up, newest first as it answers: what it says in full is a text within. */
const event = ({ at, action, service, by, agent, names }: Change) => {
  const id = uuidOf(`${at} ${action}`);
  const detail = {
    eventVersion: "1.11",
    userIdentity: {
      type: "AssumedRole",
      arn: `arn:aws:sts::${account}:assumed-role/${by}`,
      accountId: account,
      sessionContext: {
        sessionIssuer: { type: "Role", arn: `arn:aws:iam::${account}:role/${by.split("/")[0]}` },
      },
    },
    eventTime: at,
    eventSource: `${service}.amazonaws.com`,
    eventName: action,
    awsRegion: home,
    userAgent: agent,
    requestParameters: names,
    readOnly: false,
    eventID: id,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: account,
  };
  return {
    EventId: id,
    EventName: action,
    ReadOnly: "false",
    EventTime: at,
    EventSource: detail.eventSource,
    Username: by.split("/")[1],
    Resources: [],
    CloudTrailEvent: JSON.stringify(detail),
  };
};

const before: readonly Change[] = [
  {
    at: "2026-10-28T15:41:07.000Z",
    action: "PutBucketPolicy",
    service: "s3",
    by: "research-admin/j.ortega",
    agent: "AWS-Console/1.0 console.amazonaws.com",
    names: { bucketName: trainingData },
  },
  {
    at: madeAt,
    action: "CreateAgent",
    service: "bedrock",
    by: "claims-deploy/github",
    agent: terraform,
    names: { agentId },
  },
];
const mended: readonly Change[] = [
  {
    at: "2026-11-17T09:24:51.000Z",
    action: "UpdateAgent",
    service: "bedrock",
    by: "claims-deploy/github",
    agent: terraform,
    names: { agentId, guardrailIdentifier: guardrailId },
  },
  {
    at: "2026-11-17T09:24:38.000Z",
    action: "CreateGuardrail",
    service: "bedrock",
    by: "claims-deploy/github",
    agent: terraform,
    names: { guardrailId },
  },
  {
    at: "2026-11-17T08:02:13.000Z",
    action: "DeleteBucketPolicy",
    service: "s3",
    by: "research-admin/m.lind",
    agent: terraform,
    names: { bucketName: trainingData },
  },
];

/** What CloudTrail kept of who changed what: how the vendor's access came to be and, once mended, who took it back. */
export const changeLog = (fixed: boolean): Part => ({
  answers: { [`${home} changes`]: { Events: [...(fixed ? mended : []), ...before].map(event) } },
});
