import { mayInvokeModels } from "#lib/domain/ai-use.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

const invokes = {
  grants: [
    {
      effect: "allow" as const,
      abilities: ["invoke-model" as const],
      on: "*",
      conditional: false,
      source: "policy",
    },
  ],
};

export default defineCheck({
  id: "aws/iam-ai-role-used",
  title: "Role that may invoke models is in use",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "aws.iam.role",
  risk: "Nobody misses a role that nobody uses when somebody else takes it to call models.",
  remediation: {
    summary: "Take the permission away, or delete the role.",
    cli: "aws iam delete-role --role-name <role>",
    terraform: "Remove the aws_iam_role and what is attached to it",
    console: ["IAM › Roles › open the role › Last activity", "Delete it where nobody needs it"],
  },
  references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html"],

  evaluate: (role) => {
    if (role.properties.serviceLinked || !mayInvokeModels(role)) return notApplicable;
    // AWS looks back 400 days.
    return role.facets.lastUsedAt === null
      ? fail("It may invoke models, and nobody used it in the 400 days AWS looks back", { lastUsedAt: null })
      : pass;
  },

  examples: {
    pass: [
      {
        name: "used",
        properties: { serviceLinked: false },
        facets: { kind: "role", ...invokes, lastUsedAt: "2026-11-15T21:00:00.000Z" },
      },
    ],
    fail: [
      {
        name: "never used",
        properties: { serviceLinked: false },
        facets: { kind: "role", ...invokes, lastUsedAt: null },
      },
    ],
    notApplicable: [
      {
        name: "may not invoke models",
        properties: { serviceLinked: false },
        facets: { kind: "role", grants: [], lastUsedAt: null },
      },
      { name: "AWS's own", properties: { serviceLinked: true } },
    ],
  },
});
