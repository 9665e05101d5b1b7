import { isAiSecret } from "#lib/domain/ai-secret.ts";
import { defineCheck, fail, pass } from "#lib/domain/check.ts";

const ofHub = /^hf_/i;

export default defineCheck({
  id: "huggingface/open-space-secrets",
  title: "Space that anybody can open holds no key of an AI provider",
  severity: "medium",
  layer: "api",
  function: "protect",
  evidenceFor: "plugins-and-data-connections",
  appliesTo: "huggingface.space",
  risk: "Whoever finds the Space asks the provider in the organization's name and at its cost, and one flaw in its code shows the key.",
  remediation: {
    summary:
      "Make the Space private, or let its visitors sign in and bring a key of their own; else give it one with a small limit.",
    cli: 'python -c \'from huggingface_hub import HfApi; HfApi().update_repo_settings("<org>/<space>", repo_type="space", private=True)\'',
    terraform: "Nothing in Terraform: Hugging Face keeps secrets in the Space's settings",
    console: ["Space › Settings › Visibility › Private", "Or Variables and secrets › delete the key"],
  },
  references: [
    "https://huggingface.co/docs/hub/spaces-overview#managing-secrets",
    "https://huggingface.co/docs/hub/spaces-oauth",
  ],

  evaluate: ({ facets: { publicNetwork }, properties }) => {
    if (!publicNetwork) return pass;
    const keys = properties.secretNames.filter((name) => isAiSecret(name) || ofHub.test(name));
    return keys.length === 0
      ? pass
      : fail(`Its code answers anybody with ${keys.join(", ")}`, { secrets: keys });
  },

  examples: {
    pass: [
      { name: "private", facets: { publicNetwork: false } },
      {
        name: "a secret of its own",
        facets: { publicNetwork: true },
        properties: { secretNames: ["SESSION_KEY"] },
      },
    ],
    fail: [
      {
        name: "a model provider's key",
        facets: { publicNetwork: true },
        properties: { secretNames: ["OPENAI_API_KEY"] },
      },
      {
        name: "a token of the hub",
        facets: { publicNetwork: true },
        properties: { secretNames: ["HF_TOKEN"] },
      },
    ],
    unknown: [
      {
        name: "names of secrets may not be listed",
        facets: { publicNetwork: true },
        unknown: {
          "properties.secretNames": {
            reason: "denied",
            call: "spaces:get-secrets",
            permission: "write access to the settings of Spaces",
            message: "403",
          },
        },
      },
    ],
  },
});
