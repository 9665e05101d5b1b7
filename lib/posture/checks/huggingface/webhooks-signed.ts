import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "huggingface/webhooks-signed",
  title: "Webhooks carry a secret that their receiver can check",
  severity: "low",
  layer: "pipeline",
  function: "protect",
  evidenceFor: "plugins-and-data-connections",
  appliesTo: "huggingface.organization",
  risk: "Whoever finds the address can tell it that a model has changed, and what retrains or deploys on that word believes it.",
  remediation: {
    summary: "Give each webhook a secret, and have its receiver refuse what comes without it.",
    cli: 'python -c \'from huggingface_hub import update_webhook; update_webhook("<id>", secret="<secret>")\'',
    terraform: "Nothing in Terraform: Hugging Face keeps webhooks in a person's settings",
    console: ["Settings › Webhooks › open the webhook › Secret"],
  },
  references: ["https://huggingface.co/docs/hub/webhooks"],

  evaluate: ({ properties: { unsignedWebhooks } }) =>
    unsignedWebhooks.length === 0
      ? pass
      : fail(`Without a secret: ${unsignedWebhooks.join(", ")}`, { hosts: unsignedWebhooks }),

  examples: {
    pass: [{ name: "none, or all with one", properties: { unsignedWebhooks: [] } }],
    fail: [{ name: "one without", properties: { unsignedWebhooks: ["https://hooks.example"] } }],
  },
});
