import type { Trust } from "#lib/domain/ability.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass, type Resource } from "#lib/domain/resource.ts";
import { privileged, related, sampleResource } from "#lib/domain/sample-resource.ts";
import { known } from "#lib/domain/unknown.ts";

type Enforced = {
  guardrail: string;
  by: "account" | "organization";
  wholeInput: boolean;
  exceptModels: string[];
};
const enforced = (more: Partial<Enforced> = {}): Enforced => ({
  guardrail: "g",
  by: "account",
  wholeInput: true,
  exceptModels: [],
  ...more,
});
const trusted = (principal: string): Trust => ({ kind: "service", principal, conditional: true });
const caller = (
  key: string,
  unguardedCalls: string[],
  more: object = {},
  trusts = [trusted("lambda.amazonaws.com")],
): Resource => ({
  ...sampleResource("identity", key, { trusts }, { type: "aws.iam.role", ...more }),
  properties: {
    path: "/",
    attachedPolicies: [],
    permissionsBoundary: null,
    serviceLinked: false,
    unguardedCalls,
  },
});
const calledBy = (...callers: Resource[]) => ({
  resources: callers,
  relationships: callers.flatMap(({ key }) => related(`${key} can-invoke example`)),
});

const statementsOf = ({ type, properties }: Resource): readonly string[] => {
  if (type !== "aws.iam.role" && type !== "aws.iam.user") return [];
  const { unguardedCalls } = properties as Resource<"aws.iam.role">["properties"];
  return unguardedCalls ?? [];
};

/**
 * Administrators are judged where they are, and could take the condition away. Bedrock itself calls with the guardrail
 * of the agent or flow that it runs.
 */
const isAsked = (one: Resource): boolean =>
  one.type.startsWith("aws.iam.") && one.derived?.privilege?.level !== "admin" && !isBedrocksOwn(one);

function isBedrocksOwn(one: Resource): boolean {
  if (!isOfClass(one, "identity")) return false;
  const { trusts } = one.facets;
  return (
    trusts.length > 0 &&
    trusts.every(({ kind, principal }) => kind === "service" && principal === "bedrock.amazonaws.com")
  );
}

export default defineCheck({
  id: "aws/bedrock-guardrail-condition",
  title: "Who may invoke Bedrock models may do so only with a guardrail",
  severity: "medium",
  layer: "identity",
  function: "protect",
  evidenceFor: "application-safety",
  appliesTo: "aws.bedrock.service",
  follows: ["can-invoke"],
  followDepth: 1,
  risk: "A caller that leaves the guardrail out of its request, by mistake or in the hands of a thief, meets none.",
  remediation: {
    summary:
      "Add a condition on bedrock:GuardrailIdentifier to the statements, or enforce a guardrail for the whole account.",
    cli: "aws iam put-role-policy --role-name <role> --policy-name invoke --policy-document file://with-guardrail-condition.json",
    terraform:
      'condition { test = "StringEquals" variable = "bedrock:GuardrailIdentifier" values = ["${aws_bedrock_guardrail.main.guardrail_arn}:1"] }',
    console: [
      "IAM › open the identity › Permissions › Edit the statement",
      "Add request condition › bedrock:GuardrailIdentifier › StringEquals › the guardrail's ARN",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-permissions-id.html",
    "https://genai.owasp.org/llmrisk/llm01-prompt-injection/",
  ],

  evaluate: ({ key, properties: { enforcedGuardrails } }, graph) => {
    const callers = graph.followBack(key, "can-invoke").filter(isAsked);
    if (callers.length === 0) return notApplicable;
    if (enforcedGuardrails.some(({ wholeInput, exceptModels }) => wholeInput && exceptModels.length === 0))
      return pass;
    const open = callers.filter((one) => (known(() => statementsOf(one)) ?? []).length > 0);
    if (open.length > 0)
      return fail(`${open.map(({ name }) => name).join(", ")} may leave the guardrail out`, {
        identities: open.map(({ name }) => name),
        statements: open.flatMap((one) => statementsOf(one).map((source) => `${one.name}: ${source}`)),
      });
    // Of whom it could not be read, this says why.
    return callers.every((one) => statementsOf(one).length === 0) ? pass : notApplicable;
  },

  examples: {
    pass: [
      {
        name: "every statement asks for one",
        properties: { enforcedGuardrails: [] },
        neighbours: calledBy(caller("app", [])),
      },
      {
        name: "the account puts one on every call",
        properties: { enforcedGuardrails: [enforced()] },
        neighbours: calledBy(caller("app", ["inline policy invoke, use"])),
      },
    ],
    fail: [
      {
        name: "one of two may leave it out",
        properties: { enforcedGuardrails: [] },
        neighbours: calledBy(caller("app", []), caller("lab", ["inline policy lab, statement 1"])),
      },
      {
        name: "what the account enforces leaves models out",
        properties: { enforcedGuardrails: [enforced({ exceptModels: ["amazon.nova-pro-v1:0"] })] },
        neighbours: calledBy(caller("lab", ["inline policy lab, statement 1"])),
      },
      {
        name: "what the account enforces judges what callers mark",
        properties: { enforcedGuardrails: [enforced({ wholeInput: false })] },
        neighbours: calledBy(caller("lab", ["inline policy lab, statement 1"])),
      },
    ],
    notApplicable: [
      { name: "nobody may invoke", properties: { enforcedGuardrails: [] } },
      {
        name: "an administrator alone",
        properties: { enforcedGuardrails: [] },
        neighbours: calledBy(caller("admin", ["AdministratorAccess"], privileged("admin"))),
      },
      {
        name: "a role that Bedrock alone takes on",
        properties: { enforcedGuardrails: [] },
        neighbours: calledBy(caller("agent", ["invoke"], {}, [trusted("bedrock.amazonaws.com")])),
      },
    ],
  },
});
