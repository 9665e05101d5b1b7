import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";

export default defineClassCheck({
  id: "knowledge-base/source-writers",
  title: "Only named identities can write what grounds a knowledge base",
  severity: "critical",
  layer: "data",
  function: "protect",
  appliesToClass: "knowledge-base",
  follows: ["ingests", "can-write"],
  followDepth: 2,
  risk: "Whoever takes over one broadly entitled identity rewrites the truth of the assistant, and every user is told it.",
  remediation: {
    summary: "Take the wildcard write away from broad roles and allow it to the ingestion role alone.",
    cli: "aws iam put-role-policy --role-name <role> --policy-name read-only --policy-document file://read-only.json",
    terraform: "Replace s3:* on * by s3:GetObject on the buckets the role works with",
    console: [
      "IAM › Roles › open the role › Permissions",
      "Edit the policy: name the buckets and leave out writes",
    ],
  },
  references: [
    "https://genai.owasp.org/llmrisk/llm042025-data-and-model-poisoning/",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
  ],

  evaluate: ({ key }, graph) => {
    const sources = graph.follow(key, "ingests").filter((source) => isOfClass(source, "data-store"));
    if (sources.length === 0) return notApplicable;
    const writers = sources.flatMap((source) => [
      ...(source.facets.publicWrite ? ["anybody"] : []),
      ...source.facets.externalPrincipals,
      ...graph
        .followBack(source.key, "can-write")
        .filter((writer) => writer.derived?.privilege?.level === "broad")
        .map((writer) => writer.name),
    ]);
    if (writers.length === 0) return pass;
    return fail(`What it ingests can be written by ${[...new Set(writers)].join(", ")}`, {
      writers: [...new Set(writers)],
    });
  },

  examples: {
    pass: [
      {
        name: "a role for just this bucket",
        neighbours: {
          resources: [
            {
              key: "corpus",
              type: "aws.s3.bucket",
              name: "corpus",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: { kmsKey: null, logBucket: null, refusesPlainHttp: true },
              facets: {
                publicRead: false,
                publicWrite: false,
                blocksPublicAccess: true,
                publicNetwork: false,
                keyAuthentication: false,
                encryption: "customer-key",
                versioning: true,
                accessLogging: true,
                externalPrincipals: [],
              },
            },
            {
              key: "ingest",
              type: "aws.iam.role",
              name: "ingest",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: {
                path: "/",
                attachedPolicies: [],
                permissionsBoundary: null,
                serviceLinked: false,
              },
              facets: { kind: "role", grants: [], trusts: [], longLivedKeyCount: 0, lastUsedAt: null },
              derived: { privilege: { level: "scoped", reasons: [] } },
            },
          ],
          relationships: [
            { from: "example", kind: "ingests", to: "corpus" },
            { from: "ingest", kind: "can-write", to: "corpus" },
          ],
        },
      },
      {
        name: "administrators do not count: they are judged where they are",
        neighbours: {
          resources: [
            {
              key: "corpus",
              type: "aws.s3.bucket",
              name: "corpus",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: { kmsKey: null, logBucket: null, refusesPlainHttp: true },
              facets: {
                publicRead: false,
                publicWrite: false,
                blocksPublicAccess: true,
                publicNetwork: false,
                keyAuthentication: false,
                encryption: "customer-key",
                versioning: true,
                accessLogging: true,
                externalPrincipals: [],
              },
            },
            {
              key: "admin",
              type: "aws.iam.role",
              name: "admin",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: {
                path: "/",
                attachedPolicies: [],
                permissionsBoundary: null,
                serviceLinked: false,
              },
              facets: { kind: "role", grants: [], trusts: [], longLivedKeyCount: 0, lastUsedAt: null },
              derived: { privilege: { level: "admin", reasons: [] } },
            },
          ],
          relationships: [
            { from: "example", kind: "ingests", to: "corpus" },
            { from: "admin", kind: "can-write", to: "corpus" },
          ],
        },
      },
    ],
    fail: [
      {
        name: "a role for every bucket",
        neighbours: {
          resources: [
            {
              key: "corpus",
              type: "aws.s3.bucket",
              name: "corpus",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: { kmsKey: null, logBucket: null, refusesPlainHttp: true },
              facets: {
                publicRead: false,
                publicWrite: false,
                blocksPublicAccess: true,
                publicNetwork: false,
                keyAuthentication: false,
                encryption: "customer-key",
                versioning: true,
                accessLogging: true,
                externalPrincipals: [],
              },
            },
            {
              key: "analyst",
              type: "aws.iam.role",
              name: "analyst",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: {
                path: "/",
                attachedPolicies: [],
                permissionsBoundary: null,
                serviceLinked: false,
              },
              facets: { kind: "role", grants: [], trusts: [], longLivedKeyCount: 0, lastUsedAt: null },
              derived: { privilege: { level: "broad", reasons: [] } },
            },
          ],
          relationships: [
            { from: "example", kind: "ingests", to: "corpus" },
            { from: "analyst", kind: "can-write", to: "corpus" },
          ],
        },
      },
      {
        name: "another account",
        neighbours: {
          resources: [
            {
              key: "corpus",
              type: "aws.s3.bucket",
              name: "corpus",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: { kmsKey: null, logBucket: null, refusesPlainHttp: true },
              facets: {
                publicRead: false,
                publicWrite: false,
                blocksPublicAccess: true,
                publicNetwork: false,
                keyAuthentication: false,
                encryption: "customer-key",
                versioning: true,
                accessLogging: true,
                externalPrincipals: ["arn:aws:iam::444455556666:root"],
              },
            },
          ],
          relationships: [{ from: "example", kind: "ingests", to: "corpus" }],
        },
      },
    ],
    notApplicable: [{ name: "ingests no store", properties: {} }],
  },
});
