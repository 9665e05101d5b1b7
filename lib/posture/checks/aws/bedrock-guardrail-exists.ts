import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/bedrock-guardrail-exists",
  title: "Region that runs agents has a guardrail",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesTo: "aws.bedrock.service",
  follows: ["hosted-on"],
  risk: "No agent of the region can be protected, and direct calls have nothing to name.",
  remediation: {
    summary: "Create one guardrail for the region and bind it to every agent.",
    cli: "aws bedrock create-guardrail --name <name> --cli-input-json file://guardrail.json",
    terraform: 'resource "aws_bedrock_guardrail" "main" { name = "main" }',
    console: ["Bedrock › Guardrails › Create guardrail"],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails.html"],

  evaluate: ({ key }, graph) => {
    const here = graph.followBack(key, "hosted-on");
    if (here.some((resource) => resource.type === "aws.bedrock.guardrail")) return pass;
    const used = here
      .filter((resource) => resource.type !== "aws.bedrock.foundation-model")
      .map((resource) => resource.name);
    return used.length === 0
      ? notApplicable
      : fail(`${used.join(", ")} run here and the region has no guardrail`, { used });
  },

  examples: {
    pass: [
      {
        name: "a guardrail beside an agent",
        neighbours: {
          resources: [
            {
              key: "claims",
              type: "aws.bedrock.agent",
              name: "claims",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: {
                agentId: "AGENT00001",
                status: "PREPARED",
                version: "1",
                foundationModel: null,
                guardrailVersion: "1",
                memory: false,
                userInput: false,
                collaboration: "DISABLED",
                aliases: [],
              },
              facets: { codeInterpreter: false, sessionTtlSeconds: 600, customerKey: true },
            },
            {
              key: "guard",
              type: "aws.bedrock.guardrail",
              name: "guard",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: {
                version: "1",
                status: "READY",
                missingCategories: [],
                blockedCredentials: [],
                groundingThreshold: 0.8,
                customerKey: true,
              },
              facets: {
                promptAttack: "high",
                contentFilter: "high",
                sensitiveInformation: "block",
                grounding: true,
                deniedTopics: true,
                callerMayOverride: false,
              },
            },
          ],
          relationships: [
            { from: "claims", kind: "hosted-on", to: "example" },
            { from: "guard", kind: "hosted-on", to: "example" },
          ],
        },
      },
    ],
    fail: [
      {
        name: "an agent and no guardrail",
        neighbours: {
          resources: [
            {
              key: "claims",
              type: "aws.bedrock.agent",
              name: "claims",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: {
                agentId: "AGENT00001",
                status: "PREPARED",
                version: "1",
                foundationModel: null,
                guardrailVersion: "1",
                memory: false,
                userInput: false,
                collaboration: "DISABLED",
                aliases: [],
              },
              facets: { codeInterpreter: false, sessionTtlSeconds: 600, customerKey: true },
            },
          ],
          relationships: [{ from: "claims", kind: "hosted-on", to: "example" }],
        },
      },
    ],
    notApplicable: [{ name: "nothing runs here", properties: {} }],
    unknown: [
      {
        name: "guardrails could not be listed",
        neighbours: {
          resources: [],
          relationships: [],
          gaps: [
            {
              account: "111122223333",
              region: null,
              produces: ["hosted-on"],
              unknown: {
                reason: "denied",
                call: "bedrock-agent:GetAgent",
                permission: "bedrock:GetAgent",
                message: "Denied",
              },
            },
          ],
        },
      },
    ],
  },
});
