import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { isOfType, type Resource } from "#lib/domain/resource.ts";

type Organization = Resource<"aws.organizations.organization">;
type Policy = Resource<"aws.organizations.policy">;

/** From the account up to the root: at each level something must allow a call, and nothing may deny it. */
function levelsOf(account: string, { properties: { accounts, units } }: Organization): string[] {
  const parentOf = new Map([...accounts, ...units].map(({ id, parent }) => [id, parent]));
  const levels: string[] = [];
  for (let at: string | undefined = account; at !== undefined && !levels.includes(at); at = parentOf.get(at))
    levels.push(at);
  return levels;
}

function isLimited(account: string, organization: Organization, policies: readonly Policy[]): boolean {
  const attached = (level: string) =>
    policies.filter(({ properties }) => properties.targets.some(({ id }) => id === level));
  return levelsOf(account, organization).some((level) => {
    const here = attached(level);
    return (
      here.some(({ properties }) => properties.limitsModels) ||
      (here.length > 0 && !here.some(({ properties }) => properties.allowsEveryModel))
    );
  });
}

const controlsOf = (key: string, graph: ResourceGraph): Policy[] =>
  graph
    .follow(key, "governed-by")
    .filter((resource) => isOfType(resource, "aws.organizations.policy"))
    .filter(({ properties }) => properties.policyType === "SERVICE_CONTROL_POLICY");

const organization = (policyTypes: string[], policies: string[]): Resource => ({
  key: "o-1",
  type: "aws.organizations.organization",
  name: "o-1",
  account: "210987654321",
  region: null,
  tags: {},
  properties: {
    featureSet: "ALL",
    policyTypes,
    policies,
    units: [{ id: "ou-1", name: "Workloads", parent: "r-1" }],
    accounts: [{ id: "111122223333", name: "claims", status: "ACTIVE", parent: "ou-1" }],
  },
  facets: {},
});
const policy = (
  key: string,
  target: string,
  says: { limitsModels: boolean; allowsEveryModel: boolean },
): Resource => ({
  key,
  type: "aws.organizations.policy",
  name: key,
  account: "210987654321",
  region: null,
  tags: {},
  properties: {
    policyId: key,
    policyType: "SERVICE_CONTROL_POLICY",
    awsManaged: false,
    document: "{}",
    targets: [{ id: target, kind: "ORGANIZATIONAL_UNIT", name: target }],
    accounts: ["111122223333"],
    ...says,
  },
  facets: { enforced: true, coversAi: true },
});
const everything = (target: string) =>
  policy(`all-${target}`, target, { limitsModels: false, allowsEveryModel: true });
const estate = (policies: Resource[], types = ["SERVICE_CONTROL_POLICY"]) => ({
  resources: [
    organization(
      types,
      policies.map(({ key }) => key),
    ),
    ...policies,
  ],
  relationships: [
    { from: "example", kind: "member-of", to: "o-1" },
    ...policies.map(({ key }): Relationship => ({ from: "example", kind: "governed-by", to: key })),
  ] satisfies Relationship[],
});
const member = { managementAccount: "210987654321" };
const levels = ["111122223333", "ou-1", "r-1"].map(everything);

export default defineCheck({
  id: "aws/organization-limits-models",
  title: "Organization limits which models an account may call, or where",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "aws.account",
  follows: ["member-of", "governed-by"],
  followDepth: 1,
  risk: "Whoever gets hold of any key of the account can call every model in every region, where nobody looks.",
  remediation: {
    summary:
      "Attach a service control policy that denies bedrock:InvokeModel but for the models you approved.",
    cli: "aws organizations create-policy --type SERVICE_CONTROL_POLICY --name approved-models --description models --content file://approved-models.json",
    terraform:
      'statement { effect = "Deny" actions = ["bedrock:InvokeModel*"] not_resources = [data.aws_bedrock_foundation_model.approved.model_arn] }',
    console: [
      "AWS Organizations › Policies › Service control policies › Create policy",
      "Deny bedrock:InvokeModel* on everything but the approved models, then attach it to the unit",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock/latest/userguide/security_iam_id-based-policy-examples-deny-inference.html",
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html",
  ],

  evaluate: ({ key, account, properties: { managementAccount } }, graph) => {
    // No such policy binds the account that governs the organization.
    if (managementAccount === null || managementAccount === account) return notApplicable;
    const parent = graph
      .follow(key, "member-of")
      .find((resource) => isOfType(resource, "aws.organizations.organization"));
    if (!parent) return notApplicable;
    const { policies: read, policyTypes } = parent.properties;
    const policies = policyTypes.includes("SERVICE_CONTROL_POLICY") ? controlsOf(key, graph) : [];
    return isLimited(account, parent, policies)
      ? pass
      : fail("No service control policy keeps its model calls to some models or regions", {
          policies: policies.map(({ name }) => name),
          read: read.length,
        });
  },

  examples: {
    pass: [
      {
        name: "a unit denies all but some models",
        properties: member,
        neighbours: estate([
          ...levels,
          policy("some", "ou-1", { limitsModels: true, allowsEveryModel: false }),
        ]),
      },
      {
        name: "the account is allowed a list that leaves models out",
        properties: member,
        neighbours: estate([
          ...["ou-1", "r-1"].map(everything),
          policy("list", "111122223333", { limitsModels: false, allowsEveryModel: false }),
        ]),
      },
    ],
    fail: [
      { name: "everything is allowed at every level", properties: member, neighbours: estate(levels) },
      {
        name: "a list beside a policy that allows everything",
        properties: member,
        neighbours: estate([
          ...levels,
          policy("list", "111122223333", { limitsModels: false, allowsEveryModel: false }),
        ]),
      },
      {
        name: "policies that are not switched on",
        properties: member,
        neighbours: estate([policy("some", "ou-1", { limitsModels: true, allowsEveryModel: false })], []),
      },
    ],
    notApplicable: [
      { name: "in no organization", properties: { managementAccount: null } },
      { name: "the account in charge", properties: { managementAccount: "111122223333" } },
    ],
    unknown: [
      {
        name: "its organization cannot be seen from here",
        properties: member,
        neighbours: { relationships: [{ from: "example", kind: "member-of", to: "o-1" }] },
      },
    ],
  },
});
