import type { Random } from "#tests/factories/random.ts";
import type { IamCase, RawPolicy, RawStatement } from "./iam-case.ts";
import { randomConditions, randomContext } from "./random-condition.ts";

const own = "111122223333";
const other = "999988887777";

/** A call to be decided, with patterns that fit it and some that do not. */
type Family = {
  action: string;
  actions: readonly string[];
  resource: string;
  resources: readonly string[];
  /** Whether the resource can have a policy, and whether that policy names resources. */
  policy: "none" | "resource" | "trust";
  /** Keys such a call never carries. */
  untold?: readonly string[];
};

const families: readonly Family[] = [
  {
    action: "s3:GetObject",
    actions: ["s3:GetObject", "s3:Get*", "s3:*", "S3:getobject", "s3:PutObject", "s3:Get?bject"],
    // A bucket tells its tags only where its owner switched that on.
    untold: ["aws:ResourceTag/team"],
    resource: "arn:aws:s3:::corpus/claims/a.txt",
    resources: [
      "arn:aws:s3:::corpus/*",
      "arn:aws:s3:::corpus/claims/*",
      "arn:aws:s3:::*",
      "*",
      "arn:aws:s3:::other/*",
      "arn:aws:s3:::corpus/${aws:PrincipalTag/team}/*",
    ],
    policy: "resource",
  },
  {
    action: "bedrock:InvokeAgent",
    actions: ["bedrock:InvokeAgent", "bedrock:Invoke*", "bedrock:*", "bedrock:InvokeModel"],
    resource: `arn:aws:bedrock:eu-west-1:${own}:agent-alias/A1/B1`,
    resources: [
      `arn:aws:bedrock:*:${own}:agent-alias/A1/*`,
      "arn:aws:bedrock:*",
      "*",
      `arn:aws:bedrock:us-*:${own}:*`,
      `arn:aws:bedrock:eu-west-1:${own}:agent-alias/A?/B1`,
    ],
    policy: "none",
  },
  {
    action: "secretsmanager:GetSecretValue",
    actions: [
      "secretsmanager:GetSecretValue",
      "secretsmanager:*",
      "secretsmanager:Get*",
      "secretsmanager:List*",
    ],
    resource: `arn:aws:secretsmanager:eu-west-1:${own}:secret:openai-a1b2c3`,
    resources: [
      `arn:aws:secretsmanager:*:${own}:secret:openai-??????`,
      `arn:aws:secretsmanager:*:${own}:secret:other*`,
      "*",
    ],
    policy: "resource",
  },
  {
    action: "lambda:InvokeFunction",
    actions: ["lambda:InvokeFunction", "lambda:*", "lambda:Invoke*", "lambda:GetFunction"],
    resource: `arn:aws:lambda:eu-west-1:${own}:function:tool`,
    resources: [
      `arn:aws:lambda:eu-west-1:${own}:function:tool`,
      `arn:aws:lambda:*:*:function:t*`,
      `arn:aws:lambda:*:*:function:other`,
      "*",
    ],
    policy: "resource",
  },
  {
    action: "kms:Decrypt",
    actions: ["kms:Decrypt", "kms:*", "kms:De*", "kms:Encrypt"],
    resource: `arn:aws:kms:eu-west-1:${own}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
    resources: ["*", `arn:aws:kms:*:${own}:key/*`, `arn:aws:kms:*:${own}:alias/*`],
    policy: "resource",
  },
  {
    action: "sts:AssumeRole",
    actions: ["sts:AssumeRole", "sts:*", "sts:Assume*", "sts:TagSession"],
    resource: `arn:aws:iam::${own}:role/target`,
    resources: [
      `arn:aws:iam::${own}:role/target`,
      "arn:aws:iam::*:role/t*",
      "arn:aws:iam::*:role/other",
      "*",
    ],
    policy: "trust",
  },
  {
    action: "iam:PassRole",
    actions: ["iam:PassRole", "iam:*", "iam:Pass*", "iam:GetRole"],
    resource: `arn:aws:iam::${own}:role/training`,
    resources: [
      `arn:aws:iam::${own}:role/training`,
      `arn:aws:iam::${own}:role/*`,
      "*",
      `arn:aws:iam::${own}:user/*`,
    ],
    policy: "none",
  },
];

const callers = [
  `arn:aws:iam::${own}:role/app`,
  `arn:aws:iam::${own}:user/ann`,
  `arn:aws:sts::${own}:assumed-role/app/job`,
  `arn:aws:iam::${other}:role/app`,
  `arn:aws:iam::${other}:user/ann`,
];

/** Of a session that is named itself the two engines differ: see `differences.ts`. */
const namesSession = (principal: string, policy: RawPolicy | undefined): boolean =>
  JSON.stringify(policy ?? []).includes(JSON.stringify(principal));

/** A case of every policy type, weighted so that allowed and denied come about as often. */
export function randomCase(random: Random): IamCase {
  const family = random.pick(families);
  const principal = random.pick(callers);
  const policy = (allows: number, more: Partial<RawStatement> = {}) =>
    randomPolicy(random, family, allows, more);
  const sometimes = <T>(times: number, make: () => T): T | undefined =>
    random.oneIn(times) ? make() : undefined;
  const resourcePolicy =
    family.policy === "trust" || (family.policy === "resource" && !random.oneIn(3))
      ? randomResourcePolicy(random, family, principal)
      : undefined;
  const hasSession = principal.includes("assumed-role");
  const levels = <T>(make: () => T): readonly (readonly T[])[] =>
    Array.from({ length: 1 + random.below(2) }, () => Array.from({ length: 1 + random.below(2) }, make));
  return withoutAbsent({
    principal,
    action: family.action,
    resource: family.resource,
    resourceAccount: own,
    context: {
      ...randomContext(random, family.untold ?? []),
      ...(principal.includes(":user/") ? { "aws:username": ["ann"] } : {}),
    },
    identity: Array.from({ length: 1 + random.below(2) }, () => policy(8)),
    boundary: sometimes(4, () => policy(8)),
    session:
      hasSession && !namesSession(principal, resourcePolicy) ? sometimes(3, () => policy(8)) : undefined,
    serviceControl: sometimes(3, () => levels(() => policy(8))),
    resourceControl: underResourceControl.test(family.action)
      ? sometimes(4, () => levels((): RawPolicy => [resourceControl(random, family)]))
      : undefined,
    resourcePolicy,
    endpoint: sometimes(8, () => policy(6, { Principal: "*" })),
    restrictsPublicPolicy: family.action.startsWith("s3:") ? sometimes(4, () => true) : undefined,
  });
}

const underResourceControl = /^(s3|sts|kms|secretsmanager):/;

/** A resource control policy denies actions by name, to whomever. */
function resourceControl(random: Random, family: Family): RawStatement {
  const { NotAction, Action, ...rest } = randomStatement(random, family, "Deny");
  return { ...rest, Principal: "*", Action: NotAction ? family.action : (Action ?? family.action) };
}

function withoutAbsent(given: { [K in keyof IamCase]: IamCase[K] | undefined }): IamCase {
  // Safe because only keys that may be absent are left out.
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as unknown as IamCase;
}

function randomPolicy(
  random: Random,
  family: Family,
  allows: number,
  more: Partial<RawStatement>,
): RawPolicy {
  return Array.from({ length: 1 + random.below(3) }, () => ({
    ...randomStatement(random, family, random.oneIn(allows) ? "Deny" : "Allow"),
    ...more,
  }));
}

function randomStatement(random: Random, family: Family, effect: RawStatement["Effect"]): RawStatement {
  const some = (values: readonly string[]) => random.shuffled(values).slice(0, 1 + random.below(2));
  return {
    Effect: effect,
    ...(random.oneIn(12)
      ? { NotAction: some([...family.actions, "ec2:*"]) }
      : { Action: some(family.actions) }),
    ...(random.oneIn(12) ? { NotResource: some(family.resources) } : { Resource: some(family.resources) }),
    ...(random.oneIn(effect === "Deny" ? 2 : 4) ? { Condition: randomConditions(random) } : {}),
  };
}

function randomResourcePolicy(random: Random, family: Family, principal: string): RawPolicy {
  return Array.from({ length: 1 + random.below(3) }, () => {
    const { Resource, NotResource, ...rest } = randomStatement(
      random,
      family,
      random.oneIn(5) ? "Deny" : "Allow",
    );
    const resource = NotResource ? { NotResource } : { Resource: Resource ?? "*" };
    return {
      ...rest,
      ...(family.policy === "trust" ? {} : resource),
      ...randomPrincipal(random, principal, rest.Effect),
    };
  });
}

function randomPrincipal(random: Random, principal: string, effect: RawStatement["Effect"]) {
  const account = principal.split(":")[4] ?? own;
  const role = principal.replace(/^arn:aws:sts::(\d+):assumed-role\/([^/]+)\/.*$/, "arn:aws:iam::$1:role/$2");
  if (effect === "Deny" && random.oneIn(4))
    // A session is kept out of it by its role, its account and itself.
    return {
      NotPrincipal: {
        AWS: random.oneIn(3)
          ? [`arn:aws:iam::${other}:user/bob`]
          : [principal, role, `arn:aws:iam::${account}:root`],
      },
    };
  return {
    Principal: random.pick([
      "*",
      { AWS: "*" },
      { AWS: principal },
      { AWS: role },
      { AWS: account },
      { AWS: [`arn:aws:iam::${account}:root`, `arn:aws:iam::${other}:user/bob`] },
      { AWS: `arn:aws:iam::${account}:role/another` },
      { Service: "lambda.amazonaws.com" },
    ]),
  };
}
