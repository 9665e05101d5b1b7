import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/api-key-callers",
  title: "API key that opens Gemini says who may use it",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.apikeys.key",
  risk: "Whoever copies the key from a page, an app or a log calls models with it from anywhere.",
  remediation: {
    summary: "Limit the key to addresses, web pages or applications, or replace it by an identity.",
    cli: "gcloud services api-keys update KEY --allowed-ips=192.0.2.0/24",
    terraform:
      'restrictions { server_key_restrictions { allowed_ips = ["192.0.2.0/24"] } } on google_apikeys_key',
    console: ["APIs & Services › Credentials › open the key", "Application restrictions › choose what calls"],
  },
  references: ["https://cloud.google.com/docs/authentication/api-keys#adding_application_restrictions"],

  evaluate: ({ properties: { callsGemini, callerRestricted } }) => {
    if (!callsGemini) return notApplicable;
    return callerRestricted
      ? pass
      : fail("Anybody who has it may use it from anywhere", { callerRestricted });
  },

  examples: {
    pass: [{ name: "from named addresses", properties: { callsGemini: true, callerRestricted: true } }],
    fail: [{ name: "from anywhere", properties: { callsGemini: true, callerRestricted: false } }],
    notApplicable: [
      { name: "does not open Gemini", properties: { callsGemini: false, callerRestricted: false } },
    ],
  },
});
