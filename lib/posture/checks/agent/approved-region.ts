import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { listParameter, matchesAny } from "#lib/domain/parameter.ts";

export default defineClassCheck({
  id: "agent/approved-region",
  title: "Agent runs in an approved region",
  severity: "medium",
  layer: "model",
  function: "detect",
  appliesToClass: "agent",
  risk: "What users say and what the agent reads is processed where no contract, law or review allows it.",
  remediation: {
    summary: "Make the agent anew in an approved region, move its callers over, then delete this one.",
    cli: "aws bedrock-agent delete-agent --agent-id <id> --region <region>",
    terraform: 'region = "eu-west-1"',
    console: ["Make the agent anew in an approved region", "Point its callers there", "Delete this one"],
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
      : fail(`It runs in ${region}, which is not approved`, { region, approvedRegions });
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
