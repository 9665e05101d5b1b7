import { defineCheck, missing, pass } from "#lib/domain/check.ts";
import type { Resource } from "#lib/domain/resource.ts";

const isTrail = (resource: Resource): resource is Resource<"aws.cloudtrail.trail"> =>
  resource.type === "aws.cloudtrail.trail";

export default defineCheck({
  id: "aws/cloudtrail-baseline",
  title: "Account has a validated trail over all regions",
  severity: "high",
  layer: "identity",
  function: "detect",
  appliesTo: "aws.account",
  follows: ["member-of"],
  risk: "Calls in a region nobody watches, or a log that was tampered with, hide an intruder.",
  remediation: {
    summary: "Create one trail over all regions with log file validation.",
    cli: "aws cloudtrail create-trail --name main --s3-bucket-name <bucket> --is-multi-region-trail --enable-log-file-validation",
    terraform: "is_multi_region_trail = true\nenable_log_file_validation = true",
    console: [
      "CloudTrail › Trails › open or create the trail",
      "Edit general details, management events or data events",
    ],
  },
  references: ["https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html"],

  evaluate: ({ key }, graph) => {
    const trails = graph
      .followBack(key, "member-of")
      .flatMap((resource) => (isTrail(resource) ? [resource] : []));
    const good = trails.some(
      ({ facets, properties }) =>
        facets.enabled &&
        properties.multiRegion &&
        properties.validatesFiles &&
        properties.managementEvents === "all",
    );
    return good
      ? pass
      : missing("No trail that logs covers all regions and management events with file validation", {
          trails: trails.map((trail) => trail.name),
        });
  },

  examples: {
    pass: [
      {
        name: "one such trail among others",
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
            {
              key: "old",
              type: "aws.cloudtrail.trail",
              name: "old",
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
              facets: { enabled: false, dataEvents: true, retentionDays: null, customerKey: true },
            },
          ],
          relationships: [
            { from: "trail", kind: "member-of", to: "example" },
            { from: "old", kind: "member-of", to: "example" },
          ],
        },
      },
    ],
    fail: [
      { name: "no trail", properties: {} },
      {
        name: "stopped",
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
              facets: { enabled: false, dataEvents: true, retentionDays: null, customerKey: true },
            },
          ],
          relationships: [{ from: "trail", kind: "member-of", to: "example" }],
        },
      },
      {
        name: "one region",
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
                multiRegion: false,
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
      {
        name: "no validation",
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
                validatesFiles: false,
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
      {
        name: "writes only",
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
                managementEvents: "write",
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
