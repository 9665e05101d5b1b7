import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

const geographies = ["us", "us-gov", "eu", "apac", "jp", "au", "ca"];

/** The geography of the inference profile a model is named by; null where no profile spreads the calls. */
function geographyOf(model: string): string | null {
  const id = model.split("/").at(-1) ?? model;
  const [first = ""] = id.split(".");
  return [...geographies, "global"].includes(first) ? first : null;
}

/** Profiles that keep calls of a region in its geography. */
function servedFrom(region: string | null): readonly string[] {
  if (region === null) return geographies;
  if (region.startsWith("us-gov-")) return ["us-gov"];
  if (region.startsWith("ap-")) return ["apac", "jp", "au"];
  return geographies.filter((geography) => region.startsWith(`${geography}-`));
}

export default defineCheck({
  id: "aws/bedrock-agent-geography",
  title: "Bedrock agent's prompts stay in its geography",
  severity: "low",
  layer: "model",
  function: "protect",
  appliesTo: "aws.bedrock.agent",
  risk: "A global inference profile sends prompts to whichever region has room, outside what users were promised.",
  remediation: {
    summary: "Name the inference profile of the agent's own geography, such as eu. or us.",
    cli: "aws bedrock-agent update-agent --agent-id <id> --agent-name <name> --agent-resource-role-arn <role> --foundation-model eu.<model>",
    terraform: 'foundation_model = "eu.anthropic.claude-sonnet-4-5-20250929-v1:0"',
    console: [
      "Bedrock › Agents › open the agent › Edit in agent builder › Select model › Inference profile of the geography",
    ],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/cross-region-inference.html"],

  evaluate: ({ region, properties: { foundationModel } }) => {
    const geography = foundationModel === null ? null : geographyOf(foundationModel);
    if (geography === null) return notApplicable;
    return servedFrom(region).includes(geography)
      ? pass
      : fail(`Its prompts go through the profile ${geography}.`, { foundationModel, region });
  },

  examples: {
    pass: [
      {
        name: "the profile of any region, where none is known",
        properties: { foundationModel: "eu.amazon.nova-pro-v1:0" },
      },
    ],
    fail: [
      { name: "global", properties: { foundationModel: "global.anthropic.claude-sonnet-4-5-20250929-v1:0" } },
      {
        name: "global, by its ARN",
        properties: {
          foundationModel:
            "arn:aws:bedrock:eu-west-1:111122223333:inference-profile/global.anthropic.claude-sonnet-4-5-20250929-v1:0",
        },
      },
    ],
    notApplicable: [
      { name: "a model of its own region", properties: { foundationModel: "amazon.nova-pro-v1:0" } },
      {
        name: "an application profile, which is judged by itself",
        properties: {
          foundationModel: "arn:aws:bedrock:eu-west-1:111122223333:application-inference-profile/abc",
        },
      },
      { name: "no model", properties: { foundationModel: null } },
    ],
  },
});
