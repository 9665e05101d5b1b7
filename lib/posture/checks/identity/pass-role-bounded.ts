import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

const allow = (abilities: ("pass-role" | "deploy")[], on: string, conditional = false) => ({
  effect: "allow" as const,
  abilities,
  on,
  conditional,
  source: "policy",
});
/** A pattern that leaves the name of the role open lets every role be passed. */
const anyRole = (on: string): boolean =>
  on === "*" || on.endsWith(":role/*") || /^arn:[^:]+:iam::\*/.test(on);

export default defineClassCheck({
  id: "identity/pass-role-bounded",
  title: "Identity cannot run code as a more privileged identity",
  severity: "critical",
  layer: "identity",
  function: "protect",
  appliesToClass: "identity",
  risk: "Whoever has it starts a notebook, job or function with any role there is, and becomes that role.",
  remediation: {
    summary: "Name the roles that may be passed, and to which service.",
    cli: "aws iam put-role-policy --role-name <role> --policy-name pass-one-role --policy-document file://pass-role.json",
    terraform:
      'actions = ["iam:PassRole"] resources = [aws_iam_role.training.arn] condition { test = "StringEquals" variable = "iam:PassedToService" values = ["sagemaker.amazonaws.com"] }',
    console: [
      "IAM › open the identity › Permissions",
      "Put the ARN of one role in place of * in the iam:PassRole statement",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    "https://atlas.mitre.org/techniques/AML.T0053",
  ],

  evaluate: ({ facets, derived }) => {
    if (derived?.privilege?.level === "admin") return notApplicable;
    const allowed = facets.grants.filter(({ effect }) => effect === "allow");
    const passing = allowed.find(
      ({ abilities, on, conditional }) => abilities.includes("pass-role") && !conditional && anyRole(on),
    );
    const starting = allowed.find(({ abilities }) => abilities.includes("deploy"));
    if (!passing || !starting) return pass;
    return fail("It may pass any role to something it may start", {
      passes: passing.source,
      starts: starting.source,
      on: starting.on,
    });
  },

  examples: {
    pass: [
      {
        name: "one role",
        facets: {
          grants: [
            allow(["pass-role"], "arn:aws:iam::111122223333:role/training"),
            allow(["deploy"], "arn:*:sagemaker:*"),
          ],
        },
      },
      {
        name: "any role to one service",
        facets: {
          grants: [allow(["pass-role"], "arn:*:iam::*:role/*", true), allow(["deploy"], "arn:*:sagemaker:*")],
        },
      },
      { name: "nothing to pass it to", facets: { grants: [allow(["pass-role"], "arn:*:iam::*:role/*")] } },
    ],
    fail: [
      {
        name: "any role to a notebook",
        facets: {
          grants: [allow(["pass-role"], "arn:*:iam::*:role/*"), allow(["deploy"], "arn:*:sagemaker:*")],
        },
      },
    ],
    notApplicable: [
      {
        name: "an administrator is another check's",
        derived: {
          privilege: { level: "admin" as const, reasons: [{ text: "policy allows it", resourceKey: null }] },
        },
      },
    ],
  },
});
