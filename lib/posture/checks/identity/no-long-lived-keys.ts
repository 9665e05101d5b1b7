import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { aiActorKinds, aiActorsOf, mayInvokeModels } from "#lib/domain/ai-use.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const invoke = {
  effect: "allow" as const,
  abilities: ["invoke-model" as const],
  on: "*",
  conditional: false,
  source: "policy",
};

export default defineClassCheck({
  id: "identity/no-long-lived-keys",
  title: "Identity that works with models has no long-lived keys",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesToClass: "identity",
  follows: [...aiActorKinds],
  followDepth: 2,
  risk: "A key that never expires is what model hijackers look for in code, images and logs.",
  remediation: {
    summary: "Give people single sign-on and applications a role; then deactivate and delete the keys.",
    cli: "aws iam update-access-key --user-name <user> --access-key-id <id> --status Inactive\ngcloud iam service-accounts keys delete <key-id> --iam-account <email>",
    terraform: "Remove the aws_iam_access_key resource and let the workload assume an aws_iam_role",
    console: [
      "IAM › Users › open the user › Security credentials",
      "Deactivate the key, watch for a week, then delete it",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    "https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys",
    "https://atlas.mitre.org/techniques/AML.T0012",
  ],

  evaluate: (identity, graph) => {
    if (!mayInvokeModels(identity) && aiActorsOf(graph, identity.key).length === 0) return notApplicable;
    const { longLivedKeyCount } = identity.facets;
    if (longLivedKeyCount === 0) return pass;
    return fail(`It has ${longLivedKeyCount} that never expire`, { longLivedKeyCount });
  },

  examples: {
    pass: [{ name: "no keys", facets: { longLivedKeyCount: 0, grants: [invoke] } }],
    fail: [
      { name: "one key", facets: { longLivedKeyCount: 1, grants: [invoke] } },
      {
        name: "a notebook runs as it, and a file with its key may do the same",
        facets: { longLivedKeyCount: 1, grants: [] },
        neighbours: {
          resources: [sampleResource("notebook", "notebook")],
          relationships: [{ from: "notebook", kind: "runs-as", to: "example" }],
        },
      },
    ],
    notApplicable: [{ name: "has nothing to do with models", facets: { longLivedKeyCount: 1, grants: [] } }],
  },
});
