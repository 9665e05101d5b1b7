import { aiRegionsOf } from "#lib/domain/ai-regions.ts";
import { defineCheck, fail, missing, notApplicable, pass } from "#lib/domain/check.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource, ResourceType } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const account = "111122223333";
const region = "eu-west-1";

/** Plans beside the foundation, and what there has to be in the region for one to matter. */
const plans: readonly { plan: string; where: readonly ResourceType[] | null }[] = [
  { plan: "S3_DATA_EVENTS", where: null },
  { plan: "LAMBDA_NETWORK_LOGS", where: ["aws.lambda.function"] },
];

function missingPlans(
  features: readonly string[],
  at: string,
  owner: string,
  graph: ResourceGraph,
): string[] {
  return plans
    .filter(({ plan }) => !features.includes(plan))
    .filter(({ where }) => !where || where.some((type) => graph.inAccount(type, owner, at).length > 0))
    .map(({ plan }) => plan);
}

const detector = (enabled: boolean, features: string[], at = region): Resource => ({
  key: `detector ${at}`,
  type: "aws.guardduty.detector",
  name: "GuardDuty",
  account,
  region: at,
  tags: {},
  properties: { features, offered: [] },
  facets: { enabled, coversAi: features.length > 0 },
});
const agent = (at = region) => sampleResource("agent", `agent ${at}`, {}, { account, region: at });
const fn = sampleResource("compute", "fn", {}, { type: "aws.lambda.function", account, region });
const estate = (...resources: Resource[]) => ({ resources });

export default defineCheck({
  id: "aws/guardduty-covers-ai",
  title: "GuardDuty watches each region where AI runs, with the plans for its data and code",
  severity: "high",
  layer: "identity",
  function: "detect",
  appliesTo: "aws.account",
  risk: "Stolen credentials that probe models, and objects taken from training data, raise no alert.",
  remediation: {
    summary: "Enable GuardDuty in the region, with S3 protection and Lambda protection.",
    cli: "aws guardduty create-detector --enable --region <region> --features Name=S3_DATA_EVENTS,Status=ENABLED Name=LAMBDA_NETWORK_LOGS,Status=ENABLED",
    terraform:
      'resource "aws_guardduty_detector" "this" { enable = true }\nresource "aws_guardduty_detector_feature" "s3" { detector_id = aws_guardduty_detector.this.id name = "S3_DATA_EVENTS" status = "ENABLED" }',
    console: [
      "GuardDuty › Get started › Enable GuardDuty",
      "Protection plans › enable S3 and Lambda protection",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-features-activation-model.html",
    "https://docs.aws.amazon.com/guardduty/latest/ug/s3-protection.html",
  ],

  evaluate: ({ account: owner }, graph) => {
    const regions = aiRegionsOf(graph, owner);
    if (regions.length === 0) return notApplicable;
    const off: string[] = [];
    const without: string[] = [];
    for (const at of regions) {
      const running = graph
        .inAccount("aws.guardduty.detector", owner, at)
        .find(({ facets }) => facets.enabled);
      if (!running) off.push(at);
      else
        without.push(
          ...missingPlans(running.properties.features, at, owner, graph).map((plan) => `${plan} in ${at}`),
        );
    }
    if (without.length > 0)
      return fail(`GuardDuty runs without ${without.join(", ")}`, { missingPlans: without, off });
    return off.length === 0 ? pass : missing(`GuardDuty is off in ${off.join(", ")}`, { off });
  },

  examples: {
    pass: [
      {
        name: "on with the plan for objects",
        neighbours: estate(agent(), detector(true, ["S3_DATA_EVENTS"])),
      },
      {
        name: "on with both plans where functions are",
        neighbours: estate(agent(), fn, detector(true, ["LAMBDA_NETWORK_LOGS", "S3_DATA_EVENTS"])),
      },
    ],
    fail: [
      { name: "no detector", neighbours: estate(agent()) },
      { name: "suspended", neighbours: estate(agent(), detector(false, ["S3_DATA_EVENTS"])) },
      { name: "foundation alone", neighbours: estate(agent(), detector(true, [])) },
      {
        name: "no plan for functions",
        neighbours: estate(agent(), fn, detector(true, ["S3_DATA_EVENTS"])),
      },
      {
        name: "on in one region of two",
        neighbours: estate(agent(), agent("us-east-1"), detector(true, ["S3_DATA_EVENTS"])),
      },
    ],
    notApplicable: [{ name: "no AI in the account" }],
    unknown: [
      {
        name: "detectors may not be listed",
        neighbours: {
          resources: [agent()],
          gaps: [
            {
              account,
              region,
              produces: ["aws.guardduty.detector"],
              unknown: {
                reason: "denied",
                call: "guardduty:ListDetectors",
                permission: "guardduty:ListDetectors",
                message: "Access denied",
              },
            },
          ],
        },
      },
    ],
  },
});
