import { defineCheck, fail, pass } from "#lib/domain/check.ts";

/** `eu`, `us`, `ap`…: the first word of a region's name. */
const continentOf = (region: string): string => region.split("-")[0] ?? region;

export default defineCheck({
  id: "aws/bedrock-profile-geography",
  title: "Bedrock inference profile keeps calls in its geography",
  severity: "low",
  layer: "model",
  function: "protect",
  appliesTo: "aws.bedrock.inference-profile",
  risk: "Prompts are processed where neither contract nor law of the workload expects them.",
  remediation: {
    summary: "Make the profile anew from the model or the system profile of its own geography.",
    cli: "aws bedrock create-inference-profile --inference-profile-name <name> --model-source copyFrom=arn:aws:bedrock:eu-west-1:<account>:inference-profile/eu.<model>",
    terraform:
      'model_source { copy_from = "arn:aws:bedrock:eu-west-1:<account>:inference-profile/eu.<model>" }',
    console: ["Create it with the command line from the profile of the geography, then delete this one"],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/cross-region-inference.html"],

  evaluate: ({ region, properties: { regions } }) => {
    const own = continentOf(region ?? regions[0] ?? "");
    const abroad = regions.filter((one) => continentOf(one) !== own);
    if (abroad.length === 0) return pass;
    const where = abroad.includes("global") ? "any region of the world" : abroad.join(", ");
    return fail(`Its calls may run in ${where}`, { regions });
  },

  examples: {
    pass: [
      { name: "one region", properties: { regions: ["eu-west-1"] } },
      { name: "several of one continent", properties: { regions: ["eu-central-1", "eu-west-1"] } },
    ],
    fail: [
      { name: "two continents", properties: { regions: ["eu-west-1", "us-east-1"] } },
      { name: "wherever there is room", properties: { regions: ["eu-west-1", "global"] } },
    ],
  },
});
