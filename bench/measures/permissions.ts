import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource, ResourceType } from "#lib/domain/resource.ts";
import { accessLimits } from "#lib/permissions/access.ts";
import { awsAccess } from "#lib/permissions/aws/access.ts";
import { atMost, median, repeated, round, seeded, type Result } from "../measure.ts";

const principalCount = 2_000;
const resourceCount = 5_000;
const account = "111122223333";
const region = "eu-west-1";

/** I1: who may do what of all that matters to AI, with escalation, for every principal on every resource. */
export async function measurePermissions(): Promise<Result[]> {
  const graph = policyEstate();
  let told = { edges: 0, facts: 0, escalations: 0 };
  const times = await repeated(3, () => {
    const { relationships, estateGrants } = awsAccess(graph, accessLimits);
    told = {
      edges: relationships.length,
      facts: estateGrants.length,
      escalations: relationships.filter(({ kind }) => kind === "can-escalate-to").length,
    };
  });
  if (told.edges === 0 || told.escalations === 0) throw new Error("The estate lets nobody do anything");
  return [
    {
      id: "I1",
      name: "Seconds of a full effective-permission pass, 2,000 principals × 5,000 resources × the AI actions",
      ...atMost(round(median(times) / 1_000), 20),
      detail: `${told.edges} edges, ${told.escalations} of them escalation, and ${told.facts} wide grants; ${principalCount} principals are asked about as well`,
    },
  ];
}

type Kind = readonly [type: ResourceType, arn: (name: string) => string];
const bucket: Kind = ["aws.s3.bucket", (name) => `arn:aws:s3:::${name}`];
const arnOf: readonly Kind[] = [
  bucket,
  ["aws.dynamodb.table", (name) => `arn:aws:dynamodb:${region}:${account}:table/${name}`],
  ["aws.lambda.function", (name) => `arn:aws:lambda:${region}:${account}:function:${name}`],
  ["aws.kms.key", (name) => `arn:aws:kms:${region}:${account}:key/${name}`],
  ["aws.secretsmanager.secret", (name) => `arn:aws:secretsmanager:${region}:${account}:secret:${name}`],
  ["aws.bedrock.agent", (name) => `arn:aws:bedrock:${region}:${account}:agent/${name}`],
  ["aws.bedrock.knowledge-base", (name) => `arn:aws:bedrock:${region}:${account}:knowledge-base/${name}`],
  ["aws.sagemaker.endpoint", (name) => `arn:aws:sagemaker:${region}:${account}:endpoint/${name}`],
  ["aws.logs.log-group", (name) => `arn:aws:logs:${region}:${account}:log-group:${name}`],
  ["aws.ecr.repository", (name) => `arn:aws:ecr:${region}:${account}:repository/${name}`],
];

const policy = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (Action: string | string[], Resource: string | string[], more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});

function resource(type: ResourceType, key: string, properties: object, facets: object = {}): Resource {
  // Safe because permissions are read from the properties that stand here, and from nothing else.
  return {
    key,
    type,
    name: key.split(/[/:]/).at(-1) ?? key,
    account,
    region,
    tags: { team: `team-${key.length % 7}` },
    properties,
    facets,
  } as unknown as Resource;
}

/** Teams with roles of their own over what begins with their name, as people write policies. */
function policyEstate(): ResourceGraph {
  const random = seeded(20_261_130);
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const relationships: Relationship[] = [];
  const resources = Array.from({ length: resourceCount }, (_, n): Resource => {
    const [type, arn] = arnOf[n % arnOf.length] ?? bucket;
    const key = arn(`team-${n % 100}-${n}`);
    return resource(type, key, { resourcePolicy: resourcePolicy(type, key, n), aclGrants: [] });
  });
  const roles = Array.from({ length: principalCount }, (_, n): Resource => {
    const key = `arn:aws:iam::${account}:role/team-${n % 100}-${n}`;
    const runner = pick(resources);
    if (runner?.type === "aws.lambda.function")
      relationships.push({ from: runner.key, kind: "runs-as", to: key });
    return resource(
      "aws.iam.role",
      key,
      { policies: heldBy(n, pick), trustPolicy: trustOf(n), serviceLinked: false },
      { trusts: [{ kind: "service", principal: "lambda.amazonaws.com", conditional: false }] },
    );
  });
  return new ResourceGraph([...resources, ...roles], relationships);
}

const trustOf = (n: number): string =>
  policy({
    Effect: "Allow",
    Principal: n % 3 === 0 ? { AWS: `arn:aws:iam::${account}:root` } : { Service: "lambda.amazonaws.com" },
    Action: "sts:AssumeRole",
  });

function resourcePolicy(type: ResourceType, key: string, n: number): string | null {
  if (type === "aws.kms.key")
    return policy({ ...allow("kms:*", "*"), Principal: { AWS: `arn:aws:iam::${account}:root` } });
  if (type !== "aws.s3.bucket" || n % 5 !== 0) return null;
  const insecure = { Bool: { "aws:SecureTransport": "false" } };
  return policy({
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: `${key}/*`,
    Condition: insecure,
  });
}

function heldBy(n: number, pick: <T>(from: readonly T[]) => T | undefined): object[] {
  const team = `team-${n % 100}-`;
  const services = ["s3", "dynamodb", "bedrock", "sagemaker", "lambda", "kms", "secretsmanager", "logs"];
  const held = (id: string, ...statements: object[]) => ({
    kind: id === "limit" ? "boundary" : "inline",
    id,
    name: id,
    document: policy(...statements),
  });
  const [one = "s3", other = "lambda"] = [pick(services), pick(services)];
  const office = n % 4 === 0 ? { Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } } : {};
  return [
    held(
      "own",
      allow(`${one}:*`, [`arn:aws:${one}:*:*:*${team}*`, `arn:aws:${one}:::${team}*`]),
      allow(
        [`${other}:Get*`, `${other}:Invoke*`, `${other}:Describe*`],
        `arn:aws:${other}:*:*:*${team}*`,
        office,
      ),
    ),
    held("shared", allow(["bedrock:InvokeModel", "bedrock:Retrieve"], "*"), allow("logs:Get*", "*")),
    ...(n % 20 === 0 ? [held("admin", allow("*", "*"))] : []),
    ...(n % 11 === 0
      ? [
          held(
            "deploy",
            allow("iam:PassRole", `arn:aws:iam::${account}:role/${team}*`),
            allow("lambda:*", "*"),
          ),
        ]
      : []),
    ...(n % 7 === 0 ? [held("guard", { Effect: "Deny", Action: "*:Delete*", Resource: "*" })] : []),
    ...(n % 10 === 0 ? [held("limit", allow(["s3:*", "bedrock:*", "lambda:*", "logs:*"], "*"))] : []),
  ];
}
