import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { isOfType, type Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";

import type { CallContext, Decision } from "../decision.ts";
import { reasonOf } from "../decision.ts";
import { decide, noPolicies } from "./decide.ts";
import { Documents } from "./policy.ts";
import type { AwsPrincipal } from "./principal.ts";

type Distribution = Resource<"aws.cloudfront.distribution">;
type Origin = Distribution["properties"]["origins"][number];
type Opened = Resource<"aws.s3.bucket"> | Resource<"aws.lambda.function">;

/**
 * What distributions open by a right of their own, so that their callers need none: a bucket or the address of a
 * function whose policy lets CloudFront in, where the distribution signs what it asks for.
 */
export function distributionRights(graph: ResourceGraph): Relationship[] {
  const documents = new Documents();
  const distributions = graph.all("aws.cloudfront.distribution");
  if (distributions.length === 0) return [];
  const byHost = new Map(
    graph
      .all("aws.lambda.function")
      .flatMap((each) => (known(() => each.facets.hosts) ?? []).map((host) => [host, each] as const)),
  );
  return distributions.flatMap((distribution) =>
    (known(() => distribution.properties.origins) ?? []).flatMap((origin): Relationship[] => {
      const bucket = origin.bucketKey === null ? undefined : graph.get(origin.bucketKey);
      const to = bucket && isOfType(bucket, "aws.s3.bucket") ? bucket : byHost.get(origin.host.toLowerCase());
      const decision = to ? rightOf(distribution, origin, to, documents) : null;
      if (!to || !decision || decision.verdict === "denied") return [];
      const kind = to.type === "aws.s3.bucket" ? "can-read" : "can-invoke";
      return [{ from: distribution.key, kind, to: to.key, reason: reasonOf(decision) }];
    }),
  );
}

/** Null where the distribution proves nothing there, or nobody could read whom the other side lets in. */
function rightOf(
  { key, account }: Distribution,
  origin: Origin,
  to: Opened,
  documents: Documents,
): Decision | null {
  const principal = principalOf(origin, to.account);
  const text = known(() => to.properties.resourcePolicy);
  const document = typeof text === "string" ? documents.read(text) : null;
  if (!principal || !document) return null;
  const isBucket = to.type === "aws.s3.bucket";
  const kind = isBucket ? "bucket policy" : "function policy";
  return decide({
    principal,
    action: isBucket ? "s3:getobject" : "lambda:invokefunctionurl",
    resource: isBucket ? `${to.key}/object` : to.key,
    resourceAccount: to.account,
    context: callOf(key, account),
    policies: {
      ...noPolicies,
      resource: { ...document, name: { kind, id: to.key, name: `${kind} of ${to.name}` } },
    },
  });
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html */
function principalOf({ signs, identity }: Origin, account: string): AwsPrincipal | null {
  if (signs) return { kind: "service", name: "cloudfront.amazonaws.com" };
  if (identity === null) return null;
  const arn = `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${identity}`;
  // It has no policies of its own, so that the bucket's decides alone, as over an identity of its own account.
  return { kind: "user", arn, account };
}

const callOf =
  (distribution: string, account: string): CallContext =>
  (key) => {
    if (key === "aws:sourcearn") return [distribution];
    if (key === "aws:sourceaccount") return [account];
    return key === "aws:securetransport" ? ["true"] : null;
  };
