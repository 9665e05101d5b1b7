import { defineCheck, missing, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

export default defineCheck({
  id: "aws/bedrock-guardrail-exists",
  title: "Region that uses Bedrock has a guardrail",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesTo: "aws.bedrock.service",
  follows: ["hosted-on"],
  followDepth: 1,
  risk: "No application here can have its prompts and answers filtered, because there is nothing to bind.",
  remediation: {
    summary:
      "Create a guardrail with content, prompt-attack and sensitive-information filters, and bind it to what calls models.",
    cli: "aws bedrock create-guardrail --cli-input-json file://guardrail.json",
    terraform:
      'resource "aws_bedrock_guardrail" "main" { name = "main" blocked_input_messaging = "…" blocked_outputs_messaging = "…" content_policy_config { … } }',
    console: ["Bedrock › Guardrails › Create guardrail", "Add filters, then create a version"],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails.html"],

  evaluate: ({ key, properties: { enforcedGuardrails } }, graph) => {
    if (enforcedGuardrails.length > 0) return pass;
    const guardrails = graph.followBack(key, "hosted-on").filter((hosted) => isOfClass(hosted, "guardrail"));
    return guardrails.length > 0 ? pass : missing("No guardrail exists in this region", { guardrails: 0 });
  },

  examples: {
    pass: [
      {
        name: "a guardrail of the region",
        properties: { enforcedGuardrails: [] },
        neighbours: {
          resources: [sampleResource("guardrail", "guard")],
          relationships: [{ from: "guard", kind: "hosted-on", to: "example" }],
        },
      },
      {
        name: "one of the organization",
        properties: {
          enforcedGuardrails: [
            { guardrail: "company", by: "organization", wholeInput: true, exceptModels: [] },
          ],
        },
      },
    ],
    fail: [
      {
        name: "agents, and no guardrail",
        properties: { enforcedGuardrails: [] },
        neighbours: {
          resources: [sampleResource("agent", "agent")],
          relationships: [{ from: "agent", kind: "hosted-on", to: "example" }],
        },
      },
    ],
    unknown: [
      {
        name: "guardrails could not be listed",
        properties: { enforcedGuardrails: [] },
        neighbours: {
          gaps: [
            {
              account: "111122223333",
              region: null,
              produces: ["aws.bedrock.guardrail", "hosted-on"],
              unknown: {
                reason: "denied",
                call: "bedrock:ListGuardrails",
                permission: "bedrock:ListGuardrails",
                message: "No",
              },
            },
          ],
        },
      },
    ],
  },
});
