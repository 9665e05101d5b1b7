import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { mayInvokeModels } from "#lib/domain/ai-use.ts";

const invoke = {
  effect: "allow" as const,
  abilities: ["invoke-model" as const],
  on: "*",
  conditional: false,
  source: "policy",
};

export default defineClassCheck({
  id: "identity/no-long-lived-keys",
  title: "Identity that may invoke models has no long-lived keys",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesToClass: "identity",
  risk: "A key that never expires is what model hijackers look for in code, images and logs.",
  remediation: {
    summary: "Give people single sign-on and applications a role; then deactivate and delete the keys.",
    cli: "aws iam update-access-key --user-name <user> --access-key-id <id> --status Inactive",
    terraform: "Remove the aws_iam_access_key resource and let the workload assume an aws_iam_role",
    console: [
      "IAM › Users › open the user › Security credentials",
      "Deactivate the key, watch for a week, then delete it",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    "https://atlas.mitre.org/techniques/AML.T0012",
  ],

  evaluate: (identity) => {
    if (!mayInvokeModels(identity)) return notApplicable;
    const { longLivedKeyCount } = identity.facets;
    if (longLivedKeyCount === 0) return pass;
    return fail(`It has ${longLivedKeyCount} that never expire`, { longLivedKeyCount });
  },

  examples: {
    pass: [{ name: "no keys", facets: { longLivedKeyCount: 0, grants: [invoke] } }],
    fail: [{ name: "one key", facets: { longLivedKeyCount: 1, grants: [invoke] } }],
    notApplicable: [{ name: "may not invoke models", facets: { longLivedKeyCount: 1, grants: [] } }],
  },
});
