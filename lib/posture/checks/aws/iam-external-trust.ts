import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { mayInvokeModels } from "#lib/domain/ai-use.ts";

const invoke = {
  effect: "allow" as const,
  abilities: ["invoke-model" as const],
  on: "*",
  conditional: false,
  source: "policy",
};
const accountIn = (principal: string): string => principal.split(":")[4] ?? principal;

export default defineCheck({
  id: "aws/iam-external-trust",
  title: "Role that may invoke models trusts other accounts only with an external id",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "aws.iam.role",
  risk: "Whoever gets into the other account, or may act in it for others, uses your models and data.",
  remediation: {
    summary: "Remove the foreign account from the trust, or ask for an external id.",
    cli: "aws iam update-assume-role-policy --role-name <role> --policy-document file://trust.json",
    terraform: 'condition { test = "StringEquals" variable = "sts:ExternalId" values = [var.external_id] }',
    console: [
      "IAM › Roles › open the role › Trust relationships › Edit",
      "Remove the account or add a condition on sts:ExternalId",
    ],
  },
  references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html"],

  evaluate: (role) => {
    const { facets, account } = role;
    if (!mayInvokeModels(role)) return notApplicable;
    const open = facets.trusts.filter(
      ({ kind, principal, conditional }) =>
        !conditional &&
        (kind === "anyone" ||
          ((kind === "account" || kind === "identity") && accountIn(principal) !== account)),
    );
    if (open.length === 0) return pass;
    const principals = open.map(({ principal }) => (principal === "*" ? "any AWS account" : principal));
    return fail(`It trusts ${principals.join(", ")} without a condition`, { principals });
  },

  examples: {
    pass: [
      {
        name: "own account",
        facets: {
          grants: [invoke],
          trusts: [{ kind: "account", principal: "111122223333", conditional: false }],
        },
      },
      {
        name: "own role",
        facets: {
          grants: [invoke],
          trusts: [{ kind: "identity", principal: "arn:aws:iam::111122223333:role/app", conditional: false }],
        },
      },
      {
        name: "another account with an external id",
        facets: {
          grants: [invoke],
          trusts: [{ kind: "account", principal: "999988887777", conditional: true }],
        },
      },
    ],
    fail: [
      {
        name: "another account",
        facets: {
          grants: [invoke],
          trusts: [{ kind: "account", principal: "999988887777", conditional: false }],
        },
      },
      {
        name: "anyone",
        facets: { grants: [invoke], trusts: [{ kind: "anyone", principal: "*", conditional: false }] },
      },
    ],
    notApplicable: [
      {
        name: "may not invoke models",
        facets: { grants: [], trusts: [{ kind: "anyone", principal: "*", conditional: false }] },
      },
    ],
  },
});
