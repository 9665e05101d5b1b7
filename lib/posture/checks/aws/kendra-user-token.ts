import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/kendra-user-token",
  title: "Kendra takes from a signed token for whom it searches",
  severity: "medium",
  layer: "identity",
  function: "protect",
  evidenceFor: "identity-and-access",
  appliesTo: "aws.kendra.index",
  risk: "Each caller names in its own request who is searching, or names nobody and finds what everybody's documents say.",
  remediation: {
    summary:
      "Set the user context to tokens of your identity provider, and pass the user's token with each query.",
    cli: "aws kendra update-index --id <index> --user-context-policy USER_TOKEN --user-token-configurations file://token.json",
    terraform: 'user_context_policy = "USER_TOKEN" with user_token_configurations in aws_kendra_index',
    console: ["Kendra › open the index › User access control › Edit › Use tokens for access control"],
  },
  references: ["https://docs.aws.amazon.com/kendra/latest/dg/create-index-access-control.html"],

  evaluate: ({ properties: { edition, userContext } }) => {
    // This edition takes attributes only.
    if (edition === "GEN_AI_ENTERPRISE_EDITION") return notApplicable;
    return userContext === "token"
      ? pass
      : fail("It believes whom a caller says it searches for", { userContext });
  },

  examples: {
    pass: [{ name: "tokens", properties: { edition: "ENTERPRISE_EDITION", userContext: "token" } }],
    fail: [{ name: "attributes", properties: { edition: "ENTERPRISE_EDITION", userContext: "attribute" } }],
    notApplicable: [
      {
        name: "an edition without tokens",
        properties: { edition: "GEN_AI_ENTERPRISE_EDITION", userContext: "attribute" },
      },
    ],
  },
});
