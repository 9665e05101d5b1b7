import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

/** Issuers that sign tokens for everybody's workloads: only a condition tells one's own from the rest. */
const sharedIssuers = [
  /^https:\/\/token\.actions\.githubusercontent\.com\/?$/,
  /^https:\/\/gitlab\.com\/?$/,
  /^https:\/\/app\.terraform\.io\/?$/,
  /^https:\/\/oidc\.circleci\.com\//,
  /^https:\/\/agent\.buildkite\.com\/?$/,
  /^https:\/\/api\.bitbucket\.org\//,
  /^https:\/\/oidc\.vercel\.com\/?$/,
  /^https:\/\/accounts\.google\.com\/?$/,
];
const isShared = (issuer: string | null): boolean =>
  issuer !== null && sharedIssuers.some((pattern) => pattern.test(issuer));

/** A condition that is true of whatever token, as `true` or the comparison of a claim with itself. */
const saysNothing = (condition: string | null): boolean =>
  condition === null || /^(true|1\s*==\s*1|([\w.]+)\s*==\s*\2)$/.test(condition.trim());

export default defineCheck({
  id: "gcp/workload-identity-condition",
  title: "Workload identity provider lets in only named outsiders",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.iam.workload-identity-provider",
  risk: "Any workload that the issuer signs tokens for, a stranger's among them, becomes a principal of the pool.",
  remediation: {
    summary:
      "Set an attribute condition that names your organization, repository or account by its immutable id.",
    cli: "gcloud iam workload-identity-pools providers update-oidc PROVIDER --workload-identity-pool POOL --location global --attribute-condition \"assertion.repository_owner_id == 'ID'\"",
    terraform:
      "attribute_condition = \"assertion.repository_owner_id == 'ID'\" on google_iam_workload_identity_pool_provider",
    console: [
      "IAM & Admin › Workload Identity Federation › open the pool and the provider › Edit",
      "Attribute conditions › add one on an immutable id",
    ],
  },
  references: [
    "https://cloud.google.com/iam/docs/best-practices-for-using-workload-identity-federation",
    "https://cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines#conditions",
  ],

  evaluate: ({ properties: { enabled, kind, issuer, condition } }) => {
    if (!enabled) return notApplicable;
    if (!saysNothing(condition)) return pass;
    // An AWS provider is bound to one account, and other issuers to the tenant that runs them.
    if (kind !== "oidc" || !isShared(issuer)) return pass;
    return fail(`${issuer} signs for everybody, and no condition tells who may come in`, {
      issuer,
      condition,
    });
  },

  examples: {
    pass: [
      {
        name: "GitHub, one owner by id",
        properties: {
          enabled: true,
          kind: "oidc",
          issuer: "https://token.actions.githubusercontent.com",
          condition: 'assertion.repository_owner_id == "48213377"',
        },
      },
      {
        name: "an issuer of one's own needs none",
        properties: { enabled: true, kind: "oidc", issuer: "https://idp.acme.example", condition: null },
      },
      {
        name: "an AWS account",
        properties: { enabled: true, kind: "aws", issuer: "111122223333", condition: null },
      },
    ],
    fail: [
      {
        name: "GitHub without a condition",
        properties: {
          enabled: true,
          kind: "oidc",
          issuer: "https://token.actions.githubusercontent.com",
          condition: null,
        },
      },
      {
        name: "GitLab's cloud with a condition that is always true",
        properties: { enabled: true, kind: "oidc", issuer: "https://gitlab.com", condition: "true" },
      },
      {
        name: "a claim compared with itself",
        properties: {
          enabled: true,
          kind: "oidc",
          issuer: "https://gitlab.com/",
          condition: "assertion.namespace_id == assertion.namespace_id",
        },
      },
    ],
    notApplicable: [
      {
        name: "switched off",
        properties: { enabled: false, kind: "oidc", issuer: "https://gitlab.com", condition: null },
      },
    ],
  },
});
