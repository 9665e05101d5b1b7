import type { ResourceGraph } from "#lib/domain/graph.ts";
import { isOfType, type Resource, type ResourceType } from "#lib/domain/resource.ts";
import type { AwsHeldPolicy } from "#lib/domain/resources/aws-policy.ts";
import { known } from "#lib/domain/unknown.ts";

import type { Asked, CallerFacts } from "./call-context.ts";
import { readOrganizations, type Organizations } from "./organization.ts";
import { Documents, type AwsPolicy } from "./policy.ts";
import type { BucketAccess } from "./s3-access.ts";

/** An identity whose policies were collected, so that what it may do is decided and not guessed. */
export type Caller = {
  key: string;
  resource: Resource;
  principal: { kind: "role" | "user" | "group"; arn: string; account: string };
  facts: CallerFacts;
  identity: readonly AwsPolicy[];
  boundary: readonly AwsPolicy[] | null;
};

/** A resource with what decides at its side. */
export type Target = Asked & {
  /** Null where it has none; undefined where nobody could read it. */
  policy: AwsPolicy | null | undefined;
  bucket: BucketAccess | null;
};

export type AwsEstate = {
  callers: readonly Caller[];
  targets: readonly Target[];
  organizations: Organizations;
};

/** Reads the policies an inventory holds, each text once. `asked` are the types that anybody is asked about. */
export function readEstate(graph: ResourceGraph, asked: ReadonlySet<ResourceType>): AwsEstate {
  const documents = new Documents();
  const organizations = readOrganizations(graph, documents);
  const named = (resource: Resource, held: AwsHeldPolicy): AwsPolicy[] => {
    const text = held.document ?? managedText(graph, held.id);
    const document = text === null ? null : documents.read(text);
    return document ? [{ ...document, name: nameOf(resource, held) }] : [];
  };
  const callers = identitiesOf(graph).flatMap((resource): Caller[] => {
    const held = known(() => resource.properties.policies);
    if (!held) return [];
    const groups = graph
      .edges(resource.key, "member-of")
      .flatMap(({ resource: group }) => heldByGroup(group).flatMap((policy) => named(group, policy)));
    const own = held.filter(({ kind }) => kind !== "boundary");
    const bounds = held.filter(({ kind }) => kind === "boundary");
    return [
      {
        key: resource.key,
        resource,
        principal: { kind: principalKinds[resource.type], arn: resource.key, account: resource.account },
        facts: factsOf(resource, organizations),
        identity: [...own.flatMap((policy) => named(resource, policy)), ...groups],
        boundary: bounds.length > 0 ? bounds.flatMap((policy) => named(resource, policy)) : null,
      },
    ];
  });
  // Where nobody's policies were read nobody is asked about anything, and what is asked takes more than the estate.
  const targets =
    callers.length === 0
      ? []
      : [...asked].flatMap((type) =>
          graph.all(type).map((resource): Target => targetOf(resource, organizations, documents)),
        );
  return { callers, targets, organizations };
}

type Identity = Resource<"aws.iam.role"> | Resource<"aws.iam.user"> | Resource<"aws.iam.group">;

const identitiesOf = (graph: ResourceGraph): Identity[] => [
  ...graph.all("aws.iam.role"),
  ...graph.all("aws.iam.user"),
  ...graph.all("aws.iam.group"),
];

const heldByGroup = (group: Resource): readonly AwsHeldPolicy[] =>
  isOfType(group, "aws.iam.group") ? (known(() => group.properties.policies) ?? []) : [];

function managedText(graph: ResourceGraph, arn: string): string | null {
  const policy = graph.get(arn);
  if (!policy || !isOfType(policy, "aws.iam.policy")) return null;
  return known(() => policy.properties.document) ?? null;
}

function nameOf(holder: Resource, { kind, id, name }: AwsHeldPolicy): AwsPolicy["name"] {
  const ofGroup = holder.type === "aws.iam.group" ? ` of group ${holder.name}` : "";
  if (kind === "boundary") return { kind: "permissions boundary", id, name };
  if (kind === "inline")
    return { kind: "identity policy", id: `${holder.key} ${id}`, name: `inline policy ${name}${ofGroup}` };
  return { kind: "identity policy", id, name: `${name}${ofGroup}` };
}

const principalKinds = { "aws.iam.role": "role", "aws.iam.user": "user", "aws.iam.group": "group" } as const;

function factsOf(resource: Identity, organizations: Organizations): CallerFacts {
  const isUser = resource.type === "aws.iam.user";
  const trust = isOfType(resource, "aws.iam.role") ? known(() => resource.properties.trustPolicy) : null;
  return {
    arn: resource.key,
    account: organizations.factsOf(resource.account),
    type: isUser ? "User" : "AssumedRole",
    userName: isUser ? resource.name : null,
    tags: resource.tags,
    takesSessionTags: /"sts:(TagSession|\*)"|"\*"/i.test(trust ?? ""),
  };
}

function targetOf(resource: Resource, organizations: Organizations, documents: Documents): Target {
  return {
    resource,
    account: organizations.factsOf(resource.account),
    // A bucket tells its tags only where its owner switched that on, which is not collected.
    tagsKnown: resource.type !== "aws.s3.bucket" && resource.unknown?.["tags"] === undefined,
    policy: policyOf(resource, documents),
    bucket: isOfType(resource, "aws.s3.bucket") ? bucketOf(resource) : null,
  };
}

function policyOf(resource: Resource, documents: Documents): Target["policy"] {
  const name = policyNames[resource.type];
  if (!name) return null;
  const text = known(() => Reflect.get(resource.properties, name.property) as unknown);
  const isNone = text === null && resource.unknown?.[`properties.${name.property}`] === undefined;
  if (isNone) return null;
  const document = typeof text === "string" ? documents.read(text) : null;
  return document
    ? { ...document, name: { kind: name.kind, id: resource.key, name: `${name.kind} of ${resource.name}` } }
    : undefined;
}

const ofItsOwn = (kind: string) => ({ property: "resourcePolicy", kind });

/** Types that can have a policy of their own, and where an inventory keeps it. */
const policyNames: Readonly<Partial<Record<ResourceType, { property: string; kind: string }>>> = {
  "aws.iam.role": { property: "trustPolicy", kind: "trust policy" },
  "aws.s3.bucket": ofItsOwn("bucket policy"),
  "aws.kms.key": ofItsOwn("key policy"),
  "aws.lambda.function": ofItsOwn("function policy"),
  "aws.ecr.repository": ofItsOwn("repository policy"),
  "aws.secretsmanager.secret": ofItsOwn("secret policy"),
  "aws.dynamodb.table": ofItsOwn("table policy"),
  "aws.opensearch.domain": ofItsOwn("domain policy"),
};

function bucketOf({ properties }: Resource<"aws.s3.bucket">): BucketAccess {
  return {
    restrictsPublicPolicy: known(() => properties.restrictsPublicPolicy) ?? false,
    acl: known(() => properties.aclGrants) ?? [],
  };
}
