import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "kubernetes/llm-gateway-master-key",
  title: "LLM gateway has a master key, and not the one of its documentation",
  severity: "critical",
  layer: "api",
  function: "protect",
  appliesTo: "kubernetes.llm-gateway",
  risk: "Anybody who reaches the gateway spends on every model behind it, and reads the keys it holds.",
  remediation: {
    summary: "Set a random master key from a secret, and give each application a virtual key of its own.",
    cli: "kubectl create secret generic litellm --namespace <namespace> --from-literal=LITELLM_MASTER_KEY=sk-$(openssl rand -hex 24)",
    terraform:
      'env { name = "LITELLM_MASTER_KEY" value_from { secret_key_ref { name = "litellm" key = "LITELLM_MASTER_KEY" } } }',
    console: ["Open the gateway's deployment › Edit › Environment", "Add LITELLM_MASTER_KEY from a secret"],
  },
  references: ["https://docs.litellm.ai/docs/proxy/virtual_keys", "https://docs.litellm.ai/docs/proxy/prod"],

  evaluate: ({ properties: { authentication, authenticationReason, defaultCredential } }) => {
    if (defaultCredential)
      return fail("Its master key is the example of the documentation", { defaultCredential });
    return authentication === "none"
      ? fail(`It asks callers for nothing: ${authenticationReason}`, { authentication, authenticationReason })
      : pass;
  },

  examples: {
    pass: [
      {
        name: "a key of its own",
        properties: {
          authentication: "key",
          authenticationReason: "LITELLM_MASTER_KEY is set",
          defaultCredential: false,
        },
      },
    ],
    fail: [
      {
        name: "no key",
        properties: {
          authentication: "none",
          authenticationReason: "Neither LITELLM_MASTER_KEY nor master_key is set",
          defaultCredential: false,
        },
      },
      {
        name: "the example's key",
        properties: {
          authentication: "key",
          authenticationReason: "LITELLM_MASTER_KEY is set",
          defaultCredential: true,
        },
      },
    ],
    unknown: [
      {
        name: "its configuration was not read",
        properties: { authenticationReason: "", defaultCredential: false },
        unknown: {
          "properties.authentication": {
            reason: "denied",
            call: "core:configmaps.get",
            permission: "get configmaps",
            message: "Forbidden",
          },
        },
      },
    ],
  },
});
