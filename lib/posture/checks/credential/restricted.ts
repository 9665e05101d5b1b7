import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "credential/restricted",
  title: "API key is narrowed to what it is for",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesToClass: "credential",
  risk: "Whoever finds a key that opens everything can read, spend and change far beyond the application that lost it.",
  remediation: {
    summary: "Make a key for one project and the calls it needs, and delete this one.",
    cli: "gcloud services api-keys update KEY_ID --api-target=service=aiplatform.googleapis.com --allowed-ips=203.0.113.0/24",
    terraform: 'restrictions { api_targets { service = "aiplatform.googleapis.com" } } on google_apikeys_key',
    console: [
      "Open the provider's console › API keys › the key",
      "Choose the project and the calls it may make",
    ],
  },
  references: [
    "https://help.openai.com/en/articles/8867743-assign-api-key-permissions",
    "https://cloud.google.com/docs/authentication/api-keys#securing",
  ],

  evaluate: ({ facets: { administers, restricted } }) => {
    if (administers) return notApplicable;
    return restricted ? pass : fail("It opens more than one project or workspace", { restricted });
  },

  examples: {
    pass: [{ name: "of one project", facets: { administers: false, restricted: true } }],
    fail: [{ name: "of the whole organization", facets: { administers: false, restricted: false } }],
    notApplicable: [
      {
        name: "an admin key, whose number and end are looked at instead",
        facets: { administers: true, restricted: false },
      },
    ],
  },
});
