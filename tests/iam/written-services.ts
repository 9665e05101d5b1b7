import {
  allow,
  call,
  deny,
  other,
  own,
  role,
  root,
  session,
  stranger,
  to,
  trust,
  user,
  when,
  type Written,
} from "./written.ts";

const key = `arn:aws:kms:eu-west-1:${own}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const target = `arn:aws:iam::${own}:role/target`;
const github = `arn:aws:iam::${own}:oidc-provider/token.actions.githubusercontent.com`;
const fn = `arn:aws:lambda:eu-west-1:${own}:function:tool`;

const decrypt = { action: "kms:Decrypt", resource: key } as const;
const assume = { action: "sts:AssumeRole", resource: target } as const;
const web = { action: "sts:AssumeRoleWithWebIdentity", resource: target, principal: github } as const;
const invoke = { action: "lambda:InvokeFunction", resource: fn } as const;
const mayAssume = [[allow("sts:AssumeRole", target)]];

const subject = (value: string) => ({
  "token.actions.githubusercontent.com:sub": [value],
  "token.actions.githubusercontent.com:aud": ["sts.amazonaws.com"],
});
const webTrust = (...values: string[]) =>
  trust(
    { Federated: github },
    {
      Condition: {
        StringLike: { "token.actions.githubusercontent.com:sub": values },
        StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
      },
    },
    "sts:AssumeRoleWithWebIdentity",
  );

/** Where a service decides in its own way. */
export const serviceCases: readonly Written[] = [
  [
    "a key that hands over to its account is used by who may",
    call({
      ...decrypt,
      identity: [[allow("kms:Decrypt")]],
      resourcePolicy: [allow("kms:*", "*", to(root(own)))],
    }),
    "allowed",
  ],
  [
    "a key that hands over to its account is closed to who may not",
    call({ ...decrypt, resourcePolicy: [allow("kms:*", "*", to(root(own)))] }),
    "denied",
  ],
  [
    "a key that hands over to nobody is closed to identities",
    call({ ...decrypt, identity: [[allow()]], resourcePolicy: [allow("kms:*", "*", to(user))] }),
    "denied",
  ],
  [
    "a key that names a role is open to it",
    call({ ...decrypt, resourcePolicy: [allow("kms:Decrypt", "*", to(role))] }),
    "allowed",
  ],
  [
    "a key that names a role keeps it within its boundary",
    call({ ...decrypt, boundary: [allow("s3:*")], resourcePolicy: [allow("kms:Decrypt", "*", to(role))] }),
    "denied",
  ],
  [
    "a key that hands over encryption alone is closed to decryption",
    call({ ...decrypt, identity: [[allow()]], resourcePolicy: [allow("kms:Encrypt", "*", to(root(own)))] }),
    "denied",
  ],
  [
    "a key that denies is closed",
    call({
      ...decrypt,
      identity: [[allow()]],
      resourcePolicy: [allow("kms:*", "*", to(root(own))), deny("kms:Decrypt", "*", to(role))],
    }),
    "denied",
  ],
  [
    "a key of another account needs both sides",
    call({
      ...decrypt,
      principal: stranger,
      identity: [[allow("kms:*")]],
      resourcePolicy: [allow("kms:Decrypt", "*", to(other))],
    }),
    "allowed",
  ],
  [
    "a key of another account by its policy alone is closed",
    call({ ...decrypt, principal: stranger, resourcePolicy: [allow("kms:Decrypt", "*", to(stranger))] }),
    "denied",
  ],
  [
    "a key that is used through a service says through which",
    call({
      ...decrypt,
      identity: [
        [allow("kms:Decrypt", "*", when("StringEquals", "kms:ViaService", "s3.eu-west-1.amazonaws.com"))],
      ],
      resourcePolicy: [allow("kms:*", "*", to(root(own)))],
      context: { "kms:ViaService": ["secretsmanager.eu-west-1.amazonaws.com"] },
    }),
    "denied",
  ],

  [
    "a role that trusts its account is assumed by who may",
    call({ ...assume, identity: mayAssume, resourcePolicy: trust(root(own)) }),
    "allowed",
  ],
  [
    "a role that trusts its account is closed to who may not",
    call({ ...assume, resourcePolicy: trust(own) }),
    "denied",
  ],
  [
    "a role that trusts another by name is open to it",
    call({ ...assume, resourcePolicy: trust(role) }),
    "allowed",
  ],
  [
    "a role that trusts another by name is open to its sessions",
    call({ ...assume, principal: session, resourcePolicy: trust(role) }),
    "allowed",
  ],
  [
    "a role that trusts somebody else is closed to who may",
    call({ ...assume, identity: mayAssume, resourcePolicy: trust(user) }),
    "denied",
  ],
  [
    "a role that trusts everybody is open in its account",
    call({ ...assume, resourcePolicy: trust("*") }),
    "allowed",
  ],
  [
    "a role that trusts another account needs permission there",
    call({ ...assume, principal: stranger, resourcePolicy: trust(other) }),
    "denied",
  ],
  [
    "a role that trusts another account with permission there is open",
    call({ ...assume, principal: stranger, identity: mayAssume, resourcePolicy: trust(other) }),
    "allowed",
  ],
  [
    "an external id that fits opens",
    call({
      ...assume,
      principal: stranger,
      identity: mayAssume,
      resourcePolicy: trust(other, when("StringEquals", "sts:ExternalId", "s3cret")),
      context: { "sts:ExternalId": ["s3cret"] },
    }),
    "allowed",
  ],
  [
    "an external id that is not given keeps out",
    call({
      ...assume,
      principal: stranger,
      identity: mayAssume,
      resourcePolicy: trust(other, when("StringEquals", "sts:ExternalId", "s3cret")),
    }),
    "denied",
  ],
  [
    "an organization that fits opens",
    call({
      ...assume,
      principal: stranger,
      identity: mayAssume,
      resourcePolicy: trust("*", when("StringEquals", "aws:PrincipalOrgID", "o-abc")),
      context: { "aws:PrincipalOrgID": ["o-abc"] },
    }),
    "allowed",
  ],
  [
    "an organization that does not fit keeps out",
    call({
      ...assume,
      principal: stranger,
      identity: mayAssume,
      resourcePolicy: trust("*", when("StringEquals", "aws:PrincipalOrgID", "o-abc")),
      context: { "aws:PrincipalOrgID": ["o-xyz"] },
    }),
    "denied",
  ],
  [
    "a second factor that is asked for and not given keeps out",
    call({
      ...assume,
      principal: user,
      identity: mayAssume,
      resourcePolicy: trust(root(own), when("Bool", "aws:MultiFactorAuthPresent", "true")),
      context: { "aws:MultiFactorAuthPresent": ["false"] },
    }),
    "denied",
  ],
  [
    "a trust that denies keeps out",
    call({
      ...assume,
      identity: mayAssume,
      resourcePolicy: [
        ...trust(root(own)),
        { Effect: "Deny", Action: "sts:AssumeRole", Principal: { AWS: role } },
      ],
    }),
    "denied",
  ],

  [
    "a workflow's token whose subject does not fit keeps out",
    call({
      ...web,
      resourcePolicy: webTrust("repo:acme/claims:*"),
      context: subject("repo:evil/claims:ref:refs/heads/main"),
    }),
    "denied",
  ],
  [
    "a workflow's token for another audience keeps out",
    call({
      ...web,
      resourcePolicy: webTrust("repo:acme/*"),
      context: {
        ...subject("repo:acme/claims:x"),
        "token.actions.githubusercontent.com:aud": ["https://other"],
      },
    }),
    "denied",
  ],
  [
    "a workflow's token is no password for another provider's role",
    call({
      ...web,
      resourcePolicy: trust(
        { Federated: `arn:aws:iam::${own}:oidc-provider/gitlab.com` },
        {},
        "sts:AssumeRoleWithWebIdentity",
      ),
    }),
    "denied",
  ],

  [
    "a service assumes a role that trusts it",
    call({
      ...assume,
      principal: "lambda.amazonaws.com",
      resourcePolicy: trust({ Service: "lambda.amazonaws.com" }),
    }),
    "allowed",
  ],
  [
    "a service is kept out of a role that trusts another",
    call({
      ...assume,
      principal: "lambda.amazonaws.com",
      resourcePolicy: trust({ Service: "bedrock.amazonaws.com" }),
    }),
    "denied",
  ],
  [
    "a service that acts for another account is kept out by the source",
    call({
      ...assume,
      principal: "bedrock.amazonaws.com",
      resourcePolicy: trust(
        { Service: "bedrock.amazonaws.com" },
        when("StringEquals", "aws:SourceAccount", own),
      ),
      context: { "aws:SourceAccount": [other] },
    }),
    "denied",
  ],
  [
    "a service that acts for the own account is let in by the source",
    call({
      ...assume,
      principal: "bedrock.amazonaws.com",
      resourcePolicy: trust(
        { Service: "bedrock.amazonaws.com" },
        when("ArnLike", "aws:SourceArn", `arn:aws:bedrock:*:${own}:agent/*`),
      ),
      context: { "aws:SourceArn": [`arn:aws:bedrock:eu-west-1:${own}:agent/A1`] },
    }),
    "allowed",
  ],

  [
    "a function's policy lets an agent's service invoke it",
    call({
      ...invoke,
      principal: "bedrock.amazonaws.com",
      resourcePolicy: [
        allow("lambda:InvokeFunction", fn, {
          ...to({ Service: "bedrock.amazonaws.com" }),
          ...when("ArnLike", "aws:SourceArn", `arn:aws:bedrock:eu-west-1:${own}:agent/*`),
        }),
      ],
      context: { "aws:SourceArn": [`arn:aws:bedrock:eu-west-1:${own}:agent/A1`] },
    }),
    "allowed",
  ],
  [
    "a function's policy lets another account invoke it, which may",
    call({
      ...invoke,
      principal: stranger,
      identity: [[allow("lambda:*")]],
      resourcePolicy: [allow("lambda:InvokeFunction", fn, to(other))],
    }),
    "allowed",
  ],
  [
    "a function's policy lets the role in by name",
    call({ ...invoke, resourcePolicy: [allow("lambda:InvokeFunction", fn, to(role))] }),
    "allowed",
  ],
  [
    "a function's policy for another function says nothing",
    call({ ...invoke, resourcePolicy: [allow("lambda:InvokeFunction", `${fn}2`, to(role))] }),
    "denied",
  ],

  [
    "a role may be passed by its name",
    call({ action: "iam:PassRole", resource: target, identity: [[allow("iam:PassRole", target)]] }),
    "allowed",
  ],
  [
    "a role may be passed to the service that is named",
    call({
      action: "iam:PassRole",
      resource: target,
      identity: [
        [allow("iam:PassRole", "*", when("StringEquals", "iam:PassedToService", "sagemaker.amazonaws.com"))],
      ],
      context: { "iam:PassedToService": ["sagemaker.amazonaws.com"] },
    }),
    "allowed",
  ],
  [
    "a role may not be passed to another service",
    call({
      action: "iam:PassRole",
      resource: target,
      identity: [
        [allow("iam:PassRole", "*", when("StringEquals", "iam:PassedToService", "sagemaker.amazonaws.com"))],
      ],
      context: { "iam:PassedToService": ["ec2.amazonaws.com"] },
    }),
    "denied",
  ],
];
