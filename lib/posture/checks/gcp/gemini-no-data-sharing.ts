import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/gemini-no-data-sharing",
  title: "Gemini for Google Cloud shares no prompts with Google",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "gcp.cloudaicompanion.settings",
  risk: "Code and questions of the company may be read by people at Google and used to improve its products.",
  remediation: {
    summary: "Switch data sharing off.",
    cli: "gcloud gemini data-sharing-with-google-settings update SETTING --location global --no-enable-data-sharing --no-enable-preview-data-sharing",
    terraform:
      "enable_data_sharing = false and enable_preview_data_sharing = false on google_gemini_data_sharing_with_google_setting",
    console: ["Admin for Gemini › Settings › Data sharing", "Turn it off"],
  },
  references: ["https://cloud.google.com/gemini/docs/discover/data-governance"],

  evaluate: ({ properties: { sharesDataWithGoogle } }) =>
    sharesDataWithGoogle ? fail("Prompts and answers may be used by Google", { sharesDataWithGoogle }) : pass,

  examples: {
    pass: [{ name: "off", properties: { sharesDataWithGoogle: false } }],
    fail: [{ name: "on", properties: { sharesDataWithGoogle: true } }],
  },
});
