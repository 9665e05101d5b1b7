import { expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { awsAccount, awsResource, awsRole, awsUser, boundedBy, inline } from "#tests/factories/aws-estate.ts";
import { accessLimits } from "../../access.ts";
import { awsAccess } from "../access.ts";
import { passings } from "./techniques.ts";

const allow = (Action: string | string[], Resource: string | string[] = "*", more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const me = (...statements: object[]) => awsUser("me", { policies: [inline("own", ...statements)] });
const powerful = (service: string): Resource => {
  const role = awsRole("powerful");
  const trusts = [{ kind: "service", principal: service, conditional: false }];
  // Safe because the facets of a role are given whole but for whom it trusts.
  return { ...role, facets: { ...role.facets, trusts } } as Resource;
};
const pass = (more: object = {}) => allow("iam:PassRole", powerful("").key, more);
const told = (resources: readonly Resource[], edges: readonly Relationship[] = []) =>
  awsAccess(new ResourceGraph(resources, edges), accessLimits)
    .relationships.filter(({ kind }) => kind === "can-escalate-to")
    .map(({ from, to, reason }) => `${from.split("/").at(-1)} to ${to.split("/").at(-1)}: ${reason}`);
const host = (type: "aws.lambda.function" | "aws.bedrock.agent", key: string) => awsResource(type, { key });
const runsAs = (from: Resource): Relationship => ({ from: from.key, kind: "runs-as", to: powerful("").key });

test.each(passings)(
  "passing a role: $id takes every one of its permissions",
  ({ told: how, service, steps }) => {
    const role = powerful(service);
    const actions = steps.map(({ action }) => action);
    const [edge = "", ...more] = told([me(pass(), allow(actions)), role]);
    expect(more).toEqual([]);
    for (const part of [`me to powerful: ${how}`, "iam:PassRole", ...actions]) expect(edge).toContain(part);
    for (const missing of actions)
      expect(told([me(pass(), allow(actions.filter((action) => action !== missing))), role])).toEqual([]);
    expect(told([me(allow(actions)), role])).toEqual([]);
  },
);

test("a role that does not trust the service is not taken on by it, and one passed to another neither", () => {
  const train = allow("sagemaker:CreateTrainingJob");
  expect(told([me(pass(), train), powerful("lambda.amazonaws.com")])).toEqual([]);
  const only = (service: string) => ({ Condition: { StringEquals: { "iam:PassedToService": service } } });
  const role = powerful("sagemaker.amazonaws.com");
  expect(told([me(pass(only("lambda.amazonaws.com")), train), role])).toEqual([]);
  expect(told([me(pass(only("sagemaker.amazonaws.com")), train), role])).toEqual([
    "me to powerful: starts a training job as it: iam:PassRole (inline policy own, statement 1), sagemaker:CreateTrainingJob (inline policy own, statement 2)",
  ]);
});

test("a boundary that leaves a permission out closes the way", () => {
  const policies = [
    inline("own", pass(), allow("sagemaker:CreateTrainingJob")),
    boundedBy("limit", allow("iam:PassRole")),
  ];
  expect(told([awsUser("me", { policies }), powerful("sagemaker.amazonaws.com")])).toEqual([]);
});

test("a condition that nobody told makes it a maybe that names the key", () => {
  const office = { Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } };
  const [edge] = told([
    me(pass(), allow("sagemaker:CreateTrainingJob", "*", office)),
    powerful("sagemaker.amazonaws.com"),
  ]);
  expect(edge).toContain("under a condition on aws:sourceip");
});

test("whoever replaces a function's code has the function's role, and the tool of an agent is named", () => {
  const code = host("aws.lambda.function", `arn:aws:lambda:eu-west-1:${awsAccount}:function:refund`);
  const tool = awsResource("aws.bedrock.action-group", {
    key: `arn:aws:bedrock:eu-west-1:${awsAccount}:agent/A/action-group/refunds`,
    name: "refunds",
  });
  const edges: Relationship[] = [runsAs(code), { from: tool.key, kind: "invokes", to: code.key }];
  const update = me(allow("lambda:UpdateFunctionCode", code.key));
  expect(told([update, code, tool, powerful("")], edges)).toEqual([
    "me to powerful: replaces the code of refund, which runs as it and is a tool behind refunds: lambda:UpdateFunctionCode (inline policy own, statement 1)",
  ]);
  expect(told([me(allow("lambda:DeleteFunction", code.key)), code, tool, powerful("")], edges)).toEqual([]);
});

test("an agent is hijacked by giving it another tool, which takes preparing it as well", () => {
  const agent = host("aws.bedrock.agent", `arn:aws:bedrock:eu-west-1:${awsAccount}:agent/A`);
  const ways = (...actions: string[]) => told([me(allow(actions)), agent, powerful("")], [runsAs(agent)]);
  expect(ways("bedrock:UpdateAgentActionGroup")).toEqual([]);
  expect(ways("bedrock:UpdateAgentActionGroup", "bedrock:PrepareAgent")).toHaveLength(1);
});

test.each([
  ["iam:UpdateAssumeRolePolicy", awsRole("other"), "lets itself be trusted by it"],
  ["iam:CreateAccessKey", awsUser("other"), "makes a key of it"],
  ["iam:UpdateLoginProfile", awsUser("other"), "sets a password of it"],
])("%s is a way to the identity it changes", (action, other, how) => {
  expect(told([me(allow(action, other.key)), other])).toEqual([
    `me to other: ${how}: ${action} (inline policy own, statement 1)`,
  ]);
});

test.each(["iam:PutUserPolicy", "iam:AttachUserPolicy"])(
  "%s on oneself leads to what an administrator of the account has",
  (action) => {
    const admin = awsRole("admin", { policies: [inline("all", allow("*"))] });
    const bounded = awsRole("bounded", {
      policies: [inline("all", allow("*")), boundedBy("b", allow("s3:*"))],
    });
    const edges = told([me(allow(action, `arn:aws:iam::${awsAccount}:user/me`)), admin, bounded]);
    expect(edges.filter((edge) => edge.startsWith("me "))).toEqual([
      `me to admin: gives itself any policy: ${action} (inline policy own, statement 1)`,
    ]);
    const elsewhere = told([me(allow(action, `arn:aws:iam::${awsAccount}:user/other`)), admin]);
    expect(elsewhere.filter((edge) => edge.startsWith("me "))).toEqual([]);
  },
);

test("a new version of a policy one holds leads there as well", () => {
  const admin = awsRole("admin", { policies: [inline("all", allow("*"))] });
  const id = `arn:aws:iam::${awsAccount}:policy/team`;
  const team = { ...inline("team", allow("iam:CreatePolicyVersion", id)), kind: "managed" as const, id };
  const edges = told([awsUser("me", { policies: [team] }), admin]);
  expect(edges.filter((edge) => edge.startsWith("me "))).toEqual([
    "me to admin: rewrites its own policy team: iam:CreatePolicyVersion (team, statement 1)",
  ]);
});
