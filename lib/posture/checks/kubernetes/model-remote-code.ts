import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "kubernetes/model-remote-code",
  title: "Model server runs no code that comes with a model",
  severity: "high",
  layer: "model",
  function: "protect",
  appliesTo: "kubernetes.model-server",
  risk: "Whoever can write the model's repository runs code in the server when it starts.",
  remediation: {
    summary: "Leave out --trust-remote-code, or pin the revision whose code was reviewed.",
    cli: "kubectl edit deployment <server> --namespace <namespace>  # remove --trust-remote-code",
    terraform: 'args = ["--model", "org/model", "--revision", "<commit>"]',
    console: ["Open the server's deployment › Edit › Arguments", "Remove --trust-remote-code"],
  },
  references: [
    "https://huggingface.co/docs/transformers/custom_models",
    "https://docs.vllm.ai/en/latest/usage/security.html",
  ],

  evaluate: ({ properties: { trustsRemoteCode, engine } }) => {
    if (!loadsFromHub.has(engine)) return notApplicable;
    return trustsRemoteCode
      ? fail("It is started with --trust-remote-code", { trustsRemoteCode, engine })
      : pass;
  },

  examples: {
    pass: [{ name: "not given", properties: { trustsRemoteCode: false, engine: "vllm" } }],
    fail: [{ name: "given", properties: { trustsRemoteCode: true, engine: "sglang" } }],
    notApplicable: [
      { name: "an engine that has no such code", properties: { trustsRemoteCode: false, engine: "ollama" } },
    ],
  },
});

const loadsFromHub: ReadonlySet<string> = new Set(["vllm", "sglang", "tgi", "tei", "infinity", "lmdeploy"]);
