import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { aiActorKinds, aiActorsOf } from "#lib/domain/ai-use.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const actsForAi = {
  resources: [sampleResource("agent", "agent")],
  relationships: [{ from: "agent", kind: "runs-as" as const, to: "example" }],
};

export default defineClassCheck({
  id: "identity/ai-scoped",
  title: "Identity of an AI workload is limited to named resources",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesToClass: "identity",
  follows: [...aiActorKinds],
  followDepth: 2,
  risk: "What the model can be talked into reaches every resource of a service, not only its own.",
  remediation: {
    summary: "Name the buckets, models and tools in the policy in place of wildcards.",
    cli: "aws iam detach-role-policy --role-name <role> --policy-arn <policy>",
    terraform:
      'resource "aws_iam_role_policy" "agent" { role = aws_iam_role.agent.id policy = data.aws_iam_policy_document.only_its_resources.json }',
    console: [
      "IAM › Roles › open the role › Permissions",
      "Remove the wide policy and add one that names the resources it works with",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    "https://genai.owasp.org/llmrisk/llm062025-excessive-agency/",
  ],

  evaluate: ({ key, facets, derived }, graph) => {
    const actors = aiActorsOf(graph, key).map((actor) => actor.name);
    if (actors.length === 0) return notApplicable;
    const privilege = derived?.privilege;
    // Without its grants nothing was derived, and reading them says why.
    if (!privilege) return facets.grants.length === 0 ? pass : notApplicable;
    if (privilege.level !== "broad") return pass;
    return fail(`${actors.join(", ")} may act on all resources of a service`, {
      usedBy: actors,
      because: privilege.reasons.map((reason) => reason.text),
    });
  },

  examples: {
    pass: [
      {
        name: "scoped",
        derived: {
          privilege: { level: "scoped" as const, reasons: [{ text: "policy allows it", resourceKey: null }] },
        },
        neighbours: actsForAi,
      },
      {
        name: "the other level has its own check",
        derived: {
          privilege: { level: "admin" as const, reasons: [{ text: "policy allows it", resourceKey: null }] },
        },
        neighbours: actsForAi,
      },
    ],
    fail: [
      {
        name: "broad",
        derived: {
          privilege: { level: "broad" as const, reasons: [{ text: "policy allows it", resourceKey: null }] },
        },
        neighbours: actsForAi,
      },
    ],
    notApplicable: [
      {
        name: "nothing of AI uses it",
        derived: {
          privilege: { level: "broad" as const, reasons: [{ text: "policy allows it", resourceKey: null }] },
        },
      },
    ],
    unknown: [
      {
        name: "its grants could not be read",
        unknown: {
          "facets.grants": {
            reason: "denied",
            call: "iam:GetPolicy",
            permission: "iam:GetPolicy",
            message: "No",
          },
        },
        neighbours: actsForAi,
      },
    ],
  },
});
