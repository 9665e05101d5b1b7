import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "onprem/model-server-orders",
  title: "Model server takes no orders about its models from strangers",
  severity: "critical",
  layer: "model",
  function: "protect",
  evidenceFor: "model-safety",
  appliesTo: "onprem.model-server",
  risk: "Anybody on the network loads, replaces or deletes models; a model of Triton's Python backend is a program.",
  remediation: {
    summary:
      "Take the model control mode none, or restrict the repository's calls to a key; keep Ollama behind a proxy.",
    cli: "tritonserver --model-control-mode=none --http-restricted-api=model-repository:admin-key=$KEY",
    terraform: 'command = ["tritonserver", "--model-control-mode=none"]',
    console: [
      "Change the model control mode in the server's arguments, and restart",
      "Of Ollama let a proxy pass the calls that chat, and none that pull, push, create or delete",
    ],
  },
  references: [
    "https://docs.nvidia.com/deeplearning/triton-inference-server/user-guide/docs/user_guide/model_management.html",
    "https://docs.nvidia.com/deeplearning/triton-inference-server/user-guide/docs/customization_guide/deploy.html",
    "https://docs.ollama.com/api/pull",
  ],

  evaluate: ({ properties: { engine, authentication, takesModelOrders, url } }) => {
    if (authentication !== "none") return pass;
    if (takesModelOrders === null) return notApplicable;
    return takesModelOrders ? fail("It loads and unloads models for whoever asks", { engine, url }) : pass;
  },

  examples: {
    pass: [
      {
        name: "callers need a key",
        properties: {
          engine: "ollama",
          authentication: "key",
          takesModelOrders: true,
          url: "https://ollama.lab.example.com",
        },
      },
    ],
    fail: [
      {
        name: "Ollama open to the network",
        properties: {
          engine: "ollama",
          authentication: "none",
          takesModelOrders: true,
          url: "http://ollama.lab.example.com:11434",
        },
      },
      {
        name: "Triton in explicit mode",
        properties: {
          engine: "triton",
          authentication: "none",
          takesModelOrders: true,
          url: "http://triton.lab.example.com:8000",
        },
      },
    ],
    notApplicable: [
      {
        name: "a product without such a switch",
        properties: {
          engine: "vllm",
          authentication: "none",
          takesModelOrders: null,
          url: "http://vllm.lab.example.com:8000",
        },
      },
    ],
    unknown: [
      {
        name: "Triton whose models are all loaded",
        properties: { engine: "triton", authentication: "none", url: "http://triton.lab.example.com:8000" },
        unknown: {
          "properties.takesModelOrders": {
            reason: "unsupported",
            call: "triton:list-models",
            permission: null,
            message: "Every model is loaded",
          },
        },
      },
    ],
  },
});
