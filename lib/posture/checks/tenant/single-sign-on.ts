import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "tenant/single-sign-on",
  title: "Members sign in through the organization's identity provider",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesToClass: "tenant",
  risk: "A password of its own is guessed or phished without the organization's checks, and opens the door after its owner has left.",
  remediation: {
    summary: "Connect the identity provider, then require single sign-on for everybody.",
    cli: "Single sign-on is set in the console; no command line of the providers sets it",
    terraform:
      "github_organization_settings and the identity provider's own application resource, such as azuread_application",
    console: [
      "Claude Console › Settings › Identity and access › require SSO",
      "OpenAI › Settings › Security › SSO › require",
      "GitHub › the organization's settings › Authentication security › require SAML",
    ],
  },
  references: [
    "https://support.claude.com/en/articles/9797531-what-is-the-enterprise-plan",
    "https://help.openai.com/en/articles/9641482-sso-overview",
    "https://docs.github.com/en/organizations/managing-saml-single-sign-on-for-your-organization",
  ],

  evaluate: ({ facets: { singleSignOn } }) => {
    if (singleSignOn === null) return notApplicable;
    return singleSignOn ? pass : fail("Members may sign in without it", { singleSignOn });
  },

  examples: {
    pass: [{ name: "required", facets: { singleSignOn: true } }],
    fail: [{ name: "offered and not required", facets: { singleSignOn: false } }],
    notApplicable: [{ name: "a project, where the organization decides", facets: { singleSignOn: null } }],
    unknown: [
      {
        name: "the API does not say",
        facets: {},
        unknown: {
          "facets.singleSignOn": {
            reason: "unsupported",
            call: "orgs:get",
            permission: null,
            message: "not shown",
          },
        },
      },
    ],
  },
});
