import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const runsAs = [{ from: "example", kind: "runs-as" as const, to: "role" }];
const grant = {
  effect: "allow" as const,
  abilities: ["read-data" as const],
  on: "arn:aws:s3:::*",
  conditional: false,
  source: "policy",
};
const shownMax = 5;
const shown = (names: readonly string[]): string => {
  const distinct = [...new Set(names)];
  const rest = distinct.length - shownMax;
  return distinct.slice(0, shownMax).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
};

export default defineClassCheck({
  id: "knowledge-base/reads-own-sources",
  title: "Knowledge base's identity reads only its own sources",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesToClass: "knowledge-base",
  follows: ["runs-as", "can-read", "ingests", "indexes-into", "stores-artifacts-in"],
  followDepth: 2,
  risk: "A changed source setting indexes, and then tells users, whatever else the identity can read.",
  remediation: {
    summary: "Name only the buckets of its sources in the policy of its role.",
    cli: "aws iam put-role-policy --role-name <role> --policy-name sources --policy-document file://only-its-sources.json",
    terraform: 'resources = [aws_s3_bucket.corpus.arn, "${aws_s3_bucket.corpus.arn}/*"]',
    console: ["IAM › Roles › open the role › Permissions", "Name the source buckets in place of wildcards"],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock/latest/userguide/kb-permissions.html",
    "https://genai.owasp.org/llmrisk/llm062025-excessive-agency/",
  ],

  evaluate: ({ key }, graph) => {
    const identities = graph.follow(key, "runs-as").filter((one) => isOfClass(one, "identity"));
    if (identities.length === 0) return notApplicable;
    // Without its grants nothing was derived, and reading them says why.
    if (identities.every(({ facets }) => facets.grants.length === 0)) return pass;
    const own = new Set(
      (["ingests", "indexes-into", "stores-artifacts-in"] as const).flatMap((kind) =>
        graph.follow(key, kind).map((store) => store.key),
      ),
    );
    const others = identities
      .flatMap((identity) => graph.follow(identity.key, "can-read"))
      .filter(
        (store) => (isOfClass(store, "data-store") || isOfClass(store, "dataset")) && !own.has(store.key),
      )
      .map(({ name }) => name);
    if (others.length === 0) return pass;
    return fail(`It may also read ${shown(others)}`, { others: [...new Set(others)] });
  },

  examples: {
    pass: [
      {
        name: "its own bucket",
        neighbours: {
          resources: [
            sampleResource("identity", "role", { grants: [grant] }),
            sampleResource("data-store", "corpus"),
          ],
          relationships: [
            ...runsAs,
            { from: "role", kind: "can-read", to: "corpus" },
            { from: "example", kind: "ingests", to: "corpus" },
          ],
        },
      },
      {
        name: "an identity that may do nothing",
        neighbours: {
          resources: [sampleResource("identity", "role", { grants: [] })],
          relationships: runsAs,
        },
      },
    ],
    fail: [
      {
        name: "another bucket beside its own",
        neighbours: {
          resources: [
            sampleResource("identity", "role", { grants: [grant] }),
            sampleResource("data-store", "corpus"),
            sampleResource("data-store", "payroll"),
          ],
          relationships: [
            ...runsAs,
            { from: "example", kind: "ingests", to: "corpus" },
            { from: "role", kind: "can-read", to: "corpus" },
            { from: "role", kind: "can-read", to: "payroll" },
          ],
        },
      },
    ],
    notApplicable: [{ name: "acts as nobody", properties: {} }],
    unknown: [
      {
        name: "the identity's grants could not be read",
        neighbours: {
          resources: [
            sampleResource(
              "identity",
              "role",
              {},
              {
                unknown: {
                  "facets.grants": {
                    reason: "denied",
                    call: "iam:GetPolicy",
                    permission: "iam:GetPolicy",
                    message: "No",
                  },
                },
              },
            ),
          ],
          relationships: runsAs,
        },
      },
    ],
  },
});
