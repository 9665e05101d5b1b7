import type { Relationship } from "#lib/domain/relationship.ts";
import type { PropertiesOf, Resource, ResourceType } from "#lib/domain/resource.ts";
import type { AwsHeldPolicy } from "#lib/domain/resources/aws-policy.ts";

/** Resources of an AWS account with the policies that decide, and of other facts what is dull. */
export type AwsResource<T extends ResourceType> = {
  key: string;
  name?: string;
  account?: string;
  region?: string | null;
  tags?: Record<string, string>;
  properties?: Partial<PropertiesOf<T>>;
};

export const awsAccount = "111122223333";

export function awsResource<T extends ResourceType>(
  type: T,
  given: AwsResource<T>,
  facets: object = {},
): Resource {
  // Safe because permissions are read from properties, and a test states those it needs.
  return {
    key: given.key,
    type,
    name: given.name ?? given.key.split(/[/:]/).at(-1) ?? given.key,
    account: given.account ?? awsAccount,
    region: given.region ?? null,
    tags: given.tags ?? {},
    properties: given.properties ?? {},
    facets,
  } as unknown as Resource;
}

export const policyText = (...Statement: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement });

export const inline = (name: string, ...statements: readonly object[]): AwsHeldPolicy => ({
  kind: "inline",
  id: name,
  name,
  document: policyText(...statements),
});

export const boundedBy = (name: string, ...statements: readonly object[]): AwsHeldPolicy => ({
  ...inline(name, ...statements),
  kind: "boundary",
});

type Held = {
  account?: string;
  tags?: Record<string, string>;
  policies?: readonly AwsHeldPolicy[];
  trust?: string;
};
const identityFacets = (kind: string) => ({
  kind,
  grants: [],
  trusts: [],
  longLivedKeyCount: 0,
  lastUsedAt: null,
});

export const trusting = (principal: unknown, more: object = {}): string =>
  policyText({ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", ...more });

export function awsRole(
  name: string,
  { account = awsAccount, tags, policies = [], trust }: Held = {},
): Resource {
  return awsResource(
    "aws.iam.role",
    {
      key: `arn:aws:iam::${account}:role/${name}`,
      name,
      account,
      ...(tags ? { tags } : {}),
      properties: {
        policies: [...policies],
        trustPolicy: trust ?? trusting({ Service: "lambda.amazonaws.com" }),
        serviceLinked: false,
      },
    },
    identityFacets("role"),
  );
}

export function awsUser(name: string, { account = awsAccount, tags, policies = [] }: Held = {}): Resource {
  return awsResource(
    "aws.iam.user",
    {
      key: `arn:aws:iam::${account}:user/${name}`,
      name,
      account,
      ...(tags ? { tags } : {}),
      properties: { policies: [...policies] },
    },
    identityFacets("user"),
  );
}

export function awsGroup(name: string, { account = awsAccount, policies = [] }: Held = {}): Resource {
  return awsResource(
    "aws.iam.group",
    { key: `arn:aws:iam::${account}:group/${name}`, name, account, properties: { policies: [...policies] } },
    identityFacets("group"),
  );
}

export const memberOf = (user: Resource, group: Resource): Relationship => ({
  from: user.key,
  kind: "member-of",
  to: group.key,
});

type Levelled = { type: string; targets: readonly string[]; statements: readonly object[] };

/** An organization of one root, one unit in it, and accounts in that; the first account governs the others. */
export function awsOrganization(
  [management = "", ...accounts]: readonly string[],
  policies: readonly Levelled[],
): Resource[] {
  const organization = awsResource("aws.organizations.organization", {
    key: `arn:aws:organizations::${management}:organization/o-abc`,
    name: "o-abc",
    account: management,
    properties: {
      units: [{ id: "ou-1", name: "unit", parent: "r-1" }],
      accounts: [
        { id: management, name: "management", status: "ACTIVE", parent: "r-1" },
        ...accounts.map((id) => ({ id, name: id, status: "ACTIVE", parent: "ou-1" })),
      ],
    },
  });
  return [
    organization,
    ...policies.map(({ type, targets, statements }, index) =>
      awsResource(
        "aws.organizations.policy",
        {
          key: `arn:aws:organizations::${management}:policy/o-abc/p-${index}`,
          name: `p-${index}`,
          account: management,
          properties: {
            policyType: type,
            document: policyText(...statements),
            targets: targets.map((id) => ({ id, kind: "ORGANIZATIONAL_UNIT", name: id })),
          },
        },
        { enforced: true, coversAi: false },
      ),
    ),
  ];
}
