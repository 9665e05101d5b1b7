import { expect, test } from "vitest";

import { agentsNamedIn, guardrailKey, modelKey } from "./bedrock-arns.ts";

const scope = { account: "111122223333", region: "eu-west-1" };
const claude = "arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0";

test.each([
  ["a model id", "anthropic.claude-sonnet-4-5-20250929-v1:0"],
  ["an inference profile id", "eu.anthropic.claude-sonnet-4-5-20250929-v1:0"],
  [
    "an inference profile ARN",
    "arn:aws:bedrock:eu-west-1:111122223333:inference-profile/eu.anthropic.claude-sonnet-4-5-20250929-v1:0",
  ],
  ["a model ARN", claude],
])("%s stands for the foundation model of the region", (_, given) => {
  expect(modelKey(given, scope)).toBe(claude);
});

test("a custom model keeps its own ARN", () => {
  const custom = "arn:aws:bedrock:eu-west-1:111122223333:custom-model/amazon.titan-text/abc123";
  expect(modelKey(custom, scope)).toBe(custom);
});

test("a publisher whose name starts like a geography is not mistaken for a profile", () => {
  expect(modelKey("ai21.jamba-1-5-large-v1:0", scope)).toContain("/ai21.jamba");
});

test("a guardrail is found by id and by ARN alike", () => {
  const key = "arn:aws:bedrock:eu-west-1:111122223333:guardrail/gr4mq2tq0a1b";
  expect(guardrailKey("gr4mq2tq0a1b", scope)).toBe(key);
  expect(guardrailKey(key, scope)).toBe(key);
});

test("only a variable named for an agent and shaped like its id names an agent", () => {
  expect(
    agentsNamedIn(
      {
        AGENT_ID: "CLAIMSAG01",
        CLAIMS_AGENT_ID: "QWERTY1234",
        AGENT_ALIAS_ID: "PRODALIAS1",
        USER_AGENT_ID: "not an id",
        NEW_RELIC: "CLAIMSAG01",
      },
      scope,
    ),
  ).toEqual([
    "arn:aws:bedrock:eu-west-1:111122223333:agent/CLAIMSAG01",
    "arn:aws:bedrock:eu-west-1:111122223333:agent/QWERTY1234",
  ]);
});
