import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "identity/federation-exact",
  title: "Federated trust names exact subjects",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "identity",
  risk: "Any repository, branch or workload that the pattern lets in can take on the identity, a pull request among them.",
  remediation: {
    summary: "Name the repository and the branch or environment in the trust, without wildcards.",
    cli: "aws iam update-assume-role-policy --role-name <role> --policy-document file://trust.json",
    terraform:
      'condition { test = "StringEquals" variable = "token.actions.githubusercontent.com:sub" values = ["repo:acme/app:environment:production"] }',
    console: [
      "IAM › Roles › open the role › Trust relationships › Edit",
      "Replace StringLike by StringEquals on the sub claim",
    ],
  },
  references: [
    "https://docs.github.com/en/actions/security-for-github-actions/security-hardening-your-deployments/configuring-openid-connect-in-amazon-web-services",
  ],

  evaluate: ({ facets }) => {
    const federations = facets.trusts.filter(({ kind }) => kind === "federation");
    if (federations.length === 0) return notApplicable;
    const wide = federations.filter(({ conditional }) => !conditional).map(({ principal }) => principal);
    if (wide.length === 0) return pass;
    return fail(`It trusts ${wide.join(", ")}`, { subjects: wide });
  },

  examples: {
    pass: [
      {
        name: "one branch",
        facets: {
          trusts: [
            {
              kind: "federation",
              principal: "token.actions.githubusercontent.com repo:acme/app:ref:refs/heads/main",
              conditional: true,
            },
          ],
        },
      },
    ],
    fail: [
      {
        name: "any branch",
        facets: {
          trusts: [
            {
              kind: "federation",
              principal: "token.actions.githubusercontent.com repo:acme/app:*",
              conditional: false,
            },
          ],
        },
      },
      {
        name: "one of two is any repository",
        facets: {
          trusts: [
            { kind: "federation", principal: "issuer exact", conditional: true },
            { kind: "federation", principal: "issuer *", conditional: false },
          ],
        },
      },
    ],
    notApplicable: [
      {
        name: "no federation",
        facets: { trusts: [{ kind: "service", principal: "lambda.amazonaws.com", conditional: false }] },
      },
    ],
  },
});
