import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { mayInvokeModels } from "#lib/domain/ai-use.ts";

const invoke = {
  effect: "allow" as const,
  abilities: ["invoke-model" as const],
  on: "*",
  conditional: false,
  source: "policy",
};

export default defineCheck({
  id: "aws/iam-guest-invoke",
  title: "Guests of an identity pool may not invoke models",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "aws.iam.role",
  risk: "Anybody with the app can get credentials and spend your models.",
  remediation: {
    summary:
      "Take model permissions away from the guest role, or turn guest access off in the identity pool.",
    cli: "aws cognito-identity update-identity-pool --identity-pool-id <id> --identity-pool-name <name> --no-allow-unauthenticated-identities",
    terraform: "allow_unauthenticated_identities = false",
    console: ["Cognito › Identity pools › open the pool › User access › Guest access › Deactivate"],
  },
  references: ["https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html"],

  evaluate: (role) => {
    const guests = role.facets.trusts.some(
      ({ kind, principal }) => kind === "federation" && principal.endsWith(" unauthenticated"),
    );
    if (!guests) return notApplicable;
    if (!mayInvokeModels(role)) return pass;
    return fail("Guests can take it on, and it may invoke models", { trusted: "unauthenticated guests" });
  },

  examples: {
    pass: [
      {
        name: "guests may do something else",
        facets: {
          grants: [],
          trusts: [
            {
              kind: "federation",
              principal: "cognito-identity.amazonaws.com unauthenticated",
              conditional: false,
            },
          ],
        },
      },
    ],
    fail: [
      {
        name: "guests may invoke",
        facets: {
          grants: [invoke],
          trusts: [
            {
              kind: "federation",
              principal: "cognito-identity.amazonaws.com unauthenticated",
              conditional: false,
            },
          ],
        },
      },
    ],
    notApplicable: [
      {
        name: "signed-in users only",
        facets: {
          grants: [invoke],
          trusts: [
            {
              kind: "federation",
              principal: "cognito-identity.amazonaws.com authenticated",
              conditional: true,
            },
          ],
        },
      },
    ],
  },
});
