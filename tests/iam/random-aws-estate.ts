import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import {
  awsGroup,
  awsOrganization,
  awsResource,
  awsRole,
  awsUser,
  boundedBy,
  inline,
  memberOf,
  policyText,
} from "#tests/factories/aws-estate.ts";
import type { Random } from "#tests/factories/random.ts";

const accounts = ["111122223333", "444455556666", "777788889999"] as const;
const names = ["a", "b", "c"];

const actions = [
  "s3:GetObject",
  "s3:PutObject",
  "s3:*",
  "s3:PutBucketPolicy",
  "secretsmanager:*",
  "kms:Decrypt",
  "kms:*",
  "bedrock:Invoke*",
  "bedrock:InvokeAgent",
  "sts:AssumeRole",
  "iam:PassRole",
  "iam:*",
  "logs:Get*",
  "aoss:*",
  "*",
  "*:Get*",
];

const resourcesIn = (account: string, random: Random): string[] => [
  "*",
  "arn:aws:s3:::*",
  "arn:aws:s3:::a-*/*",
  `arn:aws:s3:::${random.pick(names)}-${account}/*`,
  `arn:aws:s3:::${random.pick(names)}-${account}`,
  `arn:aws:s3:::${random.pick(names)}-${account}/claims/*`,
  `arn:aws:s3:::${random.pick(names)}-${account}/claims/deep/*`,
  `arn:aws:s3:::${random.pick(names)}-${account}/\${aws:PrincipalTag/team}/*`,
  `arn:aws:secretsmanager:eu-west-1:${account}:secret:*`,
  `arn:aws:kms:*:${account}:key/${random.pick(names)}`,
  `arn:aws:bedrock:*:${account}:agent-alias/${random.pick(names)}/*`,
  `arn:aws:bedrock:*:${account}:agent-alias/${random.pick(names)}/prod`,
  `arn:aws:iam::${account}:role/${random.pick(names)}`,
  `arn:aws:iam::*:role/\${aws:PrincipalTag/team}`,
  "arn:aws:iam::*:role/*",
  `arn:aws:logs:*:${account}:log-group:${random.pick(names)}:*`,
];

const conditions = [
  { StringEquals: { "aws:PrincipalTag/team": "claims" } },
  { StringNotEquals: { "aws:PrincipalTag/team": ["claims", "ops"] } },
  { StringEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } },
  { StringEquals: { "aws:ResourceTag/team": "claims" } },
  { StringNotEqualsIfExists: { "aws:ResourceTag/team": "claims" } },
  { StringEquals: { "aws:PrincipalOrgID": "o-abc" } },
  { StringNotEquals: { "aws:PrincipalOrgID": "o-abc" } },
  { StringEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } },
  { StringEquals: { "aws:PrincipalAccount": accounts[0] } },
  { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/a" } },
  { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/a" } },
  { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } },
  { Bool: { "aws:SecureTransport": "false" } },
  { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
  { StringLike: { "aws:RequestedRegion": "eu-*" } },
  { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-abc/r-1/*" } },
];

function statement(random: Random, account: string, deny: number): Record<string, unknown> {
  const some = (values: readonly string[], most: number) =>
    random.shuffled(values).slice(0, 1 + random.below(most));
  const isDeny = random.oneIn(deny);
  return {
    Effect: isDeny ? "Deny" : "Allow",
    ...(random.oneIn(9) ? { NotAction: some(actions.slice(0, 12), 3) } : { Action: some(actions, 3) }),
    ...(random.oneIn(9)
      ? { NotResource: some(resourcesIn(account, random).slice(1), 2) }
      : { Resource: some(resourcesIn(random.oneIn(4) ? random.pick(accounts) : account, random), 2) }),
    ...(random.oneIn(3) ? { Condition: random.pick(conditions) } : {}),
  };
}

const statements = (random: Random, account: string, deny = 5) =>
  Array.from({ length: 1 + random.below(3) }, () => statement(random, account, deny));

function principalIn(random: Random, account: string): Record<string, unknown> {
  const whose = random.oneIn(3) ? random.pick(accounts) : account;
  const role = `arn:aws:iam::${whose}:role/${random.pick(names)}`;
  return random.pick([
    { Principal: "*" },
    { Principal: { AWS: whose } },
    { Principal: { AWS: `arn:aws:iam::${whose}:root` } },
    { Principal: { AWS: role } },
    { Principal: { AWS: [role, `arn:aws:iam::${whose}:user/a`] } },
    { Principal: { AWS: `arn:aws:sts::${whose}:assumed-role/a/nightly` } },
    { Principal: { Service: "lambda.amazonaws.com" } },
    { NotPrincipal: { AWS: [role, `arn:aws:iam::${whose}:root`] }, Effect: "Deny" },
  ]);
}

const resourcePolicy = (random: Random, account: string) =>
  policyText(...statements(random, account, 4).map((one) => ({ ...one, ...principalIn(random, account) })));

function trustPolicy(random: Random, account: string): string {
  return policyText(
    ...statements(random, account, 6).map(({ Effect, Condition }) => ({
      Effect,
      Action: random.pick(["sts:AssumeRole", "sts:*"]),
      ...(Condition ? { Condition } : {}),
      ...principalIn(random, account),
    })),
  );
}

function account(random: Random, id: string): { resources: Resource[]; relationships: Relationship[] } {
  const tags = () => (random.oneIn(2) ? { team: random.pick(["claims", "ops"]) } : {});
  const policies = () => [
    ...Array.from({ length: 1 + random.below(2) }, (_, index) =>
      inline(`p${index}`, ...statements(random, id)),
    ),
    ...(random.oneIn(4) ? [boundedBy("limit", ...statements(random, id, 8))] : []),
  ];
  const roles = names.map((name) =>
    awsRole(name, { account: id, tags: tags(), policies: policies(), trust: trustPolicy(random, id) }),
  );
  const user = awsUser("a", { account: id, tags: tags(), policies: policies() });
  const group = awsGroup("g", { account: id, policies: [inline("p", ...statements(random, id))] });
  const named = names.flatMap((name): Resource[] => [
    awsResource(
      "aws.s3.bucket",
      {
        key: `arn:aws:s3:::${name}-${id}`,
        account: id,
        region: "eu-west-1",
        tags: tags(),
        properties: {
          resourcePolicy: random.oneIn(3) ? null : resourcePolicy(random, id),
          restrictsPublicPolicy: random.oneIn(3),
          aclGrants: [],
        },
      },
      { publicRead: random.oneIn(3), publicWrite: random.oneIn(3) },
    ),
    awsResource("aws.kms.key", {
      key: `arn:aws:kms:eu-west-1:${id}:key/${name}`,
      account: id,
      region: "eu-west-1",
      tags: tags(),
      ...(random.oneIn(6)
        ? {}
        : {
            properties: {
              resourcePolicy: random.oneIn(2)
                ? policyText({
                    Effect: "Allow",
                    Action: "kms:*",
                    Resource: "*",
                    Principal: { AWS: `arn:aws:iam::${id}:root` },
                  })
                : resourcePolicy(random, id),
            },
          }),
    }),
    awsResource("aws.bedrock.agent", {
      key: `arn:aws:bedrock:eu-west-1:${id}:agent/${name}`,
      account: id,
      region: "eu-west-1",
      tags: tags(),
    }),
    awsResource("aws.logs.log-group", {
      key: `arn:aws:logs:eu-west-1:${id}:log-group:${name}`,
      account: id,
      region: "eu-west-1",
    }),
  ]);
  const secret = awsResource("aws.secretsmanager.secret", {
    key: `arn:aws:secretsmanager:eu-west-1:${id}:secret:a-123456`,
    account: id,
    region: "eu-west-1",
    tags: tags(),
    properties: { resourcePolicy: random.oneIn(2) ? null : resourcePolicy(random, id) },
  });
  return { resources: [...roles, user, group, ...named, secret], relationships: [memberOf(user, group)] };
}

/** Three accounts, two of them in an organization that may limit them. */
export function randomAwsEstate(random: Random): ResourceGraph {
  const made = accounts.map((id) => account(random, id));
  const everything = { Effect: "Allow", Action: "*", Resource: "*" };
  const control = (type: string, target: string, deny: boolean) => ({
    type,
    targets: [target],
    statements: [
      ...(deny ? [] : [everything]),
      ...(random.oneIn(2)
        ? [{ ...statement(random, accounts[1], 1), ...(deny ? { Principal: "*" } : {}) }]
        : []),
    ],
  });
  const organization = random.oneIn(3)
    ? []
    : awsOrganization(
        ["123123123123", accounts[0], accounts[1]],
        [
          control("SERVICE_CONTROL_POLICY", "r-1", false),
          control("SERVICE_CONTROL_POLICY", "ou-1", false),
          control("SERVICE_CONTROL_POLICY", accounts[0], false),
          control("RESOURCE_CONTROL_POLICY", "ou-1", true),
        ],
      );
  return new ResourceGraph(
    [...made.flatMap(({ resources }) => resources), ...organization],
    made.flatMap(({ relationships }) => relationships),
  );
}
