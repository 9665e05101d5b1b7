import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { aiRegionsOf } from "#lib/domain/ai-regions.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const plan = "AI_PROTECTION";
const placed = { account: "111122223333" };
const withAgent = { resources: [sampleResource("agent", "agent", {}, { ...placed, region: null })] };
const withRegion = {
  resources: [sampleResource("agent", "agent", {}, { ...placed, region: "eu-west-1" })],
};

export default defineCheck({
  id: "aws/guardduty-ai-protection",
  title: "GuardDuty's AI protection is on where the region offers it and AI runs",
  severity: "medium",
  layer: "model",
  function: "detect",
  appliesTo: "aws.guardduty.detector",
  risk: "Abuse of models and agents that looks like ordinary calls is not told from them.",
  remediation: {
    summary: "Enable AI protection in the detector.",
    cli: "aws guardduty update-detector --detector-id <id> --features Name=AI_PROTECTION,Status=ENABLED",
    terraform:
      'resource "aws_guardduty_detector_feature" "ai" { detector_id = aws_guardduty_detector.this.id name = "AI_PROTECTION" status = "ENABLED" }',
    console: ["GuardDuty › Protection plans › AI protection › Enable"],
  },
  references: [
    "https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DetectorFeatureConfiguration.html",
  ],

  evaluate: ({ account, region, facets: { enabled }, properties: { features, offered } }, graph) => {
    const runsHere = aiRegionsOf(graph, account).some((at) => region === null || at === region);
    if (!enabled || !runsHere) return notApplicable;
    if (features.includes(plan)) return pass;
    return offered.includes(plan) ? fail("Its plan for AI is off", { features, offered }) : notApplicable;
  },

  examples: {
    pass: [
      {
        name: "on",
        facets: { enabled: true },
        properties: { features: [plan], offered: [] },
        neighbours: withRegion,
      },
    ],
    fail: [
      {
        name: "offered and off",
        facets: { enabled: true },
        properties: { features: ["S3_DATA_EVENTS"], offered: [plan] },
        neighbours: withRegion,
      },
    ],
    notApplicable: [
      {
        name: "not offered in the region",
        facets: { enabled: true },
        properties: { features: [], offered: ["EBS_MALWARE_PROTECTION"] },
        neighbours: withRegion,
      },
      {
        name: "no AI in the region",
        facets: { enabled: true },
        properties: { features: [], offered: [plan] },
        neighbours: withAgent,
      },
      { name: "suspended", facets: { enabled: false }, properties: { features: [], offered: [plan] } },
    ],
  },
});
