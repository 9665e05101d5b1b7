import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { listParameter, matchesAny } from "#lib/domain/parameter.ts";

export default defineClassCheck({
  id: "model-deployment/approved-region",
  title: "Model answers in an approved region",
  severity: "medium",
  layer: "model",
  function: "detect",
  appliesToClass: "model-deployment",
  risk: "Prompts and answers are processed where no contract, law or review allows it.",
  remediation: {
    summary: "Deploy the model in an approved region, move its callers over, then delete this deployment.",
    cli: "az cognitiveservices account deployment delete --name <account> --resource-group <group> --deployment-name <deployment>",
    terraform: 'location = "westeurope"',
    console: ["Deploy the model in an approved region", "Point its callers there", "Delete this deployment"],
  },
  references: ["https://www.edpb.europa.eu/our-work-tools/our-documents/guidelines_en"],

  parameters: {
    approvedRegions: listParameter({
      title: "Approved regions",
      help: "As the clouds write them, or with * for what may follow: eu-*, europe-*, westeurope. While it is empty, the check does not apply.",
      default: [],
    }),
  },

  evaluate: ({ region }, _graph, { approvedRegions }) => {
    if (approvedRegions.length === 0 || region === null) return notApplicable;
    return matchesAny(region, approvedRegions)
      ? pass
      : fail(`It answers in ${region}, which is not approved`, { region, approvedRegions });
  },

  examples: {
    pass: [
      { name: "named", region: "us-east-1", parameters: { approvedRegions: ["us-east-1"] } },
      {
        name: "of an approved continent",
        region: "eu-west-1",
        parameters: { approvedRegions: ["westeurope", "eu-*"] },
      },
    ],
    fail: [{ name: "elsewhere", region: "us-east-1", parameters: { approvedRegions: ["eu-*"] } }],
    notApplicable: [
      { name: "nothing is decided yet", region: "us-east-1" },
      { name: "in no region of its own", parameters: { approvedRegions: ["eu-*"] } },
    ],
  },
});
