import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/api-key-gemini-restricted",
  title: "API key that opens Gemini is limited to APIs by name",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.apikeys.key",
  risk: "A key made for maps or sign-in, and published on a web page, also calls models at the cost and in the name of the project.",
  remediation: {
    summary: "Limit the key to the APIs it is for, and make another for Gemini.",
    cli: "gcloud services api-keys update KEY --api-target=service=generativelanguage.googleapis.com",
    terraform:
      'restrictions { api_targets { service = "generativelanguage.googleapis.com" } } on google_apikeys_key',
    console: ["APIs & Services › Credentials › open the key", "API restrictions › Restrict key"],
  },
  references: [
    "https://cloud.google.com/docs/authentication/api-keys#api_key_restrictions",
    "https://ai.google.dev/gemini-api/docs/api-key#security",
  ],

  evaluate: ({ properties: { callsGemini, apis } }) => {
    if (!callsGemini) return notApplicable;
    return apis.length > 0 ? pass : fail("It opens every API of the project, Gemini among them", { apis });
  },

  examples: {
    pass: [
      {
        name: "for Gemini by name",
        properties: { callsGemini: true, apis: ["generativelanguage.googleapis.com"] },
      },
    ],
    fail: [{ name: "for everything that is switched on", properties: { callsGemini: true, apis: [] } }],
    notApplicable: [
      { name: "for maps alone", properties: { callsGemini: false, apis: ["maps-backend.googleapis.com"] } },
      { name: "for everything, where Gemini is off", properties: { callsGemini: false, apis: [] } },
    ],
    unknown: [
      {
        name: "whether Gemini is on may not be read",
        properties: { apis: [] },
        unknown: {
          "properties.callsGemini": {
            reason: "denied",
            call: "serviceusage:services.list",
            permission: "serviceusage.services.list",
            message: "no",
          },
        },
      },
    ],
  },
});
