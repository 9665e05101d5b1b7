import { allow, call, deny, own, user, when, type Written } from "./written.ts";
import type { RawStatement } from "./iam-case.ts";

const agent = {
  action: "bedrock:InvokeAgent",
  resource: `arn:aws:bedrock:eu-west-1:${own}:agent-alias/A1/B1`,
} as const;

/** One identity policy of one statement. */
const one = (statement: RawStatement, more: Parameters<typeof call>[0] = {}) =>
  call({ identity: [[statement]], ...more });

const action = (Action: string | string[], expected: "allowed" | "denied"): Written => [
  `the action s3:GetObject as ${String(Action)}`,
  one(allow(Action)),
  expected,
];
const resource = (Resource: string, expected: "allowed" | "denied"): Written => [
  `an object as ${Resource}`,
  one(allow("s3:GetObject", Resource)),
  expected,
];
const alias = (Resource: string, expected: "allowed" | "denied"): Written => [
  `an agent's alias as ${Resource}`,
  one(allow("bedrock:InvokeAgent", Resource), agent),
  expected,
];
const tag = "aws:PrincipalTag/team";
/** An allow under a condition on the caller's tag, which has this value or is not there. */
const tagged = (
  operator: string,
  wanted: string[],
  found: string[] | null,
  expected: "allowed" | "denied",
): Written => [
  `${operator} ${wanted.join(" or ")} of ${found?.join(" and ") ?? "nothing"}`,
  one(allow("*", "*", when(operator, tag, ...wanted)), { context: found ? { [tag]: found } : {} }),
  expected,
];
const test = (
  operator: string,
  key: string,
  wanted: string[],
  found: string[] | null,
  expected: "allowed" | "denied",
): Written => [
  `${operator} ${key} ${wanted.join(" or ")} of ${found?.join(" and ") ?? "nothing"}`,
  one(allow("*", "*", when(operator, key, ...wanted)), { context: found ? { [key]: found } : {} }),
  expected,
];
const keys = "aws:TagKeys";

/** What one statement speaks of. */
export const statementCases: readonly Written[] = [
  action("s3:GetObject", "allowed"),
  action("S3:GETOBJECT", "allowed"),
  action("s3:Get*", "allowed"),
  action("s3:*Object", "allowed"),
  action("s3:Get?bject", "allowed"),
  action("s3:?etObject", "allowed"),
  action("*", "allowed"),
  action(["ec2:*", "s3:*"], "allowed"),
  action("s3:GetObjectVersion", "denied"),
  action("s3:Get", "denied"),
  action("s3:Put*", "denied"),
  ["all actions but another", one({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }), "allowed"],
  [
    "all actions but this",
    one({ Effect: "Allow", NotAction: ["iam:*", "s3:Get*"], Resource: "*" }),
    "denied",
  ],
  [
    "a denial of all actions but this",
    call({ identity: [[allow(), { Effect: "Deny", NotAction: "s3:*", Resource: "*" }]] }),
    "allowed",
  ],
  [
    "a denial of all actions but another",
    call({ identity: [[allow(), { Effect: "Deny", NotAction: "iam:*", Resource: "*" }]] }),
    "denied",
  ],

  resource("*", "allowed"),
  resource("arn:aws:s3:::corpus/claims/a.txt", "allowed"),
  resource("arn:aws:s3:::corpus/*", "allowed"),
  resource("arn:aws:s3:::corpus/claims/?.txt", "allowed"),
  resource("arn:aws:s3:::*/claims/*", "allowed"),
  resource("arn:aws:s3:::c*", "allowed"),
  resource("arn:*:s3:::corpus/*", "allowed"),
  resource("arn:aws:s3:*:*:corpus/*", "allowed"),
  resource("arn:aws:s3:::corpus", "denied"),
  resource("arn:aws:s3:::Corpus/*", "denied"),
  resource("arn:aws:s3:::corpus/claims", "denied"),
  resource("arn:aws-cn:s3:::corpus/*", "denied"),
  [
    "every object but another",
    one({ Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::other/*" }),
    "allowed",
  ],
  [
    "every object but these",
    one({ Effect: "Allow", Action: "s3:*", NotResource: ["arn:aws:s3:::x", "arn:aws:s3:::corpus/*"] }),
    "denied",
  ],
  [
    "a denial of every object but these",
    call({ identity: [[allow(), { Effect: "Deny", Action: "s3:*", NotResource: "arn:aws:s3:::corpus/*" }]] }),
    "allowed",
  ],
  [
    "a denial of every object but others",
    call({ identity: [[allow(), { Effect: "Deny", Action: "s3:*", NotResource: "arn:aws:s3:::other/*" }]] }),
    "denied",
  ],

  alias("arn:aws:bedrock:*", "allowed"),
  alias("arn:aws:bedrock:eu-west-1:*:agent-alias/*", "allowed"),
  alias(`arn:aws:bedrock:*:${own}:agent-alias/A?/B1`, "allowed"),
  alias(`arn:aws:bedrock:eu-*-1:${own}:*`, "allowed"),
  alias("arn:aws:bedrock:*:agent-alias/A1/B1", "denied"),
  alias(`arn:aws:bedrock:us-*:${own}:agent-alias/*`, "denied"),
  alias(`arn:aws:bedrock:*:${own}:agent/*`, "denied"),

  [
    "a variable stands for the caller's name",
    one(allow("s3:GetObject", "arn:aws:s3:::corpus/${aws:username}/*"), {
      principal: user,
      resource: "arn:aws:s3:::corpus/ann/a",
      context: { "aws:username": ["ann"] },
    }),
    "allowed",
  ],
  [
    "a variable does not stand for another's name",
    one(allow("s3:GetObject", "arn:aws:s3:::corpus/${aws:username}/*"), {
      principal: user,
      resource: "arn:aws:s3:::corpus/bob/a",
      context: { "aws:username": ["ann"] },
    }),
    "denied",
  ],
  [
    "a variable without a value fits nothing",
    one(allow("s3:GetObject", `arn:aws:s3:::corpus/\${${tag}}/*`), { resource: "arn:aws:s3:::corpus//a" }),
    "denied",
  ],
  [
    "a variable without a value has its default",
    one(allow("s3:GetObject", `arn:aws:s3:::corpus/\${${tag}, 'all'}/*`), {
      resource: "arn:aws:s3:::corpus/all/a",
    }),
    "allowed",
  ],
  [
    "a variable's name is read in any case",
    one(allow("s3:GetObject", "arn:aws:s3:::corpus/${AWS:UserName}/*"), {
      principal: user,
      resource: "arn:aws:s3:::corpus/ann/a",
      context: { "aws:username": ["ann"] },
    }),
    "allowed",
  ],
  [
    "a star in a variable's value is no wildcard",
    one(allow("s3:GetObject", `arn:aws:s3:::corpus/\${${tag}}/*`), {
      resource: "arn:aws:s3:::corpus/abc/a",
      context: { [tag]: ["a*"] },
    }),
    "denied",
  ],
  [
    "a variable in a condition stands for the value",
    one(allow("*", "*", when("StringEquals", tag, "${aws:username}")), {
      principal: user,
      context: { [tag]: ["ann"], "aws:username": ["ann"] },
    }),
    "allowed",
  ],

  tagged("StringEquals", ["claims"], ["claims"], "allowed"),
  tagged("StringEquals", ["ops", "claims"], ["claims"], "allowed"),
  tagged("StringEquals", ["Claims"], ["claims"], "denied"),
  tagged("StringEquals", ["cl*"], ["claims"], "denied"),
  tagged("StringEquals", ["claims"], null, "denied"),
  tagged("StringNotEquals", ["claims"], ["claims"], "denied"),
  tagged("StringNotEquals", ["claims", "ops"], ["sales"], "allowed"),
  tagged("StringNotEquals", ["claims"], null, "allowed"),
  tagged("StringEqualsIgnoreCase", ["CLAIMS"], ["claims"], "allowed"),
  tagged("StringNotEqualsIgnoreCase", ["CLAIMS"], ["claims"], "denied"),
  tagged("StringLike", ["cl*"], ["claims"], "allowed"),
  tagged("StringLike", ["cl?ims"], ["claims"], "allowed"),
  tagged("StringLike", ["CL*"], ["claims"], "denied"),
  tagged("StringLike", ["*"], null, "denied"),
  tagged("StringNotLike", ["cl*"], ["claims"], "denied"),
  tagged("StringNotLike", ["cl*"], null, "allowed"),
  tagged("StringEqualsIfExists", ["claims"], null, "allowed"),
  tagged("StringEqualsIfExists", ["claims"], ["ops"], "denied"),
  tagged("StringLikeIfExists", ["cl*"], null, "allowed"),
  tagged("Null", ["true"], null, "allowed"),
  tagged("Null", ["true"], ["claims"], "denied"),
  tagged("Null", ["false"], ["claims"], "allowed"),
  tagged("Null", ["false"], null, "denied"),
  [
    "the key of a condition is read in any case",
    one(allow("*", "*", when("StringEquals", "AWS:principaltag/TEAM", "claims")), {
      context: { [tag]: ["claims"] },
    }),
    "allowed",
  ],
  [
    "two keys of one operator must both hold",
    one(
      allow("*", "*", { Condition: { StringEquals: { [tag]: "claims", "aws:PrincipalOrgID": "o-abc" } } }),
      { context: { [tag]: ["claims"], "aws:PrincipalOrgID": ["o-xyz"] } },
    ),
    "denied",
  ],
  [
    "two operators must both hold",
    one(
      allow("*", "*", {
        Condition: { StringEquals: { [tag]: "claims" }, Bool: { "aws:SecureTransport": "true" } },
      }),
      { context: { [tag]: ["claims"], "aws:SecureTransport": ["true"] } },
    ),
    "allowed",
  ],
  [
    "a denial under a condition that does not hold takes nothing",
    call({
      identity: [[allow(), deny("*", "*", when("Bool", "aws:SecureTransport", "false"))]],
      context: { "aws:SecureTransport": ["true"] },
    }),
    "allowed",
  ],
  [
    "a denial unless something is there holds where it is not",
    call({ identity: [[allow(), deny("*", "*", when("StringNotEquals", "aws:PrincipalOrgID", "o-abc"))]] }),
    "denied",
  ],
  [
    "a denial unless something fits, if it is there, spares whoever lacks it",
    call({
      identity: [[allow(), deny("*", "*", when("BoolIfExists", "aws:MultiFactorAuthPresent", "false"))]],
      context: { "aws:MultiFactorAuthPresent": ["true"] },
    }),
    "allowed",
  ],

  test("ForAnyValue:StringEquals", keys, ["team"], ["team", "cost"], "allowed"),
  test("ForAnyValue:StringEquals", keys, ["team"], ["cost"], "denied"),
  test("ForAnyValue:StringEquals", keys, ["team"], null, "denied"),
  test("ForAllValues:StringEquals", keys, ["team", "cost"], ["team", "cost"], "allowed"),
  test("ForAllValues:StringEquals", keys, ["team"], ["team", "cost"], "denied"),
  test("ForAllValues:StringEquals", keys, ["team"], null, "allowed"),
  test("ForAnyValue:StringNotEquals", keys, ["team"], ["team", "cost"], "allowed"),
  test("ForAnyValue:StringNotEquals", keys, ["team"], ["team"], "denied"),
  test("ForAllValues:StringNotEquals", keys, ["team"], ["cost", "owner"], "allowed"),
  test("ForAllValues:StringNotEquals", keys, ["team"], ["cost", "team"], "denied"),
  test("ForAllValues:StringLike", keys, ["cost*"], ["cost-center", "cost"], "allowed"),
  test(
    "ForAnyValue:StringLike",
    "aws:PrincipalOrgPaths",
    ["o-abc/r-1/ou-1/*"],
    ["o-abc/r-1/ou-1/ou-9/"],
    "allowed",
  ),

  test("Bool", "aws:SecureTransport", ["true"], ["true"], "allowed"),
  test("Bool", "aws:SecureTransport", ["True"], ["true"], "allowed"),
  test("Bool", "aws:SecureTransport", ["true"], ["false"], "denied"),
  test("Bool", "aws:MultiFactorAuthPresent", ["true"], null, "denied"),
  test("BoolIfExists", "aws:MultiFactorAuthPresent", ["true"], null, "allowed"),
  test("NumericEquals", "aws:MultiFactorAuthAge", ["300"], ["300"], "allowed"),
  test("NumericNotEquals", "aws:MultiFactorAuthAge", ["300"], ["300"], "denied"),
  test("NumericLessThan", "aws:MultiFactorAuthAge", ["300"], ["299"], "allowed"),
  test("NumericLessThan", "aws:MultiFactorAuthAge", ["300"], ["300"], "denied"),
  test("NumericLessThanEquals", "aws:MultiFactorAuthAge", ["300"], ["300"], "allowed"),
  test("NumericGreaterThan", "aws:MultiFactorAuthAge", ["300"], ["301"], "allowed"),
  test("NumericGreaterThanEquals", "aws:MultiFactorAuthAge", ["300"], ["299"], "denied"),
  test("NumericLessThan", "aws:MultiFactorAuthAge", ["1000"], ["999"], "allowed"),
  test("DateLessThan", "aws:CurrentTime", ["2026-01-01T00:00:00Z"], ["2025-12-31T23:59:59Z"], "allowed"),
  test("DateGreaterThan", "aws:CurrentTime", ["2026-01-01T00:00:00Z"], ["2025-12-31T23:59:59Z"], "denied"),
  test("DateEquals", "aws:CurrentTime", ["2026-01-01T00:00:00Z"], ["2026-01-01T00:00:00Z"], "allowed"),
  test(
    "DateGreaterThanEquals",
    "aws:CurrentTime",
    ["2026-01-01T00:00:00Z"],
    ["2026-01-01T00:00:00Z"],
    "allowed",
  ),
  test("DateNotEquals", "aws:CurrentTime", ["2026-01-01T00:00:00Z"], ["2026-01-02T00:00:00Z"], "allowed"),
  test("DateLessThan", "aws:EpochTime", ["1767225600"], ["1700000000"], "allowed"),
  test("IpAddress", "aws:SourceIp", ["192.0.2.0/24"], ["192.0.2.255"], "allowed"),
  test("IpAddress", "aws:SourceIp", ["192.0.2.0/24"], ["192.0.3.0"], "denied"),
  test("IpAddress", "aws:SourceIp", ["192.0.2.1"], ["192.0.2.1"], "allowed"),
  test("IpAddress", "aws:SourceIp", ["2001:db8::/32"], ["2001:db8:ffff::1"], "allowed"),
  test("IpAddress", "aws:SourceIp", ["2001:db8::/32"], ["2001:db9::1"], "denied"),
  test("NotIpAddress", "aws:SourceIp", ["192.0.2.0/24"], ["198.51.100.1"], "allowed"),
  test("NotIpAddress", "aws:SourceIp", ["192.0.2.0/24"], null, "allowed"),
  test("BinaryEquals", "aws:userid", ["QmluYXJ5"], ["QmluYXJ5"], "allowed"),
  test("BinaryEquals", "aws:userid", ["QmluYXJ5"], ["QmluYXJ6"], "denied"),
  test(
    "ArnLike",
    "aws:SourceArn",
    ["arn:aws:bedrock:*:*:agent/*"],
    ["arn:aws:bedrock:eu-west-1:111122223333:agent/A1"],
    "allowed",
  ),
  test(
    "ArnEquals",
    "aws:SourceArn",
    ["arn:aws:bedrock:*:*:agent/*"],
    ["arn:aws:bedrock:eu-west-1:111122223333:agent/A1"],
    "allowed",
  ),
  test(
    "ArnLike",
    "aws:SourceArn",
    ["arn:aws:bedrock:*"],
    ["arn:aws:bedrock:eu-west-1:111122223333:agent/A1"],
    "denied",
  ),
  test("ArnNotLike", "aws:SourceArn", ["arn:aws:s3:::corpus"], ["arn:aws:s3:::other"], "allowed"),
  test("ArnNotEquals", "aws:SourceArn", ["arn:aws:s3:::corpus"], null, "allowed"),
];
