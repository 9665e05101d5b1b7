import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

export default defineClassCheck({
  id: "guardrail/grounding",
  title: "Guardrail of a grounded agent checks answers against their sources",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesToClass: "guardrail",
  follows: ["guarded-by", "grounded-on"],
  risk: "The agent states things its documents do not say, and nobody notices before a decision rests on them.",
  remediation: {
    summary: "Add contextual grounding with a threshold of at least 0.7 for grounding and relevance.",
    cli: "aws bedrock update-guardrail --guardrail-identifier <id> --cli-input-json file://guardrail.json && aws bedrock create-guardrail-version --guardrail-identifier <id>",
    terraform: 'contextual_grounding_policy_config { filters_config { type = "GROUNDING" threshold = 0.7 } }',
    console: [
      "Bedrock › Guardrails › open the guardrail › Working draft",
      "Turn on the contextual grounding check and set both thresholds",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-contextual-grounding-check.html",
  ],

  evaluate: ({ key, facets }, graph) => {
    const grounded = graph
      .followBack(key, "guarded-by")
      .filter((agent) => graph.follow(agent.key, "grounded-on").length > 0);
    if (grounded.length === 0) return notApplicable;
    if (facets.grounding) return pass;
    return fail(`It guards ${grounded.map((agent) => agent.name).join(", ")} without a grounding check`, {
      agents: grounded.map((agent) => agent.name),
    });
  },

  examples: {
    pass: [
      {
        name: "a grounded agent with the check",
        facets: { grounding: true },
        neighbours: {
          resources: [
            sampleResource("agent", "claims", {
              codeInterpreter: false,
              sessionTtlSeconds: 600,
              customerKey: true,
            }),
            sampleResource("knowledge-base", "policies", { customerKey: true }),
          ],
          relationships: [
            { from: "claims", kind: "guarded-by", to: "example" },
            { from: "claims", kind: "grounded-on", to: "policies" },
          ],
        },
      },
    ],
    fail: [
      {
        name: "a grounded agent without it",
        facets: { grounding: false },
        neighbours: {
          resources: [
            sampleResource("agent", "claims", {
              codeInterpreter: false,
              sessionTtlSeconds: 600,
              customerKey: true,
            }),
            sampleResource("knowledge-base", "policies", { customerKey: true }),
          ],
          relationships: [
            { from: "claims", kind: "guarded-by", to: "example" },
            { from: "claims", kind: "grounded-on", to: "policies" },
          ],
        },
      },
    ],
    notApplicable: [
      {
        name: "an agent that retrieves nothing",
        facets: { grounding: false },
        neighbours: {
          resources: [
            sampleResource("agent", "claims", {
              codeInterpreter: false,
              sessionTtlSeconds: 600,
              customerKey: true,
            }),
          ],
          relationships: [{ from: "claims", kind: "guarded-by", to: "example" }],
        },
      },
    ],
  },
});
