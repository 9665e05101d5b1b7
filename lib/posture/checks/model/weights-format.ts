import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "model/weights-format",
  title: "Weights are in a format that cannot run code",
  severity: "high",
  layer: "model",
  function: "protect",
  appliesToClass: "model",
  risk: "A pickle runs whatever its author put into it when the model is loaded, with all the server's rights.",
  remediation: {
    summary: "Convert the weights to safetensors, check the result, and load nothing else.",
    cli: "python -m transformers.utils.safetensors_conversion  # or save_pretrained(..., safe_serialization=True)",
    terraform: 'args = ["--model", "org/model", "--load-format", "safetensors"]',
    console: [
      "Convert the model with save_pretrained and safe_serialization, and upload it anew",
      "Start the server with its load format set to safetensors",
    ],
  },
  references: [
    "https://huggingface.co/docs/hub/security-pickle",
    "https://docs.python.org/3/library/pickle.html",
    "https://atlas.mitre.org/techniques/AML.T0011.000",
  ],

  // Only types that say how their weights are stored have the property.
  evaluate: ({ properties }) => {
    const weightsFormat = "weightsFormat" in properties ? properties["weightsFormat"] : undefined;
    if (weightsFormat === "safe") return pass;
    return weightsFormat === "pickle" ? fail("Its weights are a pickle", { weightsFormat }) : notApplicable;
  },

  examples: {
    pass: [{ name: "safetensors", properties: { weightsFormat: "safe" } }],
    fail: [{ name: "a pickle", properties: { weightsFormat: "pickle" } }],
    notApplicable: [
      { name: "not stated", properties: { weightsFormat: "unstated" } },
      { name: "a provider's own model", properties: {} },
    ],
  },
});
