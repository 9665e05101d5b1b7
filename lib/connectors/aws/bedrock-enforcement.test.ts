import { expect, test } from "vitest";

import { collectRecorded, unknownsOf, type Answers } from "#tests/support/recorded-aws.ts";
import { bedrockService } from "./bedrock-service.ts";

const key = "arn:aws:bedrock:eu-west-1:111122223333:service";
const guardrail = "arn:aws:bedrock:eu-west-1:999988887777:guardrail/company";
const policy = (region: string, more: object = {}) => ({
  EffectivePolicy: {
    PolicyContent: JSON.stringify({
      bedrock: { guardrail_inference: { [region]: { config_1: { identifier: `${guardrail}:2`, ...more } } } },
    }),
    PolicyType: "BEDROCK_POLICY",
    TargetId: "111122223333",
  },
});
const collect = (answers: Answers) =>
  collectRecorded(bedrockService, {
    "bedrock:GetModelInvocationLoggingConfiguration": { loggingConfig: { s3Config: { bucketName: "logs" } } },
    ...answers,
  });
const enforced = async (answers: Answers) =>
  (await collect(answers)).get(key)?.properties as { enforcedGuardrails: unknown } | undefined;

test("what the account enforces covers all of the input unless callers mark it", async () => {
  const guardrailsConfig = [
    { guardrailArn: guardrail, guardrailVersion: "2", inputTags: "IGNORE" },
    { guardrailArn: guardrail, inputTags: "HONOR" },
    {
      guardrailArn: guardrail,
      inputTags: "IGNORE",
      selectiveContentGuarding: { messages: "SELECTIVE" },
      modelEnforcement: { includedModels: ["ALL"], excludedModels: ["amazon.titan-embed-text-v2:0"] },
    },
  ];
  const found = await enforced({ "bedrock:ListEnforcedGuardrailsConfiguration": { guardrailsConfig } });
  expect(found?.enforcedGuardrails).toEqual([
    { guardrail, by: "account", wholeInput: true, exceptModels: [] },
    { guardrail, by: "account", wholeInput: false, exceptModels: [] },
    { guardrail, by: "account", wholeInput: false, exceptModels: ["amazon.titan-embed-text-v2:0"] },
  ]);
});

test.each([
  [
    "for this region",
    policy("eu-west-1", { input_tags: "ignore" }),
    [{ by: "organization", wholeInput: true }],
  ],
  ["that honors tags", policy("eu-west-1", { input_tags: "honor" }), [{ wholeInput: false }]],
  ["for another region", policy("us-east-1"), []],
  ["that is no Bedrock policy", { EffectivePolicy: { PolicyContent: "{}" } }, []],
  ["that is no JSON", { EffectivePolicy: { PolicyContent: "<html>" } }, []],
])("a policy of the organization %s", async (_, effective, expected) => {
  const found = await enforced({ "organizations:DescribeEffectivePolicy": effective });
  expect(found?.enforcedGuardrails).toMatchObject(expected);
  expect(found?.enforcedGuardrails).toHaveLength(expected.length);
});

test("an account without organization and without an own configuration enforces nothing", async () => {
  expect((await enforced({}))?.enforcedGuardrails).toEqual([]);
});

test.each(["bedrock:ListEnforcedGuardrailsConfiguration", "organizations:DescribeEffectivePolicy"])(
  "%s denied leaves it unknown",
  async (call) => {
    expect(unknownsOf(await collect({ [call]: "denied" }), key)).toMatchObject({
      "properties.enforcedGuardrails": "denied",
    });
  },
);
