import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/perimeter-enforced",
  title: "Service perimeter is enforced, not only rehearsed",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesTo: "gcp.accesscontextmanager.service-perimeter",
  risk: "In dry run everything that the perimeter would refuse goes through, and only a log line tells.",
  remediation: {
    summary: "Enforce the dry run's configuration once its log shows no access that must go on.",
    cli: "gcloud access-context-manager perimeters dry-run enforce PERIMETER --policy POLICY",
    terraform: "Move the settings from spec to status and remove use_explicit_dry_run_spec",
    console: ["Security › VPC Service Controls › Dry run mode › open the perimeter", "Enforce"],
  },
  references: ["https://cloud.google.com/vpc-service-controls/docs/dry-run-mode"],

  evaluate: ({ properties: { kind, dryRunOnly } }) => {
    if (kind === "bridge") return notApplicable;
    return dryRunOnly ? fail("Its services are restricted in dry run only", { dryRunOnly }) : pass;
  },

  examples: {
    pass: [{ name: "enforced", properties: { kind: "regular", dryRunOnly: false } }],
    fail: [{ name: "dry run only", properties: { kind: "regular", dryRunOnly: true } }],
    notApplicable: [
      { name: "a bridge restricts nothing", properties: { kind: "bridge", dryRunOnly: false } },
    ],
  },
});
