import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "prompt/versioned",
  title: "Stored prompt has versions",
  severity: "low",
  layer: "model",
  function: "protect",
  appliesToClass: "prompt",
  risk: "A prompt that is edited in place changes production at once, and there is nothing to go back to.",
  remediation: {
    summary: "Publish a version and let applications name it.",
    cli: "aws bedrock-agent create-prompt-version --prompt-identifier <id>",
    terraform:
      "Publish versions in the pipeline that changes the prompt, and name the version where it is used",
    console: ["Bedrock › Prompt management › open the prompt › Create version"],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-management-version-create.html"],

  evaluate: ({ facets: { versioned } }) =>
    versioned ? pass : fail("It has only a working draft", { versioned }),

  examples: {
    pass: [{ name: "versions", facets: { versioned: true } }],
    fail: [{ name: "a draft alone", facets: { versioned: false } }],
  },
});
