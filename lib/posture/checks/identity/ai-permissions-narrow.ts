import { aiActorKinds, aiActorsOf } from "#lib/domain/ai-use.ts";
import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

/** A pattern that names no account, subscription or project beneath the service covers all of it. */
const coversWholeService = (on: string): boolean => on === "*" || /^arn:[^:]+:[a-z-]+:\*(:\*)*$/.test(on);

export default defineClassCheck({
  id: "identity/ai-permissions-narrow",
  title: "Identity does not both use and change every AI resource",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesToClass: "identity",
  follows: [...aiActorKinds],
  followDepth: 2,
  risk: "One identity can invoke any model, rewrite any agent and switch off any guardrail.",
  remediation: {
    summary:
      "Replace the full-access policy by one for use and one for administration, each on named resources.",
    cli: "aws iam detach-role-policy --role-name <role> --policy-arn arn:aws:iam::aws:policy/AmazonBedrockFullAccess",
    terraform:
      'actions = ["bedrock:InvokeModel"] resources = [data.aws_bedrock_foundation_model.chosen.model_arn]',
    console: [
      "IAM › open the identity › Permissions",
      "Replace the FullAccess policy by statements on named models",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock/latest/userguide/security_iam_id-based-policy-examples.html",
  ],

  evaluate: ({ key, facets, derived }, graph) => {
    const level = derived?.privilege?.level;
    if (level === "admin") return notApplicable;
    // As the identity of a workload it is reported for all that it may do, models among it.
    if (level === "broad" && aiActorsOf(graph, key).length > 0) return notApplicable;
    const wide = facets.grants.filter(
      ({ effect, abilities, on, conditional }) =>
        effect === "allow" &&
        !conditional &&
        abilities.includes("invoke-model") &&
        (abilities.includes("manage") || abilities.includes("deploy")) &&
        coversWholeService(on),
    );
    if (wide.length === 0) return pass;
    return fail("It may invoke and change every AI resource", {
      grantedBy: wide.map(({ source, on }) => `${source} on ${on}`),
    });
  },

  examples: {
    pass: [
      {
        name: "may only invoke",
        facets: {
          grants: [
            {
              effect: "allow",
              abilities: ["invoke-model"],
              on: "arn:*:bedrock:*",
              conditional: false,
              source: "policy",
            },
          ],
        },
      },
      {
        name: "full access to one agent",
        facets: {
          grants: [
            {
              effect: "allow",
              abilities: ["invoke-model", "manage"],
              on: "arn:aws:bedrock:eu-west-1:111122223333:agent/A1",
              conditional: false,
              source: "policy",
            },
          ],
        },
      },
      {
        name: "full access under a condition",
        facets: {
          grants: [
            {
              effect: "allow",
              abilities: ["invoke-model", "manage"],
              on: "arn:*:bedrock:*",
              conditional: true,
              source: "policy",
            },
          ],
        },
      },
      {
        name: "denied",
        facets: {
          grants: [
            {
              effect: "deny",
              abilities: ["invoke-model", "manage"],
              on: "*",
              conditional: false,
              source: "policy",
            },
          ],
        },
      },
    ],
    fail: [
      {
        name: "bedrock:*",
        facets: {
          grants: [
            {
              effect: "allow",
              abilities: ["invoke-model", "manage", "deploy"],
              on: "arn:*:bedrock:*",
              conditional: false,
              source: "policy",
            },
          ],
        },
      },
      {
        name: "sagemaker:* on every ARN",
        facets: {
          grants: [
            {
              effect: "allow",
              abilities: ["invoke-model", "deploy"],
              on: "arn:aws:sagemaker:*:*:*",
              conditional: false,
              source: "policy",
            },
          ],
        },
      },
    ],
    notApplicable: [
      {
        name: "of an agent, which is reported as the agent's power",
        facets: { grants: [] },
        derived: { privilege: { level: "broad", reasons: [] } },
        neighbours: {
          resources: [sampleResource("agent", "agent")],
          relationships: [{ from: "agent", kind: "runs-as", to: "example" }],
        },
      },
      {
        name: "an administrator is another check's",
        derived: {
          privilege: { level: "admin" as const, reasons: [{ text: "policy allows it", resourceKey: null }] },
        },
      },
    ],
  },
});
