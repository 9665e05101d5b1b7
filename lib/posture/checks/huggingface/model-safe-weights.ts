import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "huggingface/model-safe-weights",
  title: "Weights cannot run code when they are loaded",
  severity: "high",
  layer: "model",
  function: "protect",
  appliesTo: "huggingface.model",
  risk: "Whoever can change the file runs code on every machine that loads the model.",
  remediation: {
    summary: "Convert the weights to safetensors and delete the pickle files.",
    cli: "python -m transformers.commands.convert_to_safetensors --model ORG/MODEL # or the Space safetensors/convert",
    terraform: "Nothing in Terraform: replace the files in the repository",
    console: [
      "huggingface.co › the model › Files › open the Space safetensors/convert",
      "Merge its pull request, then delete *.bin, *.pt and *.pkl",
    ],
  },
  references: [
    "https://huggingface.co/docs/hub/security-pickle",
    "https://atlas.mitre.org/techniques/AML.T0011.000",
  ],

  evaluate: ({ properties: { pickleFiles, safetensors } }) =>
    pickleFiles.length === 0
      ? pass
      : fail(
          `${pickleFiles.slice(0, 3).join(", ")} can run code${safetensors ? ", beside weights that cannot" : ""}`,
          {
            files: pickleFiles.slice(0, 50),
            safetensors,
          },
        ),

  examples: {
    pass: [
      { name: "safetensors alone", properties: { pickleFiles: [], safetensors: true } },
      { name: "no weights at all", properties: { pickleFiles: [], safetensors: false } },
    ],
    fail: [
      { name: "pickle alone", properties: { pickleFiles: ["pytorch_model.bin"], safetensors: false } },
      {
        name: "both, and some loaders take the wrong one",
        properties: { pickleFiles: ["pytorch_model.bin"], safetensors: true },
      },
    ],
  },
});
