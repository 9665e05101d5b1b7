import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
} from "#tests/support/recorded-aws.ts";
import { organizations } from "./organizations.ts";
import { allowsEveryModel, limitsModels, speaksOfAi } from "./organizations-policy.ts";

const key = "arn:aws:organizations::210987654321:organization/o-1";
const policyKey = "arn:aws:organizations::210987654321:policy/o-1/service_control_policy/p-1";
const root = (id: string) => `arn:aws:iam::${id}:root`;
const scp = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const onlyEurope = {
  Effect: "Deny",
  NotAction: ["iam:*", "organizations:*"],
  Resource: "*",
  Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1"] } },
};
const member = (Id: string) => ({ Id, Name: `account ${Id}`, State: "ACTIVE" });

const answers: Answers = {
  "organizations:DescribeOrganization": {
    Organization: { Id: "o-1", Arn: key, MasterAccountId: "210987654321", FeatureSet: "ALL" },
  },
  "organizations:ListRoots": {
    Roots: [
      {
        Id: "r-1",
        PolicyTypes: [
          { Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" },
          { Type: "BEDROCK_POLICY", Status: "PENDING_ENABLE" },
        ],
      },
    ],
  },
  "organizations:ListOrganizationalUnitsForParent": ({ ParentId }) => ({
    OrganizationalUnits: ParentId === "r-1" ? [{ Id: "ou-1", Name: "Workloads" }] : [],
  }),
  "organizations:ListAccountsForParent": ({ ParentId }) => ({
    Accounts: ParentId === "r-1" ? [member("210987654321")] : [member("111122223333")],
  }),
  "organizations:ListPolicies": {
    Policies: [{ Id: "p-1", Arn: policyKey, Name: "europe", Type: "SERVICE_CONTROL_POLICY" }],
  },
  "organizations:DescribePolicy": {
    Policy: {
      PolicySummary: { Id: "p-1", Arn: policyKey, Name: "europe", Type: "SERVICE_CONTROL_POLICY" },
      Content: scp(onlyEurope),
    },
  },
  "organizations:ListTargetsForPolicy": {
    Targets: [{ TargetId: "r-1", Name: "Root", Type: "ROOT" }],
  },
};
const seen = (more: Answers = {}) => collectRecorded(organizations, { ...answers, ...more });

describe("an organization", () => {
  test("is told with its units, its accounts and the whole text of each policy", async () => {
    const recorded = await seen();
    expect(recorded.get(key)?.properties).toMatchObject({
      policyTypes: ["SERVICE_CONTROL_POLICY"],
      policies: [policyKey],
      units: [{ id: "ou-1", parent: "r-1" }],
      accounts: [
        { id: "210987654321", parent: "r-1" },
        { id: "111122223333", parent: "ou-1", status: "ACTIVE" },
      ],
    });
    expect(recorded.get(policyKey)).toMatchObject({
      properties: { document: scp(onlyEurope), limitsModels: true, allowsEveryModel: false },
      facets: { enforced: true, coversAi: true },
    });
    expect(undeclared(organizations, recorded)).toEqual([]);
  });

  test("a policy at the root governs every account but the one in charge", async () => {
    const recorded = await seen();
    expect(edgesOf(recorded, root("111122223333"))).toEqual([`governed-by ${policyKey}`]);
    expect(edgesOf(recorded, root("210987654321"))).toEqual([]);
  });

  test("an ordinary member sees nothing of it, and that is no gap", async () => {
    const recorded = await seen({ "organizations:ListRoots": "denied" });
    expect(recorded.outcome.state).toBe("complete");
    expect(recorded.resources).toEqual([]);
  });

  test("the account in charge that may not look has a gap", async () => {
    const recorded = await collectRecorded(
      organizations,
      { ...answers, "organizations:ListRoots": "denied" },
      { account: "210987654321", region: null },
    );
    expect(recorded.outcome).toMatchObject({
      state: "denied",
      unknown: { permission: "organizations:ListRoots" },
    });
  });

  test("policies that may not be read are unknown, and the accounts are told all the same", async () => {
    const recorded = await seen({ "organizations:ListPolicies": "denied" });
    expect(unknownsOf(recorded, key)).toEqual({ "properties.policies": "denied" });
    expect(recorded.get(key)?.properties).toMatchObject({ units: [{ id: "ou-1" }] });
  });
});

const deny = (more: object) => scp({ Effect: "Deny", Action: "bedrock:*", Resource: "*", ...more });

describe("a service control policy", () => {
  test.each<[string, string, boolean]>([
    ["regions, by what is exempt", scp(onlyEurope), true],
    ["Bedrock as a whole", deny({}), true],
    [
      "all models but some",
      deny({ Resource: undefined, NotResource: ["arn:aws:bedrock:*::foundation-model/a*"] }),
      true,
    ],
    ["one model", deny({ Resource: "arn:aws:bedrock:*::foundation-model/b*" }), true],
    [
      "all callers but one role",
      deny({ Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/ml" } } }),
      true,
    ],
    [
      "the root user alone",
      deny({ Action: "*", Condition: { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } } }),
      false,
    ],
    ["calls without MFA", deny({ Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } }), false],
    ["one bucket", deny({ Action: "*", Resource: "arn:aws:s3:::audit/*" }), false],
    ["writing agents alone", deny({ Action: "bedrock:UpdateAgent" }), false],
    ["nothing: it allows", scp({ Effect: "Allow", Action: "*", Resource: "*" }), false],
  ])("that denies %s limits models: %s", (_, content, expected) => {
    expect(limitsModels(content)).toBe(expected);
  });

  test.each<[string, object, boolean]>([
    ["everything", { Action: "*", Resource: "*" }, true],
    ["everything, left unsaid on what", { Action: ["*"] }, true],
    ["a list without Bedrock", { Action: ["ec2:*", "s3:*"], Resource: "*" }, false],
    ["some models", { Action: "bedrock:*", Resource: "arn:aws:bedrock:*::foundation-model/a*" }, false],
    [
      "everything in one region",
      { Action: "*", Resource: "*", Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } },
      false,
    ],
  ])("that allows %s allows every model: %s", (_, more, expected) => {
    expect(allowsEveryModel(scp({ Effect: "Allow", ...more }))).toBe(expected);
  });

  test("speaks of AI where it names its services, and opt-outs always do", () => {
    expect(speaksOfAi("RESOURCE_CONTROL_POLICY", deny({ Action: "sagemaker:InvokeEndpoint" }))).toBe(true);
    expect(speaksOfAi("SERVICE_CONTROL_POLICY", deny({ Action: "ec2:*" }))).toBe(false);
    expect(speaksOfAi("AISERVICES_OPT_OUT_POLICY", "{}")).toBe(true);
  });
});
