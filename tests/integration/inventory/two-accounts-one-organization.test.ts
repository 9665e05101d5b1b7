import { expect, test } from "vitest";

import aws from "#lib/connectors/aws/connector.ts";
import { organizations } from "#lib/connectors/aws/organizations.ts";
import type { Connector } from "#lib/domain/connector.ts";
import { ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import { syncConnection } from "#lib/inventory/sync-connection.ts";
import { systemDb } from "#lib/platform/db.ts";
import { createFakeConnection, queueSync } from "#tests/factories/connection.ts";
import { createOrganization } from "#tests/factories/organization.ts";

const governing = "210987654321";
const delegate = "111122223333";
const { signal } = new AbortController();
const key = `arn:aws:organizations::${governing}:organization/o-1`;
const policy = {
  PolicySummary: {
    Id: "p-1",
    Arn: `arn:aws:organizations::${governing}:policy/o-1/service_control_policy/p-1`,
    Name: "europe",
    Type: "SERVICE_CONTROL_POLICY",
  },
  Content: JSON.stringify({ Statement: { Effect: "Deny", Action: "bedrock:*", Resource: "*" } }),
};

/** Both accounts may look at the organization, but what the delegate is told of its policies may be less. */
const answers: Record<string, unknown> = {
  "sts:GetCallerIdentity": { Account: governing, Arn: `arn:aws:iam::${governing}:user/nacre` },
  "ec2:DescribeRegions": { Regions: [{ RegionName: "eu-west-1" }] },
  "organizations:ListAccounts": {
    Accounts: [governing, delegate].map((Id) => ({ Id, Status: "ACTIVE" })),
  },
  "organizations:DescribeOrganization": {
    Organization: { Id: "o-1", Arn: key, MasterAccountId: governing, FeatureSet: "ALL" },
  },
  "organizations:ListRoots": {
    Roots: [{ Id: "r-1", PolicyTypes: [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }] }],
  },
  "organizations:ListAccountsForParent": {
    Accounts: [governing, delegate].map((Id) => ({ Id, Name: Id, State: "ACTIVE" })),
  },
  "organizations:ListPolicies": { Policies: [policy.PolicySummary] },
  "organizations:DescribePolicy": { Policy: policy },
  "organizations:ListTargetsForPolicy": { Targets: [{ TargetId: "r-1", Name: "Root", Type: "ROOT" }] },
};

function answersWhere(delegateMay: "all" | "some" | "nothing") {
  const asked: string[] = [];
  const transport: Transport = async (call) => {
    const { account, service, operation } = call;
    asked.push(`${service} by ${account}`);
    const isRefused =
      account === delegate &&
      (delegateMay === "nothing" || (delegateMay === "some" && operation === "DescribePolicy"));
    if (isRefused) throw new ProviderError("denied", call, "no", `${service}:${operation}`);
    return answers[`${service}:${operation}`] ?? {};
  };
  return { transport, asked };
}

test("an organization that two accounts may look at is told by one, whatever the other sees", async () => {
  const ctx = await createOrganization();
  const connection = await createFakeConnection(ctx);
  const asked: string[] = [];
  for (const delegateMay of ["all", "some", "nothing", "all"] as const) {
    const run = answersWhere(delegateMay);
    const connector: Connector = {
      ...aws,
      collectors: [organizations],
      connect: async () => run.transport,
    };
    const { id } = await queueSync(connection);
    await syncConnection(ctx, { connectionId: connection.id }, signal, () => connector);
    const sync = await systemDb().sync.findUniqueOrThrow({ where: { id } });
    expect(sync, delegateMay).toMatchObject({ state: "complete", removedCount: 0, resourceCount: 2 });
    expect(sync.changedCount, delegateMay).toBe(asked.length === 0 ? 2 : 0);
    asked.push(...run.asked);
  }
  expect(asked).not.toContain(`organizations by ${delegate}`);
  const { organizationId } = ctx;
  const stored = await systemDb().resource.findMany({ where: { organizationId }, orderBy: { key: "asc" } });
  expect(stored.map(({ key: at, removedAt }) => [at, removedAt])).toEqual([
    [key, null],
    [policy.PolicySummary.Arn, null],
  ]);
  expect(await systemDb().resourceVersion.count({ where: { organizationId } })).toBe(0);
  expect(await systemDb().relationship.count({ where: { organizationId, validTo: { not: null } } })).toBe(0);
});
