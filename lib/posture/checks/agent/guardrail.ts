import { bindsGuardrail } from "#lib/domain/binds-guardrail.ts";
import { defineClassCheck, missing, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

export default defineClassCheck({
  id: "agent/guardrail",
  title: "Agent has a guardrail bound to its sessions",
  severity: "high",
  layer: "model",
  function: "protect",
  appliesToClass: "agent",
  follows: ["guarded-by"],
  risk: "Nothing stands between injected text in a prompt or document and the tools and data of the agent.",
  remediation: {
    summary:
      "Bind a numbered version of a guardrail to the agent, prepare it, and route the alias to the new version.",
    cli: "aws bedrock-agent update-agent --agent-id <id> --agent-name <name> --agent-resource-role-arn <role> --guardrail-configuration guardrailIdentifier=<guardrail>,guardrailVersion=1",
    terraform:
      'guardrail_configuration { guardrail_identifier = aws_bedrock_guardrail.main.guardrail_id guardrail_version = "1" }',
    console: [
      "Bedrock › Agents › open the agent › Edit in builder",
      "Guardrail details › choose the guardrail and a version",
      "Save, prepare, and create a version for the alias",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock/latest/userguide/agents-guardrail.html",
    "https://genai.owasp.org/llmrisk/llm01-prompt-injection/",
  ],

  evaluate: (agent, graph) => {
    if (!bindsGuardrail(agent)) return notApplicable;
    return graph.follow(agent.key, "guarded-by").length > 0
      ? pass
      : missing("No guardrail is bound to the version its users get", { guardrail: null });
  },

  examples: {
    pass: [
      {
        name: "bound",
        neighbours: {
          resources: [
            sampleResource("guardrail", "guard", {
              promptAttack: "high",
              contentFilter: "high",
              sensitiveInformation: "block",
              grounding: true,
              deniedTopics: true,
              callerMayOverride: false,
            }),
          ],
          relationships: [{ from: "example", kind: "guarded-by", to: "guard" }],
        },
      },
    ],
    fail: [
      { name: "none", properties: {} },
      {
        name: "a guardrail that only another agent uses",
        neighbours: {
          resources: [
            sampleResource("guardrail", "guard", {
              promptAttack: "high",
              contentFilter: "high",
              sensitiveInformation: "block",
              grounding: true,
              deniedTopics: true,
              callerMayOverride: false,
            }),
            sampleResource("agent", "other", {
              codeInterpreter: false,
              sessionTtlSeconds: 600,
              customerKey: true,
            }),
          ],
          relationships: [{ from: "other", kind: "guarded-by", to: "guard" }],
        },
      },
    ],
    unknown: [
      {
        name: "bound to a guardrail that was not collected",
        neighbours: { resources: [], relationships: [{ from: "example", kind: "guarded-by", to: "guard" }] },
      },
    ],
  },
});
