import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "openai/project-models-allowed",
  title: "Project may use approved models only",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesTo: "openai.project",
  risk: "Any key of the project may call any model: a preview, a retired one, one that nobody evaluated, or the dearest.",
  remediation: {
    summary: "List the models the application was evaluated with, and allow no other.",
    cli: 'curl -X POST https://api.openai.com/v1/organization/projects/$PROJECT/model_permissions -H "Authorization: Bearer $OPENAI_ADMIN_KEY" -d \'{"mode":"allow_list","model_ids":["MODEL"]}\'',
    terraform: "No provider resource sets it: keep the request beside the project's resource",
    console: ["platform.openai.com › Settings › Project › Limits › Model usage › Allow list"],
  },
  references: [
    "https://platform.openai.com/docs/api-reference/projects",
    "https://genai.owasp.org/llmrisk/llm032025-supply-chain/",
  ],

  evaluate: ({ properties: { allowedModels, deniedModels } }) =>
    allowedModels === null
      ? fail(deniedModels.length > 0 ? "It may use every model but a few" : "It may use every model", {
          deniedModels,
        })
      : pass,

  examples: {
    pass: [
      { name: "two models", properties: { allowedModels: ["a", "b"], deniedModels: [] } },
      { name: "none at all", properties: { allowedModels: [], deniedModels: [] } },
    ],
    fail: [
      { name: "no list", properties: { allowedModels: null, deniedModels: [] } },
      { name: "a list of what is not allowed", properties: { allowedModels: null, deniedModels: ["gpt-4"] } },
    ],
  },
});
