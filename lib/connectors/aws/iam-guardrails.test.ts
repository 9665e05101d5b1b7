import { describe, expect, test } from "vitest";

import { unguardedCalls } from "./iam-guardrails.ts";
import { statementsOf } from "./iam-statements.ts";

const models = "arn:aws:bedrock:*::foundation-model/*";
const guardrail = "arn:aws:bedrock:eu-west-1:111122223333:guardrail/g1";
const both = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];
const allow = (more: object = {}) => ({
  Sid: "use",
  Effect: "Allow",
  Action: both,
  Resource: models,
  ...more,
});
const deny = (more: object = {}) => ({ Effect: "Deny", Action: both, Resource: "*", ...more });
const when = (
  operator: string,
  values: string | string[] = guardrail,
  key = "bedrock:GuardrailIdentifier",
) => ({
  Condition: { [operator]: { [key]: values } },
});
const open = (...Statement: object[]) =>
  unguardedCalls(
    statementsOf({ Version: "2012-10-17", Statement }).map((statement) => ({
      statement,
      source: statement.Sid ?? "other",
    })),
  ).length > 0;

describe("an allowance without a denial", () => {
  test.each<[string, object, boolean]>([
    ["of models, and no condition", allow(), true],
    ["that names a guardrail", allow(when("StringEquals")), false],
    [
      "that spells the key otherwise",
      allow(when("StringEquals", guardrail, "BEDROCK:guardrailIDENTIFIER")),
      false,
    ],
    ["of any guardrail", allow(when("StringLike", "*")), false],
    ["by ARN", allow(when("ArnLike", `${guardrail}*`)), false],
    ["of one of several", allow(when("ForAnyValue:StringEquals", [guardrail, `${guardrail}:1`])), false],
    ["that wants the key to be there", allow(when("Null", "false")), false],
    ["that wants the key to be missing", allow(when("Null", "true")), true],
    ["that a missing key fits", allow(when("StringEqualsIfExists")), true],
    ["that a missing key fits, as all of none", allow(when("ForAllValues:StringEquals")), true],
    ["of other guardrails than one", allow(when("StringNotEquals")), true],
    [
      "under a condition on something else",
      allow(when("StringEquals", "eu-west-1", "aws:RequestedRegion")),
      true,
    ],
    ["of every action of the service", allow({ Action: "bedrock:*" }), true],
    ["of everything", { Effect: "Allow", Action: "*", Resource: "*" }, true],
    ["of all but something else", { Effect: "Allow", NotAction: "iam:*", Resource: "*" }, true],
    ["of all but these", { Effect: "Allow", NotAction: "bedrock:Invoke*", Resource: "*" }, false],
    ["of an inference profile", allow({ Resource: "arn:aws:bedrock:*:1:inference-profile/*" }), true],
    ["of reading guardrails", allow({ Action: "bedrock:GetGuardrail", Resource: "*" }), false],
    ["of applying a guardrail by itself", allow({ Action: "bedrock:ApplyGuardrail" }), false],
    ["of a resource that is no model", allow({ Resource: guardrail }), false],
    [
      "of embeddings alone",
      allow({ Resource: "arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-embed-text-v2:0" }),
      false,
    ],
    ["of another service", allow({ Resource: "arn:aws:s3:::models/*" }), false],
  ])("%s", (_, statement, expected) => {
    expect(open(statement)).toBe(expected);
  });
});

describe("an allowance beside a denial", () => {
  test.each<[string, object, boolean]>([
    ["of calls with another guardrail, or none", deny(when("StringNotEquals")), false],
    ["by pattern", deny(when("StringNotLike", `${guardrail}*`)), false],
    ["by ARN", deny(when("ArnNotLike", guardrail)), false],
    ["of calls without the key", deny(when("Null", "true")), false],
    ["of calls with the key", deny(when("Null", "false")), true],
    ["that looks at the key only where it is", deny(when("StringNotEqualsIfExists")), false],
    ["that some value must differ for", deny(when("ForAnyValue:StringNotEquals")), true],
    ["of one guardrail", deny(when("StringEquals")), true],
    ["of the one call only", deny({ Action: "bedrock:InvokeModel", ...when("StringNotEquals") }), true],
    ["of all calls by pattern", deny({ Action: "bedrock:Invoke*", ...when("StringNotEquals") }), false],
    ["on the same models", deny({ Resource: models, ...when("StringNotEquals") }), false],
    [
      "on some of the models",
      deny({ Resource: "arn:aws:bedrock:*::foundation-model/amazon.*", ...when("StringNotEquals") }),
      true,
    ],
    [
      "on all but some",
      deny({
        Resource: undefined,
        NotResource: "arn:aws:bedrock:*::foundation-model/x",
        ...when("StringNotEquals"),
      }),
      true,
    ],
    [
      "that something else must be met for as well",
      deny({
        Condition: {
          StringNotEquals: { "bedrock:GuardrailIdentifier": guardrail, "aws:PrincipalTag/team": "claims" },
        },
      }),
      true,
    ],
    ["of it all", deny(), false],
  ])("%s", (_, statement, expected) => {
    expect(open(allow(), statement)).toBe(expected);
  });

  test("each leaving open what the other closes", () => {
    const one = deny({ Action: "bedrock:InvokeModel", ...when("StringNotEquals") });
    const other = deny({ Action: "bedrock:InvokeModelWithResponseStream", ...when("Null", "true") });
    expect(open(allow(), one, other)).toBe(false);
  });
});

test("where it is open is told by its statement, once, and only so many", () => {
  const statements = statementsOf({ Statement: [allow(), allow({ Sid: "more" })] });
  expect(
    unguardedCalls(statements.map((statement) => ({ statement, source: "inline policy a, use" }))),
  ).toEqual(["inline policy a, use"]);
  const [statement] = statements;
  const many = Array.from({ length: 50 }, (_, index) => ({ statement, source: `${index}` }));
  expect(
    unguardedCalls(many.flatMap((one) => (one.statement ? [{ ...one, statement: one.statement }] : []))),
  ).toHaveLength(20);
});
