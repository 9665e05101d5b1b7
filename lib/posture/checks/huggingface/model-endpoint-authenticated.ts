import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

const stopped: ReadonlySet<string> = new Set(["paused", "failed"]);

export default defineCheck({
  id: "huggingface/model-endpoint-authenticated",
  title: "Inference endpoint asks callers for a token",
  severity: "high",
  layer: "model",
  function: "protect",
  appliesTo: "huggingface.endpoint",
  risk: "Anybody on the internet may use the model: for what it was taught, and at your cost.",
  remediation: {
    summary: "Make the endpoint protected, or private behind a link of your cloud.",
    cli: 'curl -X PUT -H "Authorization: Bearer $HF_TOKEN" -H "Content-Type: application/json" -d \'{"type":"protected"}\' https://api.endpoints.huggingface.cloud/v2/endpoint/ORG/NAME',
    terraform: 'type = "protected" on huggingface_endpoint',
    console: ["endpoints.huggingface.co › the endpoint › Settings › Security level › Protected"],
  },
  references: ["https://huggingface.co/docs/inference-endpoints/security"],

  evaluate: ({ properties: { authenticated, state } }) => {
    if (authenticated) return pass;
    return stopped.has(state) ? notApplicable : fail("It answers whoever calls it", { authenticated, state });
  },

  examples: {
    pass: [{ name: "protected", properties: { authenticated: true, state: "running" } }],
    fail: [
      { name: "public", properties: { authenticated: false, state: "running" } },
      {
        name: "public, and scaled to nothing until somebody calls",
        properties: { authenticated: false, state: "scaledToZero" },
      },
    ],
    notApplicable: [{ name: "paused by hand", properties: { authenticated: false, state: "paused" } }],
  },
});
