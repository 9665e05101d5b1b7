import { expect, test } from "vitest";

import { changesOf } from "./change-entry.ts";

const scope = { account: "111122223333", region: "eu-west-1" };
const session = {
  type: "AssumedRole",
  principalId: "AROAEXAMPLE:anna",
  arn: "arn:aws:sts::111122223333:assumed-role/deployer/anna",
  sessionContext: { sessionIssuer: { arn: "arn:aws:iam::111122223333:role/deployer" } },
};
const detail = {
  eventID: "6f0e9a0c-1111-4222-8333-444455556666",
  eventTime: "2026-11-16T05:12:09Z",
  eventName: "PutBucketPolicy",
  eventSource: "s3.amazonaws.com",
  awsRegion: "eu-west-1",
  readOnly: false,
  userAgent: "[APN/1.0 HashiCorp/1.0 Terraform/1.9.8 (+https://www.terraform.io)]",
  userIdentity: session,
  requestParameters: { bucketName: "claims-intake", bucketPolicy: { Version: "2012-10-17" } },
};
const event = (change: object = {}) => ({ CloudTrailEvent: JSON.stringify({ ...detail, ...change }) });
const targets = (change: object) => changesOf([event(change)], scope).changes[0]?.targets;

test("an event tells who, in which role, with which tool and what it was done to", () => {
  expect(changesOf([event()], scope)).toEqual({
    oldest: "2026-11-16T05:12:09.000Z",
    changes: [
      {
        log: "cloudtrail",
        eventId: detail.eventID,
        at: "2026-11-16T05:12:09.000Z",
        action: "PutBucketPolicy",
        actor: session.arn,
        actorKey: "arn:aws:iam::111122223333:role/deployer",
        agent: "Terraform",
        targets: ["aws.s3 111122223333 eu-west-1 claims-intake", "aws.s3 111122223333  claims-intake"],
      },
    ],
  });
});

test("what was refused, and what only read, changed nothing but was read", () => {
  const read = changesOf([event({ errorCode: "AccessDenied" }), event({ readOnly: true })], scope);
  expect(read).toEqual({ changes: [], oldest: "2026-11-16T05:12:09.000Z" });
});

test("a role that is passed or a guardrail that is bound is not what was changed", () => {
  const agent = {
    eventName: "UpdateAgent",
    eventSource: "bedrock.amazonaws.com",
    requestParameters: {
      agentId: "ABCDEFGHIJ",
      agentResourceRoleArn: "arn:aws:iam::111122223333:role/agent",
      guardrailConfiguration: { guardrailIdentifier: "g123" },
    },
  };
  expect(targets(agent)).toEqual([
    "aws.bedrock 111122223333 eu-west-1 ABCDEFGHIJ",
    "aws.bedrock 111122223333  ABCDEFGHIJ",
  ]);
});

test("the only thing an event names is what it was done to, whatever the event is called", () => {
  const permission = {
    eventName: "PutResourcePolicy",
    eventSource: "secretsmanager.amazonaws.com",
    requestParameters: { secretId: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf" },
  };
  expect(targets(permission)).toEqual(["arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf"]);
});

test("what names nothing, nobody or no time is left out, and hostile text is bounded", () => {
  const hostile = `\u202Eevil\u0000${"x".repeat(5_000)}`;
  const odd = [
    null,
    "text",
    { CloudTrailEvent: "{" },
    { CloudTrailEvent: JSON.stringify("no object") },
    event({ requestParameters: null }),
    event({ userIdentity: null }),
    event({ eventTime: "yesterday" }),
    event({ requestParameters: { bucketName: "y".repeat(5_000) } }),
  ];
  expect(changesOf(odd, scope).changes).toEqual([]);
  const [bounded] = changesOf(
    [event({ eventName: hostile, userAgent: hostile, userIdentity: { arn: hostile } })],
    scope,
  ).changes;
  for (const text of [bounded?.action, bounded?.actor, bounded?.agent])
    expect(text).toMatch(/^evil x+$|^evil$/);
  expect(bounded?.actor.length).toBeLessThanOrEqual(256);
});
