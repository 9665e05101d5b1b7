import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/entra-user-consent",
  title: "Users cannot let any application into company data by themselves",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "azure.entra.directory",
  risk: "One click on a note taker or an AI assistant lets its maker read mail, files and meetings for as long as it likes.",
  remediation: {
    summary:
      "Let users consent to low-risk permissions of verified publishers only, and let administrators review the rest.",
    cli: 'az rest --method patch --url https://graph.microsoft.com/v1.0/policies/authorizationPolicy --body \'{"defaultUserRolePermissions":{"permissionGrantPoliciesAssigned":["ManagePermissionGrantsForSelf.microsoft-user-default-low"]}}\'',
    terraform:
      'msgraph_update_resource with url = "policies/authorizationPolicy" and permissionGrantPoliciesAssigned = ["ManagePermissionGrantsForSelf.microsoft-user-default-low"]',
    console: [
      "Open Entra ID › Enterprise applications › Consent and permissions › User consent settings",
      "Choose Allow user consent for apps from verified publishers, for selected permissions",
      "Open Admin consent settings and let users ask",
    ],
  },
  references: ["https://learn.microsoft.com/entra/identity/enterprise-apps/configure-user-consent"],

  evaluate: ({ properties: { userConsent } }) =>
    userConsent === "anything"
      ? fail("Users may consent to any application, whoever made it", { userConsent })
      : pass,

  examples: {
    pass: [
      { name: "low risk, verified publishers", properties: { userConsent: "low-risk" } },
      { name: "nothing", properties: { userConsent: "nothing" } },
      { name: "a policy of the company's own", properties: { userConsent: "own-policy" } },
    ],
    fail: [{ name: "anything", properties: { userConsent: "anything" } }],
    unknown: [
      {
        name: "policies that may not be read",
        unknown: {
          "properties.userConsent": {
            reason: "denied",
            call: "Microsoft.Graph:AuthorizationPolicy_Get",
            permission: "Policy.Read.All",
            message: "Authorization_RequestDenied",
          },
        },
      },
    ],
  },
});
