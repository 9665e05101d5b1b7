import { defineCheck, missing, notApplicable, pass } from "#lib/domain/check.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const isTrail = (resource: Resource): resource is Resource<"aws.cloudtrail.trail"> =>
  resource.type === "aws.cloudtrail.trail";

export default defineCheck({
  id: "aws/cloudtrail-object-events",
  title: "Trail records reads and writes of objects that ground or train models",
  severity: "medium",
  layer: "data",
  function: "detect",
  appliesTo: "aws.account",
  follows: ["member-of"],
  risk: "Who planted or took a document cannot be told after an incident.",
  remediation: {
    summary: "Add S3 object events of the AI buckets to a trail.",
    cli: "aws cloudtrail put-event-selectors --trail-name <trail> --advanced-event-selectors file://objects.json",
    terraform:
      'advanced_event_selector { field_selector { field = "resources.type" equals = ["AWS::S3::Object"] } }',
    console: [
      "CloudTrail › Trails › open or create the trail",
      "Edit general details, management events or data events",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html",
    "https://docs.aws.amazon.com/bedrock/latest/userguide/logging-using-cloudtrail.html",
  ],

  evaluate: ({ key, account }, graph) => {
    const used = [...graph.ofClass("agent"), ...graph.ofClass("knowledge-base")].some(
      (resource) => resource.account === account,
    );
    if (!used) return notApplicable;
    const trails = graph
      .followBack(key, "member-of")
      .flatMap((resource) => (isTrail(resource) && resource.facets.enabled ? [resource] : []));
    const recorded = trails.some((trail) =>
      trail.properties.dataEventTypes.some((type) => type === "AWS::S3::Object"),
    );
    return recorded
      ? pass
      : missing("No running trail records data events of S3", { trails: trails.map((trail) => trail.name) });
  },

  examples: {
    pass: [
      {
        name: "recorded",
        properties: {},
        neighbours: {
          resources: [
            sampleResource("agent", "claims", {
              codeInterpreter: false,
              sessionTtlSeconds: 600,
              customerKey: true,
            }),
            {
              key: "trail",
              type: "aws.cloudtrail.trail",
              name: "trail",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: {
                multiRegion: true,
                organization: false,
                validatesFiles: true,
                managementEvents: "all",
                dataEventTypes: ["AWS::S3::Object"],
                excludedSources: [],
              },
              facets: { enabled: true, dataEvents: true, retentionDays: null, customerKey: true },
            },
          ],
          relationships: [{ from: "trail", kind: "member-of", to: "example" }],
        },
      },
    ],
    fail: [
      {
        name: "other data events only",
        properties: {},
        neighbours: {
          resources: [
            sampleResource("agent", "claims", {
              codeInterpreter: false,
              sessionTtlSeconds: 600,
              customerKey: true,
            }),
            {
              key: "trail",
              type: "aws.cloudtrail.trail",
              name: "trail",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: {
                multiRegion: true,
                organization: false,
                validatesFiles: true,
                managementEvents: "all",
                dataEventTypes: ["AWS::Bedrock::AgentAlias"],
                excludedSources: [],
              },
              facets: { enabled: true, dataEvents: true, retentionDays: null, customerKey: true },
            },
          ],
          relationships: [{ from: "trail", kind: "member-of", to: "example" }],
        },
      },
      {
        name: "recorded by a trail that is stopped",
        properties: {},
        neighbours: {
          resources: [
            sampleResource("agent", "claims", {
              codeInterpreter: false,
              sessionTtlSeconds: 600,
              customerKey: true,
            }),
            {
              key: "trail",
              type: "aws.cloudtrail.trail",
              name: "trail",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: {
                multiRegion: true,
                organization: false,
                validatesFiles: true,
                managementEvents: "all",
                dataEventTypes: ["AWS::S3::Object"],
                excludedSources: [],
              },
              facets: { enabled: false, dataEvents: true, retentionDays: null, customerKey: true },
            },
          ],
          relationships: [{ from: "trail", kind: "member-of", to: "example" }],
        },
      },
    ],
    notApplicable: [
      {
        name: "no agent in the account",
        neighbours: {
          resources: [
            {
              key: "trail",
              type: "aws.cloudtrail.trail",
              name: "trail",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: {
                multiRegion: true,
                organization: false,
                validatesFiles: true,
                managementEvents: "all",
                dataEventTypes: [],
                excludedSources: [],
              },
              facets: { enabled: true, dataEvents: true, retentionDays: null, customerKey: true },
            },
          ],
          relationships: [{ from: "trail", kind: "member-of", to: "example" }],
        },
      },
    ],
  },
});
