import { expect, test } from "vitest";

import { normalizeGuardrail } from "./bedrock-guardrail-record.ts";
import { servedVersion } from "./bedrock-guardrails.ts";

const scope = { account: "111122223333", region: "eu-west-1" };
const harms = ["HATE", "INSULTS", "SEXUAL", "VIOLENCE", "MISCONDUCT"];
const filters = harms.map((type) => ({ type, inputStrength: "HIGH", outputStrength: "HIGH" }));
const bare = {
  name: "claims",
  guardrailId: "gr4claims0a1b",
  guardrailArn: "arn:aws:bedrock:eu-west-1:111122223333:guardrail/gr4claims0a1b",
  version: "1",
  status: "READY",
  createdAt: "2026-03-02T08:00:00.000Z",
  updatedAt: "2026-03-02T08:00:00.000Z",
  blockedInputMessaging: "No.",
  blockedOutputsMessaging: "No.",
};
function facetsOf(policies: object) {
  const [resource] = normalizeGuardrail({ ...bare, ...policies }, scope).resources;
  return { facets: resource?.facets, properties: resource?.properties };
}

test("a guardrail without policies protects from nothing", () => {
  expect(facetsOf({}).facets).toEqual({
    promptAttack: "none",
    contentFilter: "none",
    sensitiveInformation: "none",
    grounding: false,
    deniedTopics: false,
    callerMayOverride: false,
  });
});

test("a prompt attack is judged by the input alone, where it can stand", () => {
  const attack = { type: "PROMPT_ATTACK", inputStrength: "HIGH", outputStrength: "NONE" };
  expect(facetsOf({ contentPolicy: { filters: [attack] } }).facets).toMatchObject({ promptAttack: "high" });
});

test("a filter that only reports stops nothing", () => {
  const attack = {
    type: "PROMPT_ATTACK",
    inputStrength: "HIGH",
    outputStrength: "NONE",
    inputAction: "NONE",
  };
  expect(facetsOf({ contentPolicy: { filters: [attack] } }).facets).toMatchObject({ promptAttack: "none" });
});

test("the weakest side of the weakest category is the strength of all", () => {
  const weaker = [...filters.slice(1), { type: "HATE", inputStrength: "HIGH", outputStrength: "LOW" }];
  expect(facetsOf({ contentPolicy: { filters: weaker } }).facets).toMatchObject({ contentFilter: "low" });
});

test("a category that is left out counts as not filtered, and is named", () => {
  const { facets, properties } = facetsOf({ contentPolicy: { filters: filters.slice(1) } });
  expect(facets).toMatchObject({ contentFilter: "none" });
  expect(properties).toMatchObject({ missingCategories: ["HATE"] });
});

test("one masked kind among blocked ones makes it a masking guardrail", () => {
  const piiEntities = [
    { type: "AWS_SECRET_KEY", action: "BLOCK" },
    { type: "EMAIL", action: "ANONYMIZE" },
  ];
  const { facets, properties } = facetsOf({ sensitiveInformationPolicy: { piiEntities } });
  expect(facets).toMatchObject({ sensitiveInformation: "mask" });
  expect(properties).toMatchObject({ blockedCredentials: ["AWS_SECRET_KEY"] });
});

test("a kind that is switched off in both directions is not counted", () => {
  const off = { type: "PASSWORD", action: "BLOCK", inputEnabled: false, outputEnabled: false };
  const { facets, properties } = facetsOf({ sensitiveInformationPolicy: { piiEntities: [off] } });
  expect(facets).toMatchObject({ sensitiveInformation: "none" });
  expect(properties).toMatchObject({ blockedCredentials: [] });
});

test("grounding needs a threshold above zero", () => {
  const policy = (threshold: number) => ({
    contextualGroundingPolicy: { filters: [{ type: "GROUNDING", threshold }] },
  });
  expect(facetsOf(policy(0.7)).facets).toMatchObject({ grounding: true });
  expect(facetsOf(policy(0)).facets).toMatchObject({ grounding: false });
});

test("the newest numbered version is judged, and the draft only where there is none", () => {
  expect(servedVersion(["DRAFT", "2", "10", "9"])).toBe("10");
  expect(servedVersion(["DRAFT"])).toBe("DRAFT");
});
