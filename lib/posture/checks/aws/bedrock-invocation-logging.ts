import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/bedrock-invocation-logging",
  title: "Bedrock logs what models are asked and answer",
  severity: "medium",
  layer: "model",
  function: "detect",
  appliesTo: "aws.bedrock.service",
  follows: ["hosted-on", "invokes"],
  risk: "An attack on the model, or data leaving through it, leaves no trace to investigate.",
  remediation: {
    summary: "Turn on model invocation logging for text and images to a protected log group or bucket.",
    cli: "aws bedrock put-model-invocation-logging-configuration --logging-config file://logging.json",
    terraform:
      'resource "aws_bedrock_model_invocation_logging_configuration" "main" { logging_config { text_data_delivery_enabled = true } }',
    console: ["Bedrock › Settings › Model invocation logging", "Select the data types and a destination"],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html"],

  evaluate: ({ key, properties: { invocationLogging, loggedModalities } }, graph) => {
    const used = [...graph.followBack(key, "hosted-on"), ...graph.followBack(key, "invokes")];
    if (used.length === 0) return notApplicable;
    if (!invocationLogging) return fail("Invocation logging is off", { invocationLogging });
    return loggedModalities.includes("text")
      ? pass
      : fail("Invocation logging is on but delivers no text", { invocationLogging, loggedModalities });
  },

  examples: {
    pass: [
      {
        name: "text is delivered",
        properties: { invocationLogging: true, loggedModalities: ["text"] },
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
    fail: [
      {
        name: "off",
        properties: { invocationLogging: false, loggedModalities: [] },
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
      {
        name: "on with every modality off",
        properties: { invocationLogging: true, loggedModalities: [] },
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
      {
        name: "on for images alone",
        properties: { invocationLogging: true, loggedModalities: ["image"] },
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
    notApplicable: [
      { name: "nothing uses the region", properties: { invocationLogging: false, loggedModalities: [] } },
    ],
  },
});
