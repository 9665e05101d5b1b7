import type { Random } from "#tests/factories/random.ts";
import type { RawStatement } from "./iam-case.ts";

type Key = {
  key: string;
  operators: readonly string[];
  /** What policies ask for. */
  wanted: readonly string[];
  /** What calls carry. */
  found: readonly string[];
  many?: boolean;
  /** Every call carries it: without a value its variable is a documented difference, see `differences.ts`. */
  always?: boolean;
};

const texts = [
  "StringEquals",
  "StringNotEquals",
  "StringEqualsIgnoreCase",
  "StringNotEqualsIgnoreCase",
  "StringLike",
  "StringNotLike",
];
const arns = ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"];
const numbers = [
  "NumericEquals",
  "NumericNotEquals",
  "NumericLessThan",
  "NumericLessThanEquals",
  "NumericGreaterThan",
  "NumericGreaterThanEquals",
];
const dates = [
  "DateEquals",
  "DateNotEquals",
  "DateLessThan",
  "DateLessThanEquals",
  "DateGreaterThan",
  "DateGreaterThanEquals",
];

export const conditionKeys: readonly Key[] = [
  {
    key: "aws:PrincipalTag/team",
    operators: texts,
    wanted: ["claims", "Claims", "cl*", "?laims", "ops", "${aws:PrincipalTag/other, 'claims'}", "*"],
    found: ["claims", "ops", "CLAIMS"],
    always: true,
  },
  { key: "aws:PrincipalTag/other", operators: texts, wanted: ["claims", "ops"], found: ["claims", "ops"] },
  {
    key: "aws:ResourceTag/team",
    operators: texts,
    wanted: ["${aws:PrincipalTag/team}", "claims"],
    found: ["claims", "ops"],
  },
  {
    key: "aws:SourceIp",
    operators: ["IpAddress", "NotIpAddress"],
    wanted: ["192.0.2.0/24", "198.51.100.7", "192.0.0.0/8", "2001:db8::/32"],
    found: ["192.0.2.9", "198.51.100.7", "198.51.100.8"],
  },
  { key: "aws:SecureTransport", operators: ["Bool"], wanted: ["true", "false"], found: ["true", "false"] },
  {
    key: "aws:MultiFactorAuthPresent",
    operators: ["Bool"],
    wanted: ["true", "false"],
    found: ["true", "false"],
  },
  {
    key: "aws:MultiFactorAuthAge",
    operators: numbers,
    wanted: ["300", "3600"],
    found: ["10", "300", "7200"],
  },
  {
    key: "aws:CurrentTime",
    operators: dates,
    wanted: ["2026-01-01T00:00:00Z", "2026-06-01T12:00:00Z"],
    found: ["2025-12-31T23:59:59Z", "2026-01-01T00:00:00Z", "2026-08-01T00:00:00Z"],
  },
  {
    key: "aws:EpochTime",
    operators: numbers,
    wanted: ["1767225600"],
    found: ["1767225599", "1767225600", "1800000000"],
  },
  {
    key: "aws:PrincipalArn",
    operators: [...arns, "StringLike", "StringEquals"],
    wanted: [
      "arn:aws:iam::*:role/*",
      "arn:aws:iam::111122223333:role/app",
      "arn:aws:iam::111122223333:*/a?p",
    ],
    found: ["arn:aws:iam::111122223333:role/app", "arn:aws:iam::999988887777:user/ann"],
  },
  {
    key: "aws:SourceArn",
    operators: arns,
    wanted: ["arn:aws:bedrock:*:111122223333:agent/*", "arn:aws:s3:::corpus"],
    found: ["arn:aws:bedrock:eu-west-1:111122223333:agent/A1", "arn:aws:s3:::corpus"],
  },
  {
    key: "aws:SourceAccount",
    operators: texts,
    wanted: ["111122223333"],
    found: ["111122223333", "999988887777"],
  },
  { key: "aws:PrincipalOrgID", operators: texts, wanted: ["o-abc", "o-*"], found: ["o-abc", "o-xyz"] },
  {
    key: "aws:RequestedRegion",
    operators: texts,
    wanted: ["eu-*", "eu-west-1"],
    found: ["eu-west-1", "us-east-1"],
  },
  { key: "aws:userid", operators: ["BinaryEquals"], wanted: ["QmluYXJ5"], found: ["QmluYXJ5", "T3RoZXI="] },
  {
    key: "aws:TagKeys",
    operators: texts,
    wanted: ["team", "cost*", "Team"],
    found: ["team", "cost-center", "owner"],
    many: true,
  },
  {
    key: "aws:PrincipalOrgPaths",
    operators: ["StringLike", "StringNotLike", "StringEquals"],
    wanted: ["o-abc/r-1/ou-1/*", "o-abc/*"],
    found: ["o-abc/r-1/ou-1/", "o-abc/r-1/ou-2/"],
    many: true,
  },
];

/** A condition block of up to three tests. */
export function randomConditions(random: Random): NonNullable<RawStatement["Condition"]> {
  const block: Record<string, Record<string, readonly string[]>> = {};
  for (let count = 1 + random.below(2); count > 0; count--) {
    const { key, operators, wanted, many } = random.pick(conditionKeys);
    const [operator, values] = random.oneIn(8)
      ? ["Null", [random.pick(["true", "false"])]]
      : [quantified(random.pick(operators), many === true, random), someOf(wanted, random)];
    block[operator] = { ...block[operator], [key]: values };
  }
  return block;
}

function quantified(operator: string, many: boolean, random: Random): string {
  if (many) return `${random.pick(["ForAllValues:", "ForAnyValue:"])}${operator}`;
  return random.oneIn(4) ? `${operator}IfExists` : operator;
}

const someOf = (values: readonly string[], random: Random): string[] =>
  random.shuffled(values).slice(0, 1 + random.below(2));

/** What a call carries: each key is there more often than not. */
export function randomContext(
  random: Random,
  untold: readonly string[] = [],
): Record<string, readonly string[]> {
  const context: Record<string, readonly string[]> = {};
  for (const { key, found, many, always } of conditionKeys)
    if (!untold.includes(key) && (always || !random.oneIn(3)))
      context[key] = many ? someOf(found, random) : [random.pick(found)];
  return context;
}
