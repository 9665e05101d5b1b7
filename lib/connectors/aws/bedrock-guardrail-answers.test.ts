import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
} from "#tests/support/recorded-aws.ts";
import { normalizeGuardrail } from "./bedrock-guardrail-record.ts";
import { bedrockGuardrails } from "./bedrock-guardrails.ts";

const scope = { account: "111122223333", region: "eu-west-1" };
const key = "arn:aws:bedrock:eu-west-1:111122223333:guardrail/gr4claims0a1b";
const kmsKey = "arn:aws:kms:eu-west-1:111122223333:key/guardrail";
const filter = (type: string, more: object = {}) => ({
  type,
  inputStrength: "HIGH",
  outputStrength: type === "PROMPT_ATTACK" ? "NONE" : "HIGH",
  inputModalities: ["TEXT"],
  outputModalities: ["TEXT"],
  inputAction: "BLOCK",
  outputAction: "BLOCK",
  inputEnabled: true,
  outputEnabled: true,
  ...more,
});
const kinds = ["HATE", "INSULTS", "SEXUAL", "VIOLENCE", "MISCONDUCT", "PROMPT_ATTACK"];
const sides = { inputAction: "BLOCK", outputAction: "BLOCK", inputEnabled: true, outputEnabled: true };
/** `GetGuardrail`, with every policy that is documented. */
const whole = {
  name: "claims",
  description: "For the claims assistant",
  guardrailId: "gr4claims0a1b",
  guardrailArn: key,
  version: "3",
  status: "READY",
  topicPolicy: {
    topics: [
      { name: "investment", definition: "Advice on investing", examples: ["Buy?"], type: "DENY", ...sides },
    ],
    tier: { tierName: "STANDARD" },
  },
  contentPolicy: { filters: kinds.map((type) => filter(type)), tier: { tierName: "STANDARD" } },
  wordPolicy: { words: [{ text: "lawsuit", ...sides }], managedWordLists: [{ type: "PROFANITY", ...sides }] },
  sensitiveInformationPolicy: {
    piiEntities: [
      { type: "AWS_SECRET_KEY", action: "BLOCK", ...sides },
      { type: "PASSWORD", action: "BLOCK", ...sides },
    ],
    regexes: [{ name: "claim", description: "", pattern: "CL-\\d+", action: "BLOCK", ...sides }],
  },
  contextualGroundingPolicy: {
    filters: [
      { type: "GROUNDING", threshold: 0.8, action: "BLOCK", enabled: true },
      { type: "RELEVANCE", threshold: 0.6, action: "BLOCK", enabled: true },
    ],
  },
  automatedReasoningPolicy: { policies: [], confidenceThreshold: 1 },
  crossRegionDetails: { guardrailProfileId: "eu.guardrail.v1:0", guardrailProfileArn: "arn:x" },
  createdAt: "2025-03-04T05:06:07.000Z",
  updatedAt: "2025-03-04T05:06:07.000Z",
  statusReasons: [],
  failureRecommendations: [],
  blockedInputMessaging: "No.",
  blockedOutputsMessaging: "No.",
  kmsKeyArn: kmsKey,
};
const facts = (more: object) => {
  const [resource] = normalizeGuardrail({ ...whole, ...more }, scope).resources;
  return { ...resource?.facets, ...resource?.properties };
};
const listed = (version: string) => ({
  id: "gr4claims0a1b",
  arn: key,
  status: "READY",
  name: "claims",
  version,
});
const answers: Answers = {
  "bedrock:ListGuardrails": ({ guardrailIdentifier }) => ({
    guardrails: guardrailIdentifier ? ["DRAFT", "1", "2", "3"].map(listed) : [listed("DRAFT")],
  }),
  "bedrock:GetGuardrail": whole,
  "bedrock:ListTagsForResource": { tags: [{ key: "team", value: "claims" }] },
};

test("a guardrail with everything Bedrock tells of one is shown with all of it", async () => {
  const recorded = await collectRecorded(bedrockGuardrails, answers);
  expect(recorded.get(key)).toEqual({
    key,
    type: "aws.bedrock.guardrail",
    name: "claims",
    ...scope,
    tags: { team: "claims" },
    properties: {
      version: "3",
      status: "READY",
      missingCategories: [],
      blockedCredentials: ["AWS_SECRET_KEY", "PASSWORD"],
      groundingThreshold: 0.6,
      customerKey: true,
      tier: "STANDARD",
      blocksWords: true,
      stopsPromptLeakage: true,
    },
    facets: {
      promptAttack: "high",
      contentFilter: "high",
      sensitiveInformation: "block",
      grounding: true,
      deniedTopics: true,
      callerMayOverride: false,
    },
  });
  expect(edgesOf(recorded, key)).toEqual([
    "hosted-on arn:aws:bedrock:eu-west-1:111122223333:service",
    `encrypted-by ${kmsKey}`,
  ]);
  expect(undeclared(bedrockGuardrails, recorded)).toEqual([]);
});

describe("the prompt-attack filter", () => {
  test.each<[string, object | null, string]>([
    ["that is not there", null, "none"],
    ["at high", {}, "high"],
    ["at medium", { inputStrength: "MEDIUM" }, "medium"],
    ["at low", { inputStrength: "LOW" }, "low"],
    ["at none", { inputStrength: "NONE" }, "none"],
    ["that only reports", { inputAction: "NONE" }, "none"],
    ["that is switched off", { inputEnabled: false }, "none"],
    ["that says nothing of its action", { inputAction: undefined, inputEnabled: undefined }, "high"],
    [
      "whose output is off, where no attack can stand",
      { outputEnabled: false, outputAction: "NONE" },
      "high",
    ],
  ])("%s is %s", (_, more, promptAttack) => {
    const filters = more === null ? [] : [filter("PROMPT_ATTACK", more)];
    expect(facts({ contentPolicy: { filters } })).toMatchObject({ promptAttack });
  });
});

describe("harm categories", () => {
  const withOne = (more: object) => ({
    contentPolicy: { filters: kinds.map((type) => filter(type, type === "VIOLENCE" ? more : {})) },
  });
  test.each<[string, object, string, string[]]>([
    ["strong on both sides", {}, "high", []],
    ["weaker on its input", { inputStrength: "LOW" }, "low", []],
    ["weaker on its output", { outputStrength: "MEDIUM" }, "medium", []],
    ["without an output", { outputStrength: "NONE" }, "none", ["VIOLENCE"]],
    ["that only reports on its output", { outputAction: "NONE" }, "none", ["VIOLENCE"]],
    ["that is off on its input", { inputEnabled: false }, "none", ["VIOLENCE"]],
  ])("of which one is %s", (_, more, contentFilter, missingCategories) => {
    expect(facts(withOne(more))).toMatchObject({ contentFilter, missingCategories });
  });

  test.each([[undefined], [{}], [{ filters: [] }]])(
    "that are not filtered at all (%j) are all named",
    (contentPolicy) => {
      expect(facts({ contentPolicy })).toMatchObject({
        contentFilter: "none",
        missingCategories: ["HATE", "INSULTS", "SEXUAL", "VIOLENCE", "MISCONDUCT"],
      });
    },
  );
});

describe("sensitive information", () => {
  const of = (...entities: object[]) => facts({ sensitiveInformationPolicy: { piiEntities: entities } });
  const secret = { type: "PASSWORD", action: "BLOCK" };
  test.each<[string, object[], string, string[]]>([
    ["that is blocked", [secret], "block", ["PASSWORD"]],
    ["that is masked", [{ ...secret, action: "ANONYMIZE" }], "mask", []],
    ["that is only detected", [{ ...secret, action: "NONE" }], "none", []],
    ["of which some is masked", [secret, { type: "EMAIL", action: "ANONYMIZE" }], "mask", ["PASSWORD"]],
    ["of which some is only detected", [secret, { type: "EMAIL", action: "NONE" }], "block", ["PASSWORD"]],
    [
      "blocked by each side's own action",
      [{ ...secret, action: "NONE", inputAction: "BLOCK", outputAction: "BLOCK" }],
      "block",
      ["PASSWORD"],
    ],
    ["blocked on the one side that is on", [{ ...secret, outputEnabled: false }], "block", ["PASSWORD"]],
    ["blocked on one side and masked on the other", [{ ...secret, outputAction: "ANONYMIZE" }], "mask", []],
    ["that both sides only report", [{ ...secret, inputAction: "NONE", outputAction: "NONE" }], "none", []],
    ["that is off on both sides", [{ ...secret, inputEnabled: false, outputEnabled: false }], "none", []],
    ["that is no credential", [{ type: "EMAIL", action: "BLOCK" }], "block", []],
    ["that nobody looks for", [], "none", []],
  ])("%s", (_, entities, sensitiveInformation, blockedCredentials) => {
    expect(of(...entities)).toMatchObject({ sensitiveInformation, blockedCredentials });
  });

  test("by a pattern counts like any other", () => {
    const regexes = [{ name: "claim", pattern: "CL", action: "ANONYMIZE" }];
    expect(facts({ sensitiveInformationPolicy: { regexes } })).toMatchObject({
      sensitiveInformation: "mask",
    });
  });
});

describe("grounding", () => {
  const of = (...filters: object[]) => facts({ contextualGroundingPolicy: { filters } });
  test.each<[string, object[], boolean, number | null]>([
    ["that is asked for", [{ type: "GROUNDING", threshold: 0.7 }], true, 0.7],
    ["at no threshold", [{ type: "GROUNDING", threshold: 0 }], false, 0],
    ["that only reports", [{ type: "GROUNDING", threshold: 0.7, action: "NONE" }], false, null],
    ["that is off", [{ type: "GROUNDING", threshold: 0.7, enabled: false }], false, null],
    [
      "by two filters is the lower",
      [
        { type: "GROUNDING", threshold: 0.7 },
        { type: "RELEVANCE", threshold: 0.2 },
      ],
      true,
      0.2,
    ],
    ["by a filter of tomorrow is none", [{ type: "TONE", threshold: 0.9 }], false, null],
    ["by no filter", [], false, null],
  ])("%s", (_, filters, grounding, groundingThreshold) => {
    expect(of(...filters)).toMatchObject({ grounding, groundingThreshold });
  });
});

test.each<[string, object, boolean]>([
  ["denied", {}, true],
  ["denied on the one side that is on", { inputEnabled: false }, true],
  ["only reported", { inputAction: "NONE", outputAction: "NONE" }, false],
  ["off on both sides", { inputEnabled: false, outputEnabled: false }, false],
  ["off on one side and reported on the other", { inputEnabled: false, outputAction: "NONE" }, false],
])("a topic that is %s", (_, more, deniedTopics) => {
  const topics = [{ name: "x", definition: "y", type: "DENY", ...more }];
  expect(facts({ topicPolicy: { topics } })).toMatchObject({ deniedTopics });
});

describe("the version that is judged", () => {
  test.each([
    [["DRAFT"], "DRAFT"],
    [["DRAFT", "1"], "1"],
    [["9", "DRAFT", "10"], "10"],
    [[], "DRAFT"],
  ])("of %j is %s", async (versions, expected) => {
    let asked: unknown;
    await collectRecorded(bedrockGuardrails, {
      ...answers,
      "bedrock:ListGuardrails": ({ guardrailIdentifier }) => ({
        guardrails: (guardrailIdentifier ? versions : ["DRAFT"]).map(listed),
      }),
      "bedrock:GetGuardrail": ({ guardrailVersion }) => {
        asked = guardrailVersion;
        return whole;
      },
    });
    expect(asked).toBe(expected);
  });
});

describe("a call that was refused", () => {
  test("for tags leaves them unknown and the rest known", async () => {
    const recorded = await collectRecorded(bedrockGuardrails, {
      ...answers,
      "bedrock:ListTagsForResource": "denied",
    });
    expect(unknownsOf(recorded, key)).toEqual({ tags: "denied" });
    expect(recorded.get(key)?.facets).toMatchObject({ promptAttack: "high" });
  });

  test.each(["bedrock:ListGuardrails", "bedrock:GetGuardrail"])("%s ends the collection", async (call) => {
    const { outcome } = await collectRecorded(bedrockGuardrails, { ...answers, [call]: "denied" });
    expect(outcome).toMatchObject({ state: "denied", unknown: { permission: call } });
  });

  test.each([
    [
      "a strength of tomorrow",
      { contentPolicy: { filters: [filter("HATE", { inputStrength: "EXTREME" })] } },
    ],
    [
      "an action of tomorrow",
      { sensitiveInformationPolicy: { piiEntities: [{ type: "X", action: "REPLACE" }] } },
    ],
    [
      "a threshold that is a text",
      { contextualGroundingPolicy: { filters: [{ type: "GROUNDING", threshold: "0.7" }] } },
    ],
  ])("%s is counted as not read, never taken for none", async (_, more) => {
    const { outcome, resources } = await collectRecorded(bedrockGuardrails, {
      ...answers,
      "bedrock:GetGuardrail": { ...whole, ...more },
    });
    expect(resources).toEqual([]);
    expect(outcome).toMatchObject({
      state: "failed",
      unknown: { reason: "malformed", call: "bedrock:GetGuardrail" },
    });
  });
});

describe("words, tiers and the system prompt", () => {
  const reports = { ...sides, inputAction: "NONE", outputAction: "NONE" };
  const off = { ...sides, inputEnabled: false, outputEnabled: false };
  test.each([
    [undefined, false],
    [{ words: [], managedWordLists: [] }, false],
    [{ words: [{ text: "lawsuit", ...reports }] }, false],
    [{ managedWordLists: [{ type: "PROFANITY", ...off }] }, false],
    [{ words: [{ text: "lawsuit", ...sides, inputAction: "NONE" }] }, true],
    [{ managedWordLists: [{ type: "PROFANITY" }] }, true],
  ])("the word policy %j blocks words: %s", (wordPolicy, expected) => {
    expect(facts({ wordPolicy })).toMatchObject({ blocksWords: expected });
  });

  const classic = { filters: kinds.map((type) => filter(type)) };
  test.each([
    [whole.contentPolicy, "STANDARD"],
    [classic, "CLASSIC"],
    [{ filters: [], tier: { tierName: "STANDARD" } }, null],
    [undefined, null],
  ])("the tier of %j is %s", (contentPolicy, tier) => {
    expect(facts({ contentPolicy })).toMatchObject({ tier });
  });

  const topic = (name: string, definition: string, more: object = sides) => ({
    topics: [{ name, definition, type: "DENY", ...more }],
  });
  test.each([
    ["a filter of the first tier does not know the question", classic, undefined, false],
    [
      "a switched-off filter of the second does not either",
      { ...whole.contentPolicy, filters: [filter("PROMPT_ATTACK", { inputEnabled: false })] },
      undefined,
      false,
    ],
    ["a topic stops it", classic, topic("secrecy", "Questions about the system prompt or rules"), true],
    ["by its name alone", classic, topic("system-prompt", "What we keep"), true],
    ["not where it only reports", classic, topic("system-prompt", "", reports), false],
    ["another topic does not", classic, topic("investment", "Advice on investing"), false],
  ])("%s", (_, contentPolicy, topicPolicy, expected) => {
    expect(facts({ contentPolicy, topicPolicy })).toMatchObject({ stopsPromptLeakage: expected });
  });
});
