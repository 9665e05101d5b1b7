import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/federation-subject",
  title: "Federated identities are admitted by subject, not by pool",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.iam.service-account",
  risk: "Any repository or cluster known to the identity provider can become the account that builds or serves models.",
  remediation: {
    summary: "Bind the one subject or repository that needs the account instead of the whole pool.",
    cli: "gcloud iam service-accounts add-iam-policy-binding EMAIL --role roles/iam.workloadIdentityUser --member principalSet://iam.googleapis.com/POOL/attribute.repository/ORG/REPOSITORY",
    terraform: "member = principalSet://iam.googleapis.com/${pool}/attribute.repository/org/repository",
    console: [
      "IAM & Admin › Workload Identity Federation › open the pool",
      "Grant access › only identities matching the filter",
    ],
  },
  references: ["https://cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines"],

  evaluate: ({ facets: { trusts } }) => {
    const federations = trusts.filter(({ kind }) => kind === "federation");
    if (federations.length === 0) return notApplicable;
    const open = federations.filter(({ conditional }) => !conditional).map(({ principal }) => principal);
    return open.length === 0 ? pass : fail(`Every subject of ${open.join(", ")} may become it`, { open });
  },

  examples: {
    pass: [
      {
        name: "one repository",
        facets: {
          trusts: [
            {
              kind: "federation",
              principal: "principalSet://iam.googleapis.com/pool/attribute.repository/acme/app",
              conditional: true,
            },
          ],
        },
      },
    ],
    fail: [
      {
        name: "one narrow and one open binding",
        facets: {
          trusts: [
            {
              kind: "federation",
              principal: "principal://iam.googleapis.com/pool/subject/x",
              conditional: true,
            },
            { kind: "federation", principal: "principalSet://iam.googleapis.com/pool/*", conditional: false },
          ],
        },
      },
    ],
    notApplicable: [
      {
        name: "no federation",
        facets: { trusts: [{ kind: "identity", principal: "x", conditional: false }] },
      },
    ],
  },
});
